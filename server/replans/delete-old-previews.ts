import { DateTime } from 'luxon';
import type { Database } from '../platform/database/client.ts';

/** After so long nobody looks at one any more, and it is stale anyway; a week at all checkpoints is 12,000 rows. */
const keptHours = 48;

/** Deletes previews that were not applied. Applied ones are kept: they say what a planner saw. @returns how many */
export async function deleteOldPreviews(db: Database, now: Date): Promise<number> {
  const before = DateTime.fromJSDate(now).minus({ hours: keptHours }).toJSDate();
  const { count } = await db.preview.deleteMany({ where: { state: { not: 'applied' }, madeAt: { lt: before } } });
  return count;
}
