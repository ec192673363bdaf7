import type { ChangeRules } from '../../shared/contract/booking-changes.ts';
import type { Database } from '../platform/database/client.ts';
import { apiError } from '../platform/http/errors.ts';

interface RulesRow {
  itineraryId: string | null;
  state: string;
  startsAt: Date;
  earliestAt: Date;
  latestAt: Date;
  /** of the change at all, and of the slot */
  refusal: string | null;
  slotRefusal: string | null;
  changed: number;
  times: number;
  untilHours: number;
  points: number;
}

const reasons = {
  BOOKING_NOT_ACTIVE: 'not-active',
  TRUCK_AT_GATE: 'at-gate',
  BOOKING_OF_ITINERARY: 'itinerary',
  CHANGE_TOO_LATE: 'too-late',
  CHANGE_LIMIT_REACHED: 'limit',
} as const;
const hourMs = 60 * 60_000;

/**
 * What a carrier may still change about a booking and until when, and what giving it up costs at this moment; by the functions that the changes
 * themselves ask.
 *
 * @throws apiError BOOKING_NOT_FOUND, also for another organisation's
 */
export async function getChangeRules(
  db: Database,
  now: Date,
  organisationId: string,
  bookingId: string,
): Promise<ChangeRules> {
  const [row] = await db.$queryRaw<RulesRow[]>`
    SELECT b.itinerary_id AS "itineraryId", b.state, s.starts_at AS "startsAt", frame.earliest_at AS "earliestAt", frame.latest_at AS "latestAt",
      change_refusal(b, ${now}) AS refusal, slot_change_refusal(b, ${now}) AS "slotRefusal",
      (SELECT count(*)::int FROM booking_change WHERE booking_id = b.id AND kind = 'slot') AS changed,
      coalesce(rule_number('change-times'), 0) AS times, coalesce(rule_number('change-until'), 0) AS "untilHours",
      CASE WHEN b.state = 'confirmed' THEN cancellation_points(s.starts_at, ${now}) ELSE 0 END AS points
    FROM booking b JOIN slot s ON s.id = b.slot_id CROSS JOIN LATERAL change_window(b) AS frame
    WHERE b.id = ${bookingId}::uuid AND b.organisation_id = ${organisationId}`;
  if (!row)
    throw apiError('BOOKING_NOT_FOUND', {
      field: 'bookingId',
      hint: 'GET /api/bookings lists those of your organisation',
    });
  const grades = await db.quota.findMany({ where: { kind: 'cancellation-grade' }, orderBy: { minimum: 'desc' } });
  const before = (hours: number) => new Date(row.startsAt.getTime() - hours * hourMs).toISOString();
  const because = reasonOf(row.refusal);
  const whole = because === 'not-active' || because === 'at-gate' ? because : null;
  const slotBecause = reasonOf(row.slotRefusal);
  return {
    asOf: now.toISOString(),
    slot: {
      isAllowed: slotBecause === null,
      because: slotBecause,
      until: before(row.untilHours),
      left: Math.max(0, row.times - row.changed),
      earliestAt: row.earliestAt.toISOString(),
      latestAt: row.latestAt.toISOString(),
    },
    driver: { isAllowed: whole === null, because: whole },
    vehicle: { isAllowed: whole === null, because: whole },
    cancellation: {
      pointsNow: row.points,
      grades: grades.map(({ minimum, share }) => ({ hoursBefore: minimum, points: share, until: before(minimum) })),
      source: grades[0]?.source ?? '',
    },
  };
}

function reasonOf(code: string | null): ChangeRules['slot']['because'] {
  if (code === null) return null;
  if (code in reasons) return reasons[code as keyof typeof reasons];
  throw new RangeError(`no reason for ${code}`);
}
