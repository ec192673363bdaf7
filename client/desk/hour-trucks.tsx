import { Anchor, Button, Group, Stack, Text, Title } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { DateTime } from 'luxon';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Booking } from '../../shared/contract/bookings.ts';
import type { Direction } from '../../shared/words.ts';
import { apiQuery } from '../api/client.ts';
import { LoadFailed, LoadingLines } from '../app/page-state.tsx';
import { useFormat } from '../i18n/format.ts';
import { useCountryName } from '../i18n/use-country.ts';
import { ToneBadge } from '../parts/tone-badge.tsx';
import styles from './desk.module.css';

const channelTone = { green: 'free', yellow: 'filling', red: 'full' } as const;

interface HourTrucksProps {
  checkpointId: string;
  direction: Direction;
  startsAt: string;
  /** by the slot: the list is asked for anew when it changes */
  taken: number;
}

/** The trucks booked for an hour. */
export function HourTrucks({ checkpointId, direction, startsAt, taken }: HourTrucksProps) {
  const { t } = useTranslation();
  const to = DateTime.fromISO(startsAt).toUTC().plus({ hours: 1 }).toISO() ?? startsAt;
  const trucks = useInfiniteQuery(
    apiQuery.bookings.listAtCheckpoint.infiniteOptions({
      input: (cursor: string | undefined) => ({
        checkpointId,
        direction,
        from: startsAt,
        to,
        limit: 30,
        ...(cursor ? { cursor } : {}),
      }),
      queryKey: [...apiQuery.bookings.listAtCheckpoint.key(), checkpointId, direction, startsAt, taken],
      initialPageParam: undefined,
      getNextPageParam: (page) => page.nextCursor ?? undefined,
    }),
  );
  const items = trucks.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section aria-label={t('desk.trucks')}>
      <Group justify="space-between" mb={6}>
        <Title order={3}>{t('desk.trucks')}</Title>
        <Anchor component={Link} to={`/trucks/${checkpointId}`} fz="sm">
          {t('desk.allTrucks')}
        </Anchor>
      </Group>
      {trucks.isPending && <LoadingLines count={3} height={38} />}
      {trucks.isError && <LoadFailed error={trucks.error} retry={() => void trucks.refetch()} />}
      {trucks.isSuccess && items.length === 0 && (
        <Text c="dimmed" fz="sm">
          {t('desk.noTrucks')}
        </Text>
      )}
      <Stack component="ul" gap={0} className={styles.trucks ?? ''}>
        {items.map((booking) => (
          <TruckLine key={booking.id} booking={booking} />
        ))}
      </Stack>
      {trucks.hasNextPage && (
        <Button
          variant="default"
          size="xs"
          fullWidth
          mt="xs"
          loading={trucks.isFetchingNextPage}
          onClick={() => void trucks.fetchNextPage()}
        >
          {t('app.more')}
        </Button>
      )}
    </section>
  );
}

function TruckLine({
  booking: { vehicle, cargo, channel, organisationName, class: vehicleClass },
}: {
  booking: Booking;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const countryName = useCountryName();
  return (
    <li className={styles.truck}>
      <div className={styles.truckText}>
        <Text fz="sm" fw={600} truncate>
          {vehicle.plate}{' '}
          <Text span fz="xs" c="dimmed" fw={400}>
            {countryName(vehicle.country)}
            {vehicleClass !== 'general' && ` · ${t(`class.${vehicleClass}`)}`}
          </Text>
        </Text>
        <Text fz="xs" c="dimmed" truncate>
          {organisationName} · {cargo.hsCode} · {format.number(cargo.grossWeightKg)} {t('bookings.kg')}
        </Text>
      </div>
      <span title={t(`channel.${channel}`)}>
        <ToneBadge tone={channelTone[channel]}>{t(`desk.whatIf.channel.${channel}`)}</ToneBadge>
      </span>
    </li>
  );
}
