import { DateTime } from 'luxon';
import type { RegimeScope, TrafficMix } from '../../shared/contract/regimes.ts';
import type { Direction } from '../../shared/words.ts';
import type { Database } from '../platform/database/client.ts';
import { Prisma } from '../platform/database/generated/client.ts';

/** Bookings of so long ago still say who comes: two weeks hold every weekday twice. */
const daysBack = 14;

/**
 * What share of the trucks a scope holds, and their channels, over the bookings at hand: those of the last 14 days that came or may still come,
 * and those ahead. A truck whose origin is not declared is in no scope of origins. Where nothing is booked, a scope of all holds every truck,
 * any other none, and all are taken to be green.
 *
 * @param direction null: both
 */
export async function measureMix(
  db: Database,
  now: Date,
  checkpointIds: readonly string[],
  direction: Direction | null,
  scope: RegimeScope,
): Promise<TrafficMix> {
  const since = DateTime.fromJSDate(now).minus({ days: daysBack }).toJSDate();
  const [row] = await db.$queryRaw<{ trucks: number; scoped: number; yellow: number; red: number }[]>`
    SELECT count(*)::int AS trucks, count(*) FILTER (WHERE scoped)::int AS scoped,
      count(*) FILTER (WHERE scoped AND channel = 'yellow')::int AS yellow, count(*) FILTER (WHERE scoped AND channel = 'red')::int AS red
    FROM (
      SELECT b.channel, coalesce(${inScope(scope)}, false) AS scoped
      FROM slot s
      JOIN booking b ON b.slot_id = s.id AND b.state IN ('held', 'confirmed', 'ended')
      JOIN application a ON a.id = b.application_id
      WHERE s.checkpoint_id = ANY(${[...checkpointIds]}::text[]) AND s.starts_at >= ${since}
        AND (${direction}::text IS NULL OR s.direction = ${direction})
    ) truck`;
  const { trucks, scoped, yellow, red } = row!;
  const share = (count: number) => (scoped === 0 ? 0 : count / scoped);
  const nobody = scope.kind === 'all' ? 1 : 0;
  return {
    inScopeShare: trucks === 0 ? nobody : scoped / trucks,
    channels: { green: scoped === 0 ? 1 : share(scoped - yellow - red), yellow: share(yellow), red: share(red) },
    trucks,
  };
}

function inScope(scope: RegimeScope): Prisma.Sql {
  switch (scope.kind) {
    case 'all':
      return Prisma.sql`true`;
    case 'hs-chapters':
      return Prisma.sql`left(a.hs_code, 2) = ANY(${scope.chapters}::text[])`;
    case 'origins':
      return Prisma.sql`a.origin_country = ANY(${scope.countries}::text[])`;
    case 'vehicle-countries':
      return Prisma.sql`a.vehicle_country = ANY(${scope.countries}::text[])`;
  }
}
