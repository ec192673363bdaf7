import { Anchor, Container, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import type { Booking } from '../../shared/contract/bookings.ts';
import { directionSchema } from '../../shared/words.ts';
import { checkpointsQuery } from '../api/checkpoints.ts';
import { ForRoles, LoadFailed, LoadingLines } from '../app/page-state.tsx';
import { serverClock } from '../live/server-clock.ts';
import { AskForSlots } from './ask-for-slots.tsx';
import { HeldBooking } from './held-booking.tsx';
import { initialValues, type TruckFormValues } from './truck-form.ts';

/** From what crosses to a confirmed booking. The address may name a checkpoint, a direction and a slot. */
export function BookingPage() {
  return (
    <ForRoles roles={['dispatcher']}>
      <Container size="xl" py="md" w="100%">
        <BookingSteps />
      </Container>
    </ForRoles>
  );
}

function BookingSteps() {
  const { t } = useTranslation();
  useDocumentTitle(`${t('booking.title')} · Otkel`);
  const [search, setSearch] = useSearchParams();
  const [booking, setBooking] = useState<Booking>();
  /** what was filled in for a hold, to begin from when it runs out */
  const [draft, setDraft] = useState<TruckFormValues>();
  const checkpoints = useQuery(checkpointsQuery);
  if (checkpoints.isError) return <LoadFailed error={checkpoints.error} retry={() => void checkpoints.refetch()} />;
  if (!checkpoints.data) return <LoadingLines count={8} height={52} />;

  const booked = booking && checkpoints.data.find(({ id }) => id === booking.slot.checkpointId);
  if (booking && booked) {
    const startOver = () => {
      if (booking.state === 'confirmed') setDraft(undefined);
      setBooking(undefined);
      setSearch({}, { replace: true });
    };
    return <HeldBooking booking={booking} checkpoint={booked} onChange={setBooking} onStartOver={startOver} />;
  }

  const asked = checkpoints.data.find(({ id }) => id === search.get('checkpoint'));
  const direction = directionSchema.catch('out').parse(search.get('direction'));
  const slotId = Number(search.get('slot')) || undefined;
  return (
    <>
      <Title order={1}>{t('booking.title')}</Title>
      <Text c="dimmed" mb="md">
        {t('booking.intro')}{' '}
        <Anchor component={Link} to="/itineraries/new">
          {t('itineraries.fromBook')}
        </Anchor>
      </Text>
      <AskForSlots
        checkpoints={checkpoints.data}
        initial={draft ?? initialValues(serverClock.now(), asked?.id ?? '', direction, asked?.kzZone ?? 'Asia/Almaty')}
        slotId={asked && slotId}
        onOtherSlot={() => setSearch({ checkpoint: asked?.id ?? '', direction }, { replace: true })}
        onHeld={(held, values) => {
          setBooking(held);
          setDraft(values);
        }}
      />
    </>
  );
}
