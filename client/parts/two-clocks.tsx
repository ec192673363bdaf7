import { Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Checkpoint } from '../../shared/contract/checkpoints.ts';
import { useFormat } from '../i18n/format.ts';
import { useCountryName } from '../i18n/use-country.ts';
import { useNow } from '../live/use-now.ts';

type Zones = Pick<Checkpoint, 'kzZone' | 'neighbourZone' | 'neighbour'>;

/** What time it is now at both posts. */
export function ClocksNow({ checkpoint }: { checkpoint: Zones }) {
  const now = useNow(5_000);
  const format = useFormat();
  const countryName = useCountryName();
  const clocks = [
    { country: 'KZ', zone: checkpoint.kzZone },
    { country: checkpoint.neighbour, zone: checkpoint.neighbourZone },
  ];
  return (
    <Group gap="lg" wrap="nowrap">
      {clocks.map(({ country, zone }) => (
        <Stack key={country} gap={0}>
          <Text fw={600} fz="lg" lh={1.25}>
            {format.time(now, zone)}
          </Text>
          <Text fz="xs" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
            {countryName(country)}, {format.offset(now, zone)}
          </Text>
        </Stack>
      ))}
    </Group>
  );
}

/** One instant on both clocks; the date of the other side only where it differs. */
export function BothTimes({ instant, checkpoint }: { instant: string | Date; checkpoint: Zones }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { kzZone, neighbourZone } = checkpoint;
  const sameDay = format.day(instant, kzZone) === format.day(instant, neighbourZone);
  const across = sameDay ? format.time(instant, neighbourZone) : format.dayAndTime(instant, neighbourZone);
  return (
    <span>
      <Text span inherit fw={600} style={{ whiteSpace: 'nowrap' }}>
        {format.dayAndTime(instant, kzZone)}
      </Text>{' '}
      <Text span fz="xs" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
        {t('booking.across', { time: across })}
      </Text>
    </span>
  );
}
