import type { GreenShare } from '../../shared/contract/compliance.ts';
import { getCheckpointRow } from '../corridors/index.ts';
import type { Database } from '../platform/database/client.ts';
import { Prisma } from '../platform/database/generated/client.ts';
import { consignments, type PeriodQuery, readDays } from './report-period.ts';

/** Share of consignments that are to be cleared on their data alone. */
const greenAim = 0.95;
const daysMax = 366;

const keys = {
  checkpoint: Prisma.sql`s.checkpoint_id AS key, s.checkpoint_id AS name`,
  carrier: Prisma.sql`b.organisation_id AS key, o.name`,
  day: Prisma.sql`to_char(s.local_date, 'YYYY-MM-DD') AS key, to_char(s.local_date, 'YYYY-MM-DD') AS name`,
};

/** How many consignments of confirmed bookings were green, by checkpoint, carrier or local day; simulated ones apart. */
export async function measureGreenShare(
  db: Database,
  now: Date,
  query: PeriodQuery & { by: keyof typeof keys; organisationId?: string | undefined },
): Promise<GreenShare> {
  const { by, checkpointId, organisationId = null } = query;
  if (checkpointId !== undefined) await getCheckpointRow(db, checkpointId);
  const items = await db.$queryRaw<GreenShare['items']>`
    SELECT key, name, source, count(*)::int AS consignments, count(*) FILTER (WHERE channel = 'green')::int AS green,
      count(*) FILTER (WHERE channel = 'yellow')::int AS yellow, count(*) FILTER (WHERE channel = 'red')::int AS red,
      avg((channel = 'green')::int)::float AS "greenShare"
    FROM (
      SELECT ${keys[by]}, a.source, control.channel FROM ${consignments(readDays(now, query, daysMax), checkpointId)}
        AND (${organisationId}::text IS NULL OR b.organisation_id = ${organisationId}::text)
    ) booked
    GROUP BY key, name, source ORDER BY key, source`;
  return { aim: greenAim, items };
}
