import { Anchor, Button, Group, Paper, SimpleGrid, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Booking } from '../../shared/contract/bookings.ts';
import type { Checkpoint } from '../../shared/contract/checkpoints.ts';
import { WhyChannel } from '../compliance/why-channel.tsx';
import { useFormat } from '../i18n/format.ts';
import { usePostNames } from '../i18n/use-checkpoint-names.ts';
import { useCountryName } from '../i18n/use-country.ts';
import { useNow } from '../live/use-now.ts';
import { ChannelBadge } from '../parts/channel-badge.tsx';
import { DirectionIcon } from '../parts/direction.tsx';
import { BothTimes } from '../parts/two-clocks.tsx';
import { BookingStateBadge } from './booking-state.tsx';
import { remaining } from './countdown.ts';
import { DriverLink } from './driver-link.tsx';

interface BookingCardProps {
  booking: Booking;
  checkpoint: Checkpoint;
  /** buttons, for those who may decide */
  actions?: ReactNode;
  /** below the rest, such as what became of its slot */
  more?: ReactNode;
  /** shows the carrier in place of the checkpoint: for the officers of that checkpoint */
  atCheckpoint?: boolean;
}

export function BookingCard({ booking, checkpoint, actions, more, atCheckpoint = false }: BookingCardProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const names = usePostNames(checkpoint);
  const countryName = useCountryName();
  const { slot, vehicle, cargo } = booking;
  return (
    <Paper withBorder px="md" py="sm">
      <SimpleGrid cols={{ base: 1, xs: 2, md: 4 }} spacing="md" verticalSpacing="xs">
        <Stack gap={2}>
          {!atCheckpoint && (
            <Group gap={6} wrap="nowrap">
              <DirectionIcon direction={slot.direction} />
              <Anchor
                component={Link}
                to={`/checkpoints/${checkpoint.id}?direction=${slot.direction}`}
                fw={600}
                truncate
              >
                {names.both}
              </Anchor>
            </Group>
          )}
          <BothTimes instant={slot.startsAt} checkpoint={checkpoint} />
        </Stack>
        <Stack gap={2}>
          <Text fw={600}>
            {vehicle.plate}{' '}
            <Text span fz="xs" c="dimmed" fw={400}>
              {countryName(vehicle.country)}
            </Text>
          </Text>
          <Text fz="xs" c="dimmed" truncate>
            {booking.driverName ?? vehicle.vin}
          </Text>
        </Stack>
        <Stack gap={2}>
          <Text fz="sm" truncate>
            {cargo.hsCode}
            {cargo.description && ` · ${cargo.description}`}
          </Text>
          <Text fz="xs" c="dimmed" truncate>
            {format.number(cargo.grossWeightKg)} {t('bookings.kg')}
            {atCheckpoint && ` · ${booking.organisationName}`}
          </Text>
        </Stack>
        <Stack gap={6} align="flex-start">
          <Group gap={6}>
            <BookingStateBadge state={booking.state} />
            <ChannelBadge channel={booking.channel} />
            {!atCheckpoint && <WhyChannel booking={booking} zone={checkpoint.kzZone} />}
            {booking.state === 'held' && <HoldTime until={booking.holdExpiresAt} />}
          </Group>
          <Group gap="xs">
            {actions}
            {!atCheckpoint && booking.state === 'confirmed' && (
              <DriverLink booking={booking} zone={checkpoint.kzZone} />
            )}
          </Group>
        </Stack>
      </SimpleGrid>
      {more}
    </Paper>
  );
}

function HoldTime({ until }: { until: string }) {
  const { text } = remaining(until, useNow(1_000));
  return (
    <Text span fz="sm" fw={600}>
      {text}
    </Text>
  );
}

export function DecideButtons({
  booking,
  onConfirm,
  onCancel,
}: {
  booking: Booking;
  onConfirm: () => void;
  onCancel: () => void;
}) {
  const { t } = useTranslation();
  const isActive = booking.state === 'held' || booking.state === 'confirmed';
  if (!isActive) return null;
  return (
    <Group gap="xs">
      {booking.state === 'held' && (
        <Button size="xs" onClick={onConfirm}>
          {t('booking.confirm')}
        </Button>
      )}
      <Button size="xs" variant="default" onClick={onCancel}>
        {t('bookings.cancel')}
      </Button>
    </Group>
  );
}
