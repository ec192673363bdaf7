import { Button, Center, Container, Group, Select, Stack, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { IconTicket } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Booking } from '../../shared/contract/bookings.ts';
import { type BookingState, bookingStateSchema } from '../../shared/words.ts';
import { checkpointsQuery } from '../api/checkpoints.ts';
import { apiQuery } from '../api/client.ts';
import { errorText } from '../api/errors.ts';
import { ForRoles, LoadFailed, LoadingLines, Message } from '../app/page-state.tsx';
import { ChangeBooking } from '../booking-changes/change-booking.tsx';
import { OwnGreenShare } from '../compliance/own-green-share.tsx';
import { MoveHistory } from '../moves/move-history.tsx';
import { latestMovesQuery } from '../moves/moves-query.ts';
import { MovesToAnswer } from '../moves/moves-to-answer.tsx';
import { BookingCard, DecideButtons } from './booking-card.tsx';
import { CancelBooking } from './cancel-booking.tsx';
import { useDecide } from './use-hold.ts';

export function MyBookingsPage() {
  return (
    <ForRoles roles={['dispatcher']}>
      <MyBookings />
    </ForRoles>
  );
}

function MyBookings() {
  const { t } = useTranslation();
  useDocumentTitle(`${t('bookings.title')} · Otkel`);
  const [state, setState] = useState<BookingState>();
  const [cancelling, setCancelling] = useState<Booking>();
  const checkpoints = useQuery(checkpointsQuery).data ?? [];
  const moved = new Set(useQuery(latestMovesQuery).data?.items.map(({ bookingId }) => bookingId));
  const bookings = useInfiniteQuery(
    apiQuery.bookings.list.infiniteOptions({
      input: (cursor: string | undefined) => ({
        limit: 30,
        ...(state ? { state } : {}),
        ...(cursor ? { cursor } : {}),
      }),
      initialPageParam: undefined,
      getNextPageParam: (page) => page.nextCursor ?? undefined,
    }),
  );
  const confirm = useDecide(
    'confirm',
    () => notifications.show({ message: t('bookings.confirmDone') }),
    (error) => notifications.show({ color: 'red', message: errorText(error, t) }),
  );
  const items = bookings.data?.pages.flatMap((page) => page.items) ?? [];
  const checkpointOf = (booking: Booking | undefined) =>
    checkpoints.find(({ id }) => id === booking?.slot.checkpointId);
  const cancellingAt = checkpointOf(cancelling);
  const actionsFor = (booking: Booking) =>
    // One crossing of a longer way is confirmed and cancelled with all of it.
    booking.itineraryId ? (
      <Button size="xs" variant="default" component={Link} to={`/itineraries/${booking.itineraryId}`}>
        {t('itineraries.ofWay')}
      </Button>
    ) : (
      <DecideButtons
        booking={booking}
        onConfirm={() => confirm.mutate(booking.id)}
        onCancel={() => setCancelling(booking)}
      />
    );

  return (
    <Container size="xl" py="md" w="100%">
      <Group justify="space-between" mb="md">
        <Title order={1}>{t('bookings.title')}</Title>
        <Group gap="xs">
          <Select
            aria-label={t('bookings.state')}
            placeholder={t('bookings.all')}
            clearable
            w={170}
            value={state ?? null}
            onChange={(value) =>
              setState(
                bookingStateSchema
                  .optional()
                  .catch(undefined)
                  .parse(value ?? undefined),
              )
            }
            data={bookingStateSchema.options.map((value) => ({ value, label: t(`bookings.${value}`) }))}
          />
          <Button component={Link} to="/book">
            {t('nav.book')}
          </Button>
        </Group>
      </Group>
      <MovesToAnswer checkpoints={checkpoints} />
      <OwnGreenShare />
      {bookings.isPending && <LoadingLines count={6} height={84} />}
      {bookings.isError && <LoadFailed error={bookings.error} retry={() => void bookings.refetch()} />}
      {bookings.isSuccess && items.length === 0 && (
        <Message icon={IconTicket} title={t('bookings.empty')} text={t('bookings.emptyText')} />
      )}
      <Stack gap="sm">
        {items.map((booking) => {
          const checkpoint = checkpointOf(booking);
          return (
            checkpoint && (
              <BookingCard
                key={booking.id}
                booking={booking}
                checkpoint={checkpoint}
                actions={
                  <>
                    {actionsFor(booking)}
                    <ChangeBooking booking={booking} checkpoint={checkpoint} />
                  </>
                }
                more={
                  moved.has(booking.id) && (
                    <MoveHistory bookingId={booking.id} plate={booking.vehicle.plate} checkpoints={checkpoints} />
                  )
                }
              />
            )
          );
        })}
      </Stack>
      {bookings.hasNextPage && (
        <Center mt="md">
          <Button variant="default" loading={bookings.isFetchingNextPage} onClick={() => void bookings.fetchNextPage()}>
            {t('app.more')}
          </Button>
        </Center>
      )}
      {cancelling && cancellingAt && (
        <CancelBooking booking={cancelling} checkpoint={cancellingAt} onClose={() => setCancelling(undefined)} />
      )}
    </Container>
  );
}
