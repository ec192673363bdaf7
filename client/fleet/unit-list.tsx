import { Anchor, Table, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconTruck } from '@tabler/icons-react';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { FleetUnit } from '../../shared/contract/fleet.ts';
import { api, apiQuery } from '../api/client.ts';
import { useIntentKeys } from '../api/idempotency.ts';
import { useFormat } from '../i18n/format.ts';
import { useCountryName } from '../i18n/use-country.ts';
import { ToneBadge } from '../parts/tone-badge.tsx';
import { unitsQuery } from './fleet-query.ts';
import { ImportTable } from './import-table.tsx';
import { ListFrame } from './list-frame.tsx';
import { RowActions } from './row-actions.tsx';
import { UnitForm } from './unit-form.tsx';

export function UnitList({ kind }: { kind: FleetUnit['kind'] }) {
  const { t } = useTranslation();
  const [withRetired, setWithRetired] = useState(false);
  const [editing, setEditing] = useState<FleetUnit | 'new'>();
  const [importing, importDialog] = useDisclosure();
  const query = useInfiniteQuery(unitsQuery(kind, withRetired));
  const units = query.data?.pages.flatMap((page) => page.items) ?? [];
  const columns =
    kind === 'tractor'
      ? [t('booking.plate'), t('booking.vehicleCountry'), t('booking.vin'), t('fleet.state')]
      : [t('booking.plate'), t('booking.vehicleCountry'), t('fleet.length'), t('fleet.kindOfTrailer')];
  return (
    <>
      <ListFrame
        query={query}
        columns={columns}
        rows={units.map((unit) => <UnitRow key={unit.id} unit={unit} onChange={() => setEditing(unit)} />)}
        empty={{ icon: IconTruck, title: t(`fleet.empty.${kind}`), text: t('fleet.empty.text') }}
        withRetired={withRetired}
        onWithRetired={setWithRetired}
        addLabel={t(`fleet.add.${kind}`)}
        onAdd={() => setEditing('new')}
        onImport={importDialog.open}
      />
      {editing && (
        <UnitForm kind={kind} unit={editing === 'new' ? undefined : editing} onClose={() => setEditing(undefined)} />
      )}
      {importing && <ImportTable what="units" onClose={importDialog.close} />}
    </>
  );
}

function UnitRow({ unit, onChange }: { unit: FleetUnit; onChange: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const countryName = useCountryName();
  const send = useIntentKeys();
  const queryClient = useQueryClient();
  const { id, kind, plate, vin, country, lengthMetres, isReefer, note, retiredAt } = unit;
  const retire = useMutation({
    mutationFn: () =>
      send(id, (key) => api.fleet.retire({ headers: { 'idempotency-key': key }, params: { unitId: id } })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: apiQuery.fleet.key() }),
  });
  return (
    <Table.Tr>
      <Table.Td>
        <Text fw={650} ff="monospace" style={{ whiteSpace: 'nowrap' }}>
          {plate}
        </Text>
        {note && (
          <Text fz="xs" c="dimmed">
            {note}
          </Text>
        )}
      </Table.Td>
      <Table.Td data-label={t('booking.vehicleCountry')}>{countryName(country)}</Table.Td>
      <Table.Td data-label={t(kind === 'tractor' ? 'booking.vin' : 'fleet.length')}>
        {kind === 'tractor' ? (
          <Text fz="sm" ff="monospace">
            {vin}
          </Text>
        ) : (
          lengthMetres !== undefined && t('fleet.metres', { metres: format.number(lengthMetres) })
        )}
      </Table.Td>
      <Table.Td data-label={t(kind === 'tractor' ? 'fleet.state' : 'fleet.kindOfTrailer')}>
        {kind === 'trailer' && t(isReefer ? 'fleet.reefer' : 'fleet.dry')}
        {kind === 'tractor' && <UnitState unit={unit} />}
      </Table.Td>
      <Table.Td>{retiredAt === null && <RowActions name={plate} onChange={onChange} retire={retire} />}</Table.Td>
    </Table.Tr>
  );
}

function UnitState({ unit: { retiredAt, activeBookingId } }: { unit: FleetUnit }) {
  const { t } = useTranslation();
  if (retiredAt !== null) return <ToneBadge tone="closed">{t('fleet.retired')}</ToneBadge>;
  if (activeBookingId === null) return <ToneBadge tone="free">{t('fleet.free')}</ToneBadge>;
  return (
    <Anchor component={Link} to="/bookings" fz="sm">
      {t('fleet.booked')}
    </Anchor>
  );
}
