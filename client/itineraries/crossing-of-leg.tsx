import { Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Booking } from '../../shared/contract/bookings.ts';
import { BookingStateBadge } from '../booking/booking-state.tsx';
import { DriverLink } from '../booking/driver-link.tsx';
import { WhyChannel } from '../compliance/why-channel.tsx';
import { ChannelBadge } from '../parts/channel-badge.tsx';
import { PlaceTime } from './place-time.tsx';
import type { Places } from './places.ts';

/** What is booked at a checkpoint of the way, and the driver's link for it. */
export function CrossingOfLeg({ booking, places }: { booking: Booking | undefined; places: Places }) {
  const { t } = useTranslation();
  if (!booking) return null;
  const { checkpointId, startsAt } = booking.slot;
  const { zone } = places.place(checkpointId);
  return (
    <Group gap="xs">
      <Text fz="sm" component="div">
        {t('itineraries.bookedFor')} <PlaceTime instant={startsAt} placeId={checkpointId} places={places} />
      </Text>
      <BookingStateBadge state={booking.state} />
      <ChannelBadge channel={booking.channel} />
      <WhyChannel booking={booking} zone={zone} />
      {booking.state === 'confirmed' && <DriverLink booking={booking} zone={zone} />}
    </Group>
  );
}
