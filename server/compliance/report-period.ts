import { DateTime } from 'luxon';
import { Prisma } from '../platform/database/generated/client.ts';
import { apiError } from '../platform/http/errors.ts';

export interface PeriodQuery {
  from?: string | undefined;
  to?: string | undefined;
  checkpointId?: string | undefined;
}

/** Days of every Kazakh post: UTC+5 since March 2024. */
const kazakhZone = 'UTC+5';
const daysByDefault = 7;

/** @returns the first and last day. @throws apiError INVALID_INPUT for one that ends before it starts, or is longer than daysMax */
export function readDays(now: Date, query: PeriodQuery, daysMax: number): { from: string; to: string } {
  const to = query.to ?? DateTime.fromJSDate(now, { zone: kazakhZone }).toISODate()!;
  const from = query.from ?? DateTime.fromISO(to).minus({ days: daysByDefault }).toISODate()!;
  const days = DateTime.fromISO(to).diff(DateTime.fromISO(from), 'days').days + 1;
  if (days < 1) throw apiError('INVALID_INPUT', { field: 'to', hint: 'to must not be before from' });
  if (days > daysMax) throw apiError('INVALID_INPUT', { field: 'from', hint: `at most ${daysMax} days` });
  return { from, to };
}

/**
 * Consignments that were really booked: confirmed, or over since. By time first, for which there is an index; the local date decides.
 * The channel is the one it was called with, or else that of its booking.
 */
export function consignments({ from, to }: { from: string; to: string }, checkpointId: string | undefined): Prisma.Sql {
  return Prisma.sql`
    slot s JOIN booking b ON b.slot_id = s.id AND b.state IN ('confirmed', 'ended', 'no-show')
    JOIN application a ON a.id = b.application_id
    JOIN organisation o ON o.id = b.organisation_id
    LEFT JOIN passage p ON p.booking_id = b.id
    CROSS JOIN LATERAL (SELECT CASE WHEN p.called_at IS NULL THEN b.channel ELSE p.channel END AS channel) control
    WHERE s.starts_at > ${from}::date - interval '1 day' AND s.starts_at < ${to}::date + interval '2 days'
      AND s.local_date BETWEEN ${from}::date AND ${to}::date
      AND (${checkpointId ?? null}::text IS NULL OR s.checkpoint_id = ${checkpointId ?? null}::text)`;
}
