import { Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Direction } from '../../shared/words.ts';
import { useFormat } from '../i18n/format.ts';
import styles from './gate.module.css';
import { useGate } from './gate-context.ts';
import { nextToCallQuery } from './gate-queries.ts';
import type { GateTruck } from './gate-truck.ts';
import { compareWaiting } from './group-trucks.ts';
import { TruckSteps } from './truck-row.tsx';

const shownMax = 3;

/** Who is to be called next and why, and how many may be; without a network the order stays and the number is not known. */
export function CallNext({ trucks, direction }: { trucks: readonly GateTruck[]; direction: Direction }) {
  const { t } = useTranslation();
  const { checkpoint } = useGate();
  const format = useFormat();
  const next = useQuery(nextToCallQuery(checkpoint.id, direction));
  const waiting = trucks
    .filter((truck) => truck.position?.state === 'arrived' && (truck.direction ?? direction) === direction)
    .sort(compareWaiting);
  const { count = 0, limitedBy, perHour = 0 } = next.data ?? {};
  // What was called here since then takes its place.
  const called = trucks.filter((truck) => truck.waiting > 0 && truck.position?.state === 'called').length;
  const free = Math.max(0, count - called);
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="call-next">
      <Title order={2} id="call-next">
        {t('gate.callNext')}
      </Title>
      <Text fz="sm" c="dimmed" aria-live="polite">
        {next.isSuccess && !next.isError
          ? free > 0
            ? t('gate.mayCall', { count: free, perHour: format.number(Math.round(perHour)) })
            : waiting.length === 0
              ? t('gate.nobodyWaits')
              : t(`gate.limit.${limitedBy ?? 'waiting'}`)
          : next.isError
            ? t('gate.callOffline')
            : t('app.loading')}
      </Text>
      <Stack gap="sm" mt="sm" component="ol" p={0} m={0} style={{ listStyle: 'none' }}>
        {waiting.slice(0, shownMax).map((truck, index) => (
          <li key={truck.bookingId ?? truck.plate}>
            <Group justify="space-between" gap="sm" wrap="nowrap">
              <div>
                <Text span className={styles.plate ?? ''}>
                  {truck.plate}
                </Text>
                <Text fz="sm" c="dimmed">
                  <Why truck={truck} />
                </Text>
              </div>
              <TruckSteps truck={truck} only="usual" due={next.isError || index < free} />
            </Group>
          </li>
        ))}
      </Stack>
      {waiting.length > shownMax && (
        <Text fz="sm" c="dimmed" mt="xs">
          {t('gate.moreWait', { count: waiting.length - shownMax })}
        </Text>
      )}
    </Paper>
  );
}

/** Slot, class, arrival: the order is made of these. */
function Why({ truck }: { truck: GateTruck }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { kzZone } = useGate().checkpoint;
  return [
    truck.place && t('gate.placeShort', { place: truck.place.place }),
    truck.slotStartsAt && t('gate.slotFrom', { time: format.time(truck.slotStartsAt, kzZone) }),
    truck.punctuality === 'late' && t('gate.punctuality.late'),
    truck.class && truck.class !== 'general' && t(`class.${truck.class}`),
    truck.arrivedAt && t('gate.arrivedAt', { time: format.time(truck.arrivedAt, kzZone) }),
  ]
    .filter(Boolean)
    .join(' · ');
}
