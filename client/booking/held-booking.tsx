import { Button, Group, Paper, Progress, Stack, Text, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconCircleCheck, IconHourglassEmpty } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Booking } from '../../shared/contract/bookings.ts';
import type { Checkpoint } from '../../shared/contract/checkpoints.ts';
import { apiErrorOf } from '../api/errors.ts';
import { BlockedBooking } from '../compliance/blocked-booking.tsx';
import { ScreeningOfBooking } from '../compliance/screening-of-booking.tsx';
import { usePostNames } from '../i18n/use-checkpoint-names.ts';
import { useNow } from '../live/use-now.ts';
import { ChannelBadge } from '../parts/channel-badge.tsx';
import { DirectionIcon } from '../parts/direction.tsx';
import { FormProblem } from '../parts/form-error.tsx';
import { BothTimes } from '../parts/two-clocks.tsx';
import { remaining } from './countdown.ts';
import { useDecide } from './use-hold.ts';

interface HeldBookingProps {
  booking: Booking;
  checkpoint: Checkpoint;
  onChange: (booking: Booking) => void;
  onStartOver: () => void;
}

/** A held place and its ten minutes; then the confirmed booking. */
export function HeldBooking({ booking, checkpoint, onChange, onStartOver }: HeldBookingProps) {
  const { t } = useTranslation();
  const now = useNow(500);
  const confirm = useDecide('confirm', onChange);
  const letGo = useDecide('cancel', () => {
    notifications.show({ message: t('booking.letGoDone') });
    onStartOver();
  });
  const { seconds, text } = remaining(booking.holdExpiresAt, now);
  const wholeSeconds = (Date.parse(booking.holdExpiresAt) - Date.parse(booking.madeAt)) / 1000;

  if (booking.state === 'confirmed') {
    return (
      <Result icon={IconCircleCheck} color="teal" title={t('booking.confirmed')} text={t('booking.confirmedText')}>
        <BookingSummary booking={booking} checkpoint={checkpoint} />
        <Group>
          <Button component={Link} to="/bookings">
            {t('booking.toList')}
          </Button>
          <Button variant="default" onClick={onStartOver}>
            {t('booking.another')}
          </Button>
        </Group>
      </Result>
    );
  }
  if (seconds === 0) {
    return (
      <Result icon={IconHourglassEmpty} color="gray" title={t('booking.expired')} text={t('booking.expiredText')}>
        <Button onClick={onStartOver}>{t('booking.startOver')}</Button>
      </Result>
    );
  }
  return (
    <Result icon={IconHourglassEmpty} color="river" title={t('booking.held')} text={t('booking.heldText')}>
      <BookingSummary booking={booking} checkpoint={checkpoint} />
      <div>
        <Group justify="space-between" mb={4}>
          <Text fz="sm">{t('booking.remaining')}</Text>
          <Text fz={28} fw={700} lh={1} role="timer">
            {text}
          </Text>
        </Group>
        <Progress
          value={(seconds / wholeSeconds) * 100}
          color={seconds < 60 ? 'red' : 'river'}
          aria-label={t('booking.remaining')}
        />
      </div>
      <ScreeningOfBooking bookingId={booking.id} zone={checkpoint.kzZone} latestOnly />
      {confirm.error && apiErrorOf(confirm.error).code === 'CARGO_BLOCKED' ? (
        <BlockedBooking bookingId={booking.id} />
      ) : (
        <FormProblem error={confirm.error ?? letGo.error} />
      )}
      <Group>
        <Button loading={confirm.isPending} onClick={() => confirm.mutate(booking.id)}>
          {t('booking.confirm')}
        </Button>
        <Button variant="default" loading={letGo.isPending} onClick={() => letGo.mutate(booking.id)}>
          {t('booking.letGo')}
        </Button>
      </Group>
    </Result>
  );
}

interface ResultProps {
  icon: typeof IconCircleCheck;
  color: string;
  title: string;
  text: string;
  children: React.ReactNode;
}

function Result({ icon: Icon, color, title, text, children }: ResultProps) {
  return (
    <Paper withBorder p={{ base: 'md', sm: 'xl' }} maw={640} mx="auto" w="100%">
      <Stack>
        <Group wrap="nowrap" align="flex-start">
          <Icon size={34} stroke={1.6} color={`var(--mantine-color-${color}-6)`} aria-hidden style={{ flex: 'none' }} />
          <div role="status">
            <Title order={2}>{title}</Title>
            <Text c="dimmed">{text}</Text>
          </div>
        </Group>
        {children}
      </Stack>
    </Paper>
  );
}

function BookingSummary({ booking, checkpoint }: { booking: Booking; checkpoint: Checkpoint }) {
  const { t } = useTranslation();
  const names = usePostNames(checkpoint);
  return (
    <Paper bg="var(--otkel-canvas)" px="md" py="sm" radius="md">
      <Group gap={6} wrap="nowrap">
        <DirectionIcon direction={booking.slot.direction} />
        <Text fw={600}>{names.both}</Text>
      </Group>
      <BothTimes instant={booking.slot.startsAt} checkpoint={checkpoint} />
      <Group gap="xs" mt={4}>
        <Text fz="sm">
          {t('booking.plate')}: <b>{booking.vehicle.plate}</b>
        </Text>
        <ChannelBadge channel={booking.channel} />
      </Group>
    </Paper>
  );
}
