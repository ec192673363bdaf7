import { Table, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconUsers } from '@tabler/icons-react';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Driver } from '../../shared/contract/fleet.ts';
import { api, apiQuery } from '../api/client.ts';
import { useIntentKeys } from '../api/idempotency.ts';
import { ToneBadge } from '../parts/tone-badge.tsx';
import { DriverForm } from './driver-form.tsx';
import { driversQuery } from './fleet-query.ts';
import { ImportTable } from './import-table.tsx';
import { ListFrame } from './list-frame.tsx';
import { RowActions } from './row-actions.tsx';

export function DriverList() {
  const { t } = useTranslation();
  const [withRetired, setWithRetired] = useState(false);
  const [editing, setEditing] = useState<Driver | 'new'>();
  const [importing, importDialog] = useDisclosure();
  const query = useInfiniteQuery(driversQuery(withRetired));
  const drivers = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <ListFrame
        query={query}
        columns={[t('fleet.driverName'), t('fleet.phone'), t('fleet.licence'), t('fleet.language')]}
        rows={drivers.map((driver) => (
          <DriverRow key={driver.id} driver={driver} onChange={() => setEditing(driver)} />
        ))}
        empty={{ icon: IconUsers, title: t('fleet.empty.driver'), text: t('fleet.empty.text') }}
        withRetired={withRetired}
        onWithRetired={setWithRetired}
        addLabel={t('fleet.add.driver')}
        onAdd={() => setEditing('new')}
        onImport={importDialog.open}
      />
      {editing && <DriverForm driver={editing === 'new' ? undefined : editing} onClose={() => setEditing(undefined)} />}
      {importing && <ImportTable what="drivers" onClose={importDialog.close} />}
    </>
  );
}

function DriverRow({ driver, onChange }: { driver: Driver; onChange: () => void }) {
  const { t } = useTranslation();
  const send = useIntentKeys();
  const queryClient = useQueryClient();
  const { id, name, phone, licenceNumber, language, retiredAt } = driver;
  const retire = useMutation({
    mutationFn: () =>
      send(id, (key) => api.fleet.retireDriver({ headers: { 'idempotency-key': key }, params: { driverId: id } })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: apiQuery.fleet.key() }),
  });
  return (
    <Table.Tr>
      <Table.Td>
        <Text fw={600}>{name}</Text>
        {retiredAt !== null && <ToneBadge tone="closed">{t('fleet.retired')}</ToneBadge>}
      </Table.Td>
      <Table.Td data-label={t('fleet.phone')} style={{ whiteSpace: 'nowrap' }}>
        {phone}
      </Table.Td>
      <Table.Td data-label={t('fleet.licence')}>{licenceNumber}</Table.Td>
      <Table.Td data-label={t('fleet.language')}>{t(`fleet.languages.${language}`)}</Table.Td>
      <Table.Td>{retiredAt === null && <RowActions name={name} onChange={onChange} retire={retire} />}</Table.Td>
    </Table.Tr>
  );
}
