import { DateTime } from 'luxon';
import type { FairnessRule, FairnessWeek } from '../../shared/contract/fairness.ts';
import { getCheckpointRow } from '../corridors/index.ts';
import type { Database } from '../platform/database/client.ts';
import type { FairnessWeek as WeekRow } from '../platform/database/generated/client.ts';
import { apiError } from '../platform/http/errors.ts';
import { type PageQuery, page } from '../platform/http/page.ts';
import { everywhere, weekZone } from './count-week.ts';
import { mondayOf } from './publish-fairness.ts';

const dateOf = (weekStartsOn: string) => new Date(`${weekStartsOn}T00:00:00Z`);
const view = ({ figures }: WeekRow) => figures as unknown as FairnessWeek;

/** The weeks of one checkpoint, newest first. @throws apiError CHECKPOINT_NOT_FOUND */
export async function listFairness(db: Database, query: PageQuery & { checkpointId?: string | undefined }) {
  const { checkpointId = everywhere, cursor, limit } = query;
  if (checkpointId !== everywhere) await getCheckpointRow(db, checkpointId);
  const before = cursor === undefined ? undefined : dateOf(cursor);
  if (before && Number.isNaN(before.getTime())) {
    throw apiError('INVALID_INPUT', { field: 'cursor', hint: 'nextCursor of the page before' });
  }
  const rows = await db.fairnessWeek.findMany({
    where: { checkpointId, ...(before && { weekStartsOn: { lt: before } }) },
    orderBy: { weekStartsOn: 'desc' },
    take: limit + 1,
  });
  return page(rows, limit, (row) => row.weekStartsOn.toISOString().slice(0, 10), view);
}

/** One week at every checkpoint, and everywhere: that in which the day lies, or the present one. None where it is not published. */
export async function getFairnessOverview(db: Database, now: Date, day?: string): Promise<{ weeks: FairnessWeek[] }> {
  const monday = day ? DateTime.fromISO(day, { zone: weekZone }).startOf('week').toISODate()! : mondayOf(now);
  const rows = await db.fairnessWeek.findMany({
    where: { weekStartsOn: dateOf(monday) },
    orderBy: { checkpointId: 'asc' },
  });
  return { weeks: rows.map(view) };
}

/** Every rule that decides who gets a place, or what is published of it, with where it comes from. */
export async function listFairnessRules(db: Database): Promise<{ rules: FairnessRule[] }> {
  const rows = await db.quota.findMany({ orderBy: [{ kind: 'asc' }, { id: 'asc' }] });
  return { rules: rows.map(({ id, share, minimum, source }) => ({ id, share, minimum, source })) };
}
