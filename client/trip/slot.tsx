import { Badge, Group, Paper, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Passage } from '../../shared/contract/queues.ts';
import type { Trip } from '../../shared/contract/trips.ts';
import { useFormat } from '../i18n/format.ts';
import { usePostNames } from '../i18n/use-checkpoint-names.ts';
import { useCountryName } from '../i18n/use-country.ts';
import { DirectionIcon } from '../parts/direction.tsx';
import styles from './trip.module.css';

/** Which truck crosses where and when, on the clocks of both sides. */
export function Slot({ trip, passage }: { trip: Trip; passage: Passage }) {
  const { t } = useTranslation();
  const format = useFormat();
  const countryName = useCountryName();
  const { checkpoint } = trip;
  const names = usePostNames(checkpoint);
  const clocks = [
    { country: 'KZ', zone: checkpoint.kzZone },
    { country: checkpoint.neighbour, zone: checkpoint.neighbourZone },
  ];
  return (
    <Paper withBorder p="md" component="section" aria-label={t('trip.slot')}>
      <Group justify="space-between" gap="xs">
        <Text span className={styles.plate ?? ''}>
          {trip.plate}
        </Text>
        {passage.class !== 'general' && <Badge>{t(`class.${passage.class}`)}</Badge>}
      </Group>
      <Title order={1} fz="lg" mt={2}>
        {names.both}
      </Title>
      <Text fz="sm" c="dimmed">
        <DirectionIcon direction={passage.direction} /> {t(`direction.${passage.direction}`)}
      </Text>
      <div className={styles.times}>
        {clocks.map(({ country, zone }) => (
          <div key={country}>
            <Text fz="xs" c="dimmed">
              {countryName(country)}, {format.offset(passage.slotStartsAt, zone)}
            </Text>
            <Text fz="sm" fw={600}>
              {format.longDay(passage.slotStartsAt, zone)}
            </Text>
            <Text className={styles.time ?? ''}>
              {format.time(passage.slotStartsAt, zone)}–{format.time(passage.slotEndsAt, zone)}
            </Text>
          </div>
        ))}
      </div>
    </Paper>
  );
}
