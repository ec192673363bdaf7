import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { FleetUnit } from '../../shared/contract/fleet.ts';
import { tractorsQuery } from './fleet-query.ts';

/** A tractor of the own fleet fills in plate, VIN and country. Shows nothing where there is no fleet. @param plate what the form has now */
export function PickTractor({ plate, onPick }: { plate: string; onPick: (tractor: FleetUnit) => void }) {
  const { t } = useTranslation();
  const tractors = useQuery({ ...tractorsQuery, retry: false }).data?.items ?? [];
  if (tractors.length === 0) return null;
  return (
    <Select
      label={t('fleet.pick')}
      placeholder={t('fleet.pickOne')}
      searchable
      clearable
      mb="sm"
      nothingFoundMessage={t('fleet.noneFound')}
      value={tractors.find((tractor) => tractor.plate === plate)?.id ?? null}
      onChange={(id) => {
        const tractor = tractors.find((one) => one.id === id);
        if (tractor) onPick(tractor);
      }}
      data={tractors.map(({ id, plate: name, activeBookingId }) => ({
        value: id,
        label: activeBookingId === null ? name : `${name} · ${t('fleet.booked')}`,
        disabled: activeBookingId !== null,
      }))}
    />
  );
}
