import { SimpleGrid, TextInput, type TextInputProps } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { toInstant, toLocal } from '../parts/local-time.ts';

const hourMs = 3_600_000;

/** @returns four hours from now on, as the two fields hold them */
export const shortPeriod = (now: Date, zone: string) => ({
  startsAt: toLocal(now, zone),
  endsAt: toLocal(new Date(now.getTime() + 4 * hourMs), zone),
});

/** What a form checks of a period before it asks the server. */
export function useShortPeriodRules(zone: string) {
  const { t } = useTranslation();
  return {
    startsAt: (value: string) => (toInstant(value, zone) ? null : t('booking.field.time')),
    endsAt: (value: string, { startsAt }: { startsAt: string }) => {
      if (!toInstant(value, zone)) return t('booking.field.time');
      return value > startsAt ? null : t('checkpoint.closureOrder');
    },
  };
}

interface ShortPeriodProps {
  startsAt: TextInputProps;
  endsAt: TextInputProps;
}

/** From and to on the Kazakh clock. */
export function ShortPeriod({ startsAt, endsAt }: ShortPeriodProps) {
  const { t } = useTranslation();
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }}>
      <TextInput type="datetime-local" label={t('checkpoint.from')} {...startsAt} />
      <TextInput type="datetime-local" label={t('checkpoint.to')} {...endsAt} />
    </SimpleGrid>
  );
}
