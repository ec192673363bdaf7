import { DateTime } from 'luxon';
import type { Database } from '../platform/database/client.ts';

/**
 * Of a single crossing nobody says where its truck stands. So its notice to leave comes so long before the gate takes it: a truck that waits in the town
 * before the border has time to come. An assumption, and the notice says it.
 */
const leadMinutes = 120;
const keptDays = 90;
const deletedAtOnce = 5_000;

/** Notes the trucks whose time to leave has come, each once for its slot, and forgets what is old. */
export async function tendNotices(db: Database, now: Date): Promise<void> {
  await db.$queryRaw`SELECT note_departures(make_interval(mins => ${leadMinutes}::int), ${now})::text`;
  const before = DateTime.fromJSDate(now).minus({ days: keptDays }).toJSDate();
  await db.$queryRaw`SELECT delete_old_notices(${before}, ${deletedAtOnce}::int)::text`;
}
