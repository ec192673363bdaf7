import type { FrameworkContract } from '../../shared/contract/framework-contracts.ts';
import type { Database } from '../platform/database/client.ts';
import { Prisma } from '../platform/database/generated/client.ts';

interface ContractRow extends Omit<FrameworkContract, 'validFrom' | 'validTo' | 'madeAt' | 'endedAt' | 'counts'> {
  validFrom: Date;
  validTo: Date;
  madeAt: Date;
  endedAt: Date | null;
  applied: number;
  booked: number;
  unplaced: number;
  skipped: number;
}

const dayText = (day: Date) => day.toISOString().slice(0, 10);

/** Contracts with what became of their applications, and with the room that the quota leaves each beside the others; the newest first. */
export async function readContracts(
  db: Database,
  now: Date,
  where: Prisma.Sql,
  limit: number,
): Promise<FrameworkContract[]> {
  const rows = await db.$queryRaw<ContractRow[]>`
    SELECT f.id, f.name, f.checkpoint_id AS "checkpointId", f.direction, f.trucks_per_day AS "trucksPerDay", f.weekdays, f.from_time AS "fromTime",
      f.to_time AS "toTime", f.is_flexible AS "isFlexible", f.valid_from AS "validFrom", f.valid_to AS "validTo", f.cargo, f.unit_ids::text[] AS "unitIds", f.state,
      f.made_at AS "madeAt", f.ended_at AS "endedAt",
      framework_room(f.id, f.organisation_id, f.checkpoint_id, f.direction, f.weekdays, f.valid_from, f.valid_to, ${now}) AS "trucksPerDayMax",
      made.applied, made.booked, made.unplaced, (
        SELECT coalesce(sum(d.skipped), 0)::int FROM framework_day d WHERE d.contract_id = f.id AND d.reason IS DISTINCT FROM 'closed') AS skipped
    FROM framework_contract f
    CROSS JOIN LATERAL (
      SELECT count(*)::int AS applied, ${bookedCount} AS booked, (count(*) FILTER (WHERE a.state = 'unplaced'))::int AS unplaced
      FROM application a WHERE a.framework_contract_id = f.id
    ) made
    WHERE ${where}
    ORDER BY f.made_at DESC, f.id DESC LIMIT ${limit}::int`;
  return rows.map(({ validFrom, validTo, madeAt, endedAt, applied, booked, unplaced, skipped, ...row }) => ({
    ...row,
    validFrom: dayText(validFrom),
    validTo: dayText(validTo),
    madeAt: madeAt.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
    counts: { applied, booked, unplaced, skipped },
  }));
}

/** Of the applications `a`: those with a place that was not given up. */
export const bookedCount = Prisma.sql`(count(*) FILTER (WHERE EXISTS (
  SELECT FROM booking b WHERE b.application_id = a.id AND b.state IN ('held', 'confirmed', 'ended', 'no-show'))))::int`;
