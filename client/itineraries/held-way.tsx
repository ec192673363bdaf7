import { Button, Group, Paper, Progress, Stack, Text, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconHourglassEmpty } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Itinerary } from '../../shared/contract/itineraries.ts';
import { apiErrorOf } from '../api/errors.ts';
import { remaining } from '../booking/countdown.ts';
import { BlockedBooking } from '../compliance/blocked-booking.tsx';
import { useNow } from '../live/use-now.ts';
import { newAddress } from './new-address.ts';
import type { Places } from './places.ts';
import { RefusedLeg } from './refused-leg.tsx';
import { useDecideWay } from './use-itinerary.ts';

/** The ten minutes of a held way: all its places are confirmed together, or all are let go. */
export function HeldWay({ itinerary, places }: { itinerary: Itinerary; places: Places }) {
  const { t } = useTranslation();
  const now = useNow(500);
  const confirm = useDecideWay('confirm', () => notifications.show({ message: t('itineraries.confirmDone') }));
  const letGo = useDecideWay('cancel', () => notifications.show({ message: t('itineraries.letGoDone') }));
  const { seconds, text } = remaining(itinerary.holdExpiresAt, now);
  const wholeSeconds = (Date.parse(itinerary.holdExpiresAt) - Date.parse(itinerary.madeAt)) / 1000;
  const blockedBooking =
    confirm.error && apiErrorOf(confirm.error).code === 'CARGO_BLOCKED' ? itinerary.bookings[0] : undefined;
  const isOver = seconds === 0;
  return (
    <Paper withBorder p={{ base: 'md', sm: 'lg' }} component="section" aria-labelledby="held-way">
      <Stack>
        <Group wrap="nowrap" align="flex-start">
          <IconHourglassEmpty size={32} stroke={1.6} aria-hidden style={{ flex: 'none' }} />
          <div role="status">
            <Title order={2} id="held-way">
              {t(isOver ? 'booking.expired' : 'itineraries.held')}
            </Title>
            <Text c="dimmed">{t(isOver ? 'itineraries.heldOverText' : 'itineraries.heldText')}</Text>
          </div>
        </Group>
        {isOver ? (
          <Button component={Link} to={newAddress(itinerary)} style={{ alignSelf: 'flex-start' }}>
            {t('itineraries.searchAgain')}
          </Button>
        ) : (
          <>
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
            {blockedBooking ? (
              <BlockedBooking bookingId={blockedBooking.id} />
            ) : (
              Boolean(confirm.error ?? letGo.error) && (
                <RefusedLeg error={confirm.error ?? letGo.error} legs={itinerary.legs} places={places} />
              )
            )}
            <Group>
              <Button loading={confirm.isPending} onClick={() => confirm.mutate(itinerary.id)}>
                {t('itineraries.confirm')}
              </Button>
              <Button variant="default" loading={letGo.isPending} onClick={() => letGo.mutate(itinerary.id)}>
                {t('booking.letGo')}
              </Button>
            </Group>
          </>
        )}
      </Stack>
    </Paper>
  );
}
