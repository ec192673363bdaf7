import { Button, Center, Container, Group, Select, Stack, TextInput, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { IconTruckOff } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { DateTime } from 'luxon';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import type { Checkpoint } from '../../shared/contract/checkpoints.ts';
import type { Direction } from '../../shared/words.ts';
import { useCaller } from '../api/caller.ts';
import { checkpointsQuery } from '../api/checkpoints.ts';
import { apiQuery } from '../api/client.ts';
import { ForRoles, LoadFailed, LoadingLines, Message } from '../app/page-state.tsx';
import { postNames } from '../i18n/use-checkpoint-names.ts';
import { serverClock } from '../live/server-clock.ts';
import { DirectionToggle } from '../parts/direction.tsx';
import { toInstant, toLocal } from '../parts/local-time.ts';
import { BookingCard } from './booking-card.tsx';

/** Which trucks come when: for the officers of a checkpoint and for planners. */
export function BookedTrucksPage() {
  return (
    <ForRoles roles={['officer', 'planner', 'administrator']}>
      <Choose />
    </ForRoles>
  );
}

function Choose() {
  const { t, i18n } = useTranslation();
  useDocumentTitle(`${t('bookings.titleAt')} · Otkel`);
  const navigate = useNavigate();
  const { role, checkpointIds } = useCaller();
  const { checkpointId } = useParams();
  const { data, isError, error, refetch } = useQuery(checkpointsQuery);
  const [direction, setDirection] = useState<Direction>('out');
  const mine = data?.filter(({ id }) => role !== 'officer' || checkpointIds.includes(id));
  const checkpoint = mine?.find(({ id }) => id === checkpointId) ?? mine?.[0];
  const [day, setDay] = useState<string>();
  const shownDay = day ?? (checkpoint && toLocal(serverClock.now(), checkpoint.kzZone).slice(0, 10)) ?? '';

  return (
    <Container size="xl" py="md" w="100%">
      <Title order={1} mb="md">
        {t('bookings.titleAt')}
      </Title>
      {isError && <LoadFailed error={error} retry={() => void refetch()} />}
      <Group mb="md" align="flex-end">
        <Select
          label={t('booking.checkpoint')}
          searchable
          allowDeselect={false}
          w={{ base: '100%', xs: 320 }}
          value={checkpoint?.id ?? null}
          onChange={(id) => id && void navigate(`/trucks/${id}`, { replace: true })}
          data={(mine ?? []).map((each) => ({ value: each.id, label: postNames(each, i18n.language).both }))}
        />
        <TextInput
          type="date"
          label={t('bookings.day')}
          value={shownDay}
          onChange={(event) => setDay(event.currentTarget.value || undefined)}
        />
        <DirectionToggle value={direction} onChange={setDirection} />
      </Group>
      {checkpoint && <Trucks checkpoint={checkpoint} direction={direction} day={shownDay} />}
    </Container>
  );
}

function Trucks({ checkpoint, direction, day }: { checkpoint: Checkpoint; direction: Direction; day: string }) {
  const { t } = useTranslation();
  const from = toInstant(`${day}T00:00`, checkpoint.kzZone) ?? '';
  const to = DateTime.fromISO(from, { setZone: true }).plus({ days: 1 }).toISO({ suppressMilliseconds: true }) ?? '';
  const trucks = useInfiniteQuery(
    apiQuery.bookings.listAtCheckpoint.infiniteOptions({
      input: (cursor: string | undefined) => ({
        checkpointId: checkpoint.id,
        direction,
        from,
        to,
        limit: 50,
        ...(cursor ? { cursor } : {}),
      }),
      initialPageParam: undefined,
      getNextPageParam: (page) => page.nextCursor ?? undefined,
    }),
  );
  const items = trucks.data?.pages.flatMap((page) => page.items) ?? [];
  if (trucks.isPending) return <LoadingLines count={6} height={70} />;
  if (trucks.isError) return <LoadFailed error={trucks.error} retry={() => void trucks.refetch()} />;
  if (items.length === 0)
    return <Message icon={IconTruckOff} title={t('bookings.emptyAt')} text={t('bookings.emptyAtText')} />;
  return (
    <Stack gap="sm">
      {items.map((booking) => (
        <BookingCard key={booking.id} booking={booking} checkpoint={checkpoint} atCheckpoint />
      ))}
      {trucks.hasNextPage && (
        <Center>
          <Button variant="default" loading={trucks.isFetchingNextPage} onClick={() => void trucks.fetchNextPage()}>
            {t('app.more')}
          </Button>
        </Center>
      )}
    </Stack>
  );
}
