import { AppShell, Burger, Drawer, Group } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { Outlet, ScrollRestoration } from 'react-router';
import { NoticeBell } from '../notices/notice-bell.tsx';
import { Banners } from './banners.tsx';
import { CallerMenu } from './caller-menu.tsx';
import { Logo } from './logo.tsx';
import { Navigation } from './navigation.tsx';
import { ColorSchemeSwitch, LanguageSwitch } from './preferences.tsx';
import styles from './shell.module.css';

export function Shell() {
  const { t } = useTranslation();
  const [menuOpen, menu] = useDisclosure();
  return (
    <AppShell header={{ height: 58 }}>
      <a className="skip-link" href="#content">
        {t('app.skipToContent')}
      </a>
      <AppShell.Header className={styles.header ?? ''} withBorder={false}>
        <Group h="100%" px={{ base: 'sm', sm: 'lg' }} justify="space-between" wrap="nowrap" gap="sm">
          <Group gap="xs" wrap="nowrap">
            <Burger hiddenFrom="md" opened={menuOpen} onClick={menu.toggle} size="sm" aria-label={t('app.menu')} />
            <Logo />
          </Group>
          <Group
            component="nav"
            gap={4}
            wrap="nowrap"
            visibleFrom="md"
            flex={1}
            pl={{ base: 0, lg: 'lg' }}
            aria-label={t('app.menu')}
          >
            <Navigation />
          </Group>
          <Group gap={6} wrap="nowrap">
            <LanguageSwitch />
            <ColorSchemeSwitch />
            <NoticeBell />
            <CallerMenu />
          </Group>
        </Group>
      </AppShell.Header>
      <Drawer
        opened={menuOpen}
        onClose={menu.close}
        closeButtonProps={{ 'aria-label': t('app.close') }}
        title="Otkel"
        size="xs"
        hiddenFrom="md"
      >
        <nav aria-label={t('app.menu')}>
          <Navigation inDrawer onChoose={menu.close} />
        </nav>
      </Drawer>
      <AppShell.Main className={styles.main ?? ''}>
        <Banners />
        <div id="content" tabIndex={-1} className={styles.content}>
          <Outlet />
        </div>
      </AppShell.Main>
      <ScrollRestoration />
    </AppShell>
  );
}
