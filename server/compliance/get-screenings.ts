import type { FiredRule } from '../../shared/contract/bookings.ts';
import type { ScreeningRecord } from '../../shared/contract/compliance.ts';
import type { Database } from '../platform/database/client.ts';
import { apiError } from '../platform/http/errors.ts';

/**
 * Every screening of a booked truck, newest first.
 *
 * @param organisationId whose bookings may be asked for; undefined for all
 * @throws apiError BOOKING_NOT_FOUND, also for another organisation's
 */
export async function getScreenings(
  db: Database,
  organisationId: string | undefined,
  bookingId: string,
): Promise<{ items: ScreeningRecord[] }> {
  const booking = await db.booking.findFirst({
    where: { id: bookingId, ...(organisationId === undefined ? {} : { organisationId }) },
    select: { applicationId: true },
  });
  if (!booking) throw apiError('BOOKING_NOT_FOUND', { field: 'bookingId' });
  const rows = await db.screening.findMany({ where: booking, orderBy: { id: 'desc' } });
  const ids = [...new Set(rows.flatMap(({ versions }) => versions))];
  const versions = await db.listVersion.findMany({ where: { id: { in: ids } }, orderBy: { kind: 'asc' } });
  return {
    items: rows.map((row) => ({
      at: row.madeAt.toISOString(),
      occasion: row.occasion as ScreeningRecord['occasion'],
      channel: row.channel as ScreeningRecord['channel'],
      rules: row.rules as unknown as FiredRule[],
      versions: versions
        .filter(({ id }) => row.versions.includes(id))
        .map(({ kind, number }) => ({ kind: kind as ScreeningRecord['versions'][number]['kind'], version: number })),
    })),
  };
}
