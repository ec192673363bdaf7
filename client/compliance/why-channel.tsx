import { Anchor, Group, Modal, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Booking } from '../../shared/contract/bookings.ts';
import { apiQuery } from '../api/client.ts';
import { ChannelBadge } from '../parts/channel-badge.tsx';
import { ScreeningOfBooking } from './screening-of-booking.tsx';

const staleTime = 60_000;

/** Opens what screening said of a booking, each time. A booking keeps its channel when a list changes; its truck is called with the newest, shown here. */
export function WhyChannel({ booking, zone }: { booking: Booking; zone: string }) {
  const { t } = useTranslation();
  const [opened, dialog] = useDisclosure();
  const isActive = booking.state === 'held' || booking.state === 'confirmed';
  const screenings = useQuery({
    ...apiQuery.compliance.getScreenings.queryOptions({ input: { bookingId: booking.id }, staleTime }),
    enabled: isActive,
  });
  const now = screenings.data?.items[0]?.channel;
  const title = t('compliance.whyOf', { plate: booking.vehicle.plate });
  return (
    <>
      {now && now !== booking.channel && (
        <Group gap={4} wrap="nowrap">
          <Text span fz="xs">
            {t('compliance.now')}
          </Text>
          <ChannelBadge channel={now} />
        </Group>
      )}
      <Anchor component="button" type="button" fz="xs" onClick={dialog.open} aria-label={title}>
        {t('compliance.why')}
      </Anchor>
      <Modal
        opened={opened}
        onClose={dialog.close}
        size="lg"
        title={title}
        closeButtonProps={{ 'aria-label': t('app.close') }}
      >
        {opened && <ScreeningOfBooking bookingId={booking.id} zone={zone} />}
      </Modal>
    </>
  );
}
