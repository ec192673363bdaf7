import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { DateTime } from 'luxon';
import type { Direction } from '../../shared/words.ts';
import { apiQuery } from '../api/client.ts';
import { useNow } from '../live/use-now.ts';

/** Bookings come by the second: so often the desk looks again. */
const refetchMs = 30_000;

export const spans = [24, 48, 96, 168] as const;
export type Span = (typeof spans)[number];

/** Checkpoints by hours from now on. While another span or direction is on its way, the old one stays. */
export function useDeskHours(direction: Direction, span: Span) {
  const now = useNow(refetchMs);
  const start = DateTime.fromJSDate(now).toUTC().startOf('hour');
  const from = start.toJSDate().toISOString();
  const to = start.plus({ hours: span }).toJSDate().toISOString();
  return useQuery(
    apiQuery.desk.hours.queryOptions({
      input: { direction, from, to },
      refetchInterval: refetchMs,
      placeholderData: keepPreviousData,
    }),
  );
}
