import { Group, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { apiQuery } from '../api/client.ts';
import { useFormat } from '../i18n/format.ts';
import { ChannelBadge } from '../parts/channel-badge.tsx';
import { FormProblem } from '../parts/form-error.tsx';
import { FiredRules } from './fired-rules.tsx';

interface ScreeningOfBookingProps {
  bookingId: string;
  zone: string;
  /** only what holds now */
  latestOnly?: boolean;
}

/** Why a booked truck has its channel: every screening with its rules, newest first. */
export function ScreeningOfBooking({ bookingId, zone, latestOnly = false }: ScreeningOfBookingProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const screenings = useQuery(apiQuery.compliance.getScreenings.queryOptions({ input: { bookingId } }));
  if (screenings.isError) return <FormProblem error={screenings.error} />;
  if (!screenings.data) return <Skeleton height={48} />;
  const items = latestOnly ? screenings.data.items.slice(0, 1) : screenings.data.items;
  return (
    <Stack gap="md">
      {items.map(({ at, occasion, channel, rules }) => (
        <Stack key={at} gap={6}>
          {!latestOnly && (
            <Group gap="xs">
              <ChannelBadge channel={channel} />
              <Text fz="xs" c="dimmed">
                {t(`compliance.occasion.${occasion}`)}, {format.dayAndTime(at, zone)}
              </Text>
            </Group>
          )}
          {rules.length === 0 ? <Text fz="sm">{t('booking.noRules')}</Text> : <FiredRules rules={rules} />}
        </Stack>
      ))}
      {items.length === 0 && <Text fz="sm">{t('compliance.notScreened')}</Text>}
    </Stack>
  );
}
