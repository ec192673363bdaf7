import { Container, Tabs, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { ForRoles } from '../app/page-state.tsx';
import { AccountList } from './account-list.tsx';
import { OrganisationList } from './organisation-list.tsx';

export function AccountsPage() {
  const { t } = useTranslation();
  useDocumentTitle(`${t('accounts.title')} · Otkel`);
  return (
    <ForRoles roles={['administrator']}>
      <Container size="lg" py="md" w="100%">
        <Title order={1} mb="md">
          {t('accounts.title')}
        </Title>
        <Tabs defaultValue="people" keepMounted={false}>
          <Tabs.List mb="md">
            <Tabs.Tab value="people">{t('accounts.people')}</Tabs.Tab>
            <Tabs.Tab value="organisations">{t('accounts.organisations')}</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="people">
            <AccountList />
          </Tabs.Panel>
          <Tabs.Panel value="organisations">
            <OrganisationList />
          </Tabs.Panel>
        </Tabs>
      </Container>
    </ForRoles>
  );
}
