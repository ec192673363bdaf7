import { Container, Tabs, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { IconCaravan, IconTruck, IconUsers } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ForRoles } from '../app/page-state.tsx';
import { DriverList } from './driver-list.tsx';
import { UnitList } from './unit-list.tsx';

export function FleetPage() {
  const { t } = useTranslation();
  useDocumentTitle(`${t('fleet.title')} · Otkel`);
  return (
    <ForRoles roles={['dispatcher']}>
      <Container size="lg" py="md" w="100%">
        <Title order={1} mb="md">
          {t('fleet.title')}
        </Title>
        <Tabs defaultValue="tractor" keepMounted={false}>
          <Tabs.List mb="md">
            <Tabs.Tab value="tractor" px={{ base: 'xs', xs: 'md' }} leftSection={<IconTruck size={18} aria-hidden />}>
              {t('fleet.tractors')}
            </Tabs.Tab>
            <Tabs.Tab value="trailer" px={{ base: 'xs', xs: 'md' }} leftSection={<IconCaravan size={18} aria-hidden />}>
              {t('fleet.trailers')}
            </Tabs.Tab>
            <Tabs.Tab value="drivers" px={{ base: 'xs', xs: 'md' }} leftSection={<IconUsers size={18} aria-hidden />}>
              {t('fleet.drivers')}
            </Tabs.Tab>
          </Tabs.List>
          {(['tractor', 'trailer'] as const).map((kind) => (
            <Tabs.Panel key={kind} value={kind}>
              <UnitList kind={kind} />
            </Tabs.Panel>
          ))}
          <Tabs.Panel value="drivers">
            <DriverList />
          </Tabs.Panel>
        </Tabs>
      </Container>
    </ForRoles>
  );
}
