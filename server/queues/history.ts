import { stringify } from 'csv-stringify/sync';
import { DateTime } from 'luxon';
import type { QueueBucket } from '../../shared/contract/queues.ts';
import { type Direction, instantSchema } from '../../shared/words.ts';
import { getCheckpointRow } from '../corridors/index.ts';
import type { Database } from '../platform/database/client.ts';
import type { QueueBucket as BucketRow } from '../platform/database/generated/client.ts';
import { apiError } from '../platform/http/errors.ts';
import { type PageQuery, page } from '../platform/http/page.ts';

/** 37 checkpoints have 10,656 buckets a day, 1.5 MB as CSV. */
const csvDaysMax = 7;
/** What was recorded so long before the last round is looked at again: it may have been committed after it. */
const overlapMinutes = 10;
const cursorKey = 'queue-history-built-at';

/** Builds the buckets that events since the last round can have changed. Safe to repeat, and to be killed in the middle. */
export async function buildQueueHistory(db: Database, now: Date): Promise<void> {
  const cursor = await db.setting.findUnique({ where: { key: cursorKey } });
  const since = cursor ? DateTime.fromISO(cursor.value).minus({ minutes: overlapMinutes }).toJSDate() : new Date(0);
  await db.$queryRaw`SELECT build_queue_history(${since}, ${now})`;
  const value = now.toISOString();
  await db.setting.upsert({ where: { key: cursorKey }, create: { key: cursorKey, value }, update: { value } });
}

interface Period {
  from?: string | undefined;
  to?: string | undefined;
}

function readPeriod(now: Date, { from, to }: Period): { from: Date; to: Date } {
  const end = to ? new Date(to) : now;
  const start = from ? new Date(from) : DateTime.fromJSDate(end).minus({ days: 1 }).toJSDate();
  if (end <= start) throw apiError('INVALID_INPUT', { field: 'to', hint: 'to must be later than from' });
  return { from: start, to: end };
}

/** One queue's past, by time. The cursor is the instant of the last bucket of the page before. */
export async function listHistory(
  db: Database,
  now: Date,
  query: PageQuery & Period & { checkpointId: string; direction: Direction },
) {
  const { checkpointId, direction, cursor, limit } = query;
  await getCheckpointRow(db, checkpointId);
  const { from, to } = readPeriod(now, query);
  if (cursor !== undefined && !instantSchema.safeParse(cursor).success)
    throw apiError('INVALID_INPUT', { field: 'cursor', hint: 'take nextCursor of the page before' });
  const after = cursor === undefined ? { gte: from } : { gt: new Date(cursor) };
  const rows = await db.queueBucket.findMany({
    where: { checkpointId, direction, startsAt: { lt: to, ...after } },
    orderBy: { startsAt: 'asc' },
    take: limit + 1,
  });
  return page(rows, limit, (row) => row.startsAt.toISOString(), bucketView);
}

/** The same as a table for everybody: a row for each checkpoint, direction and ten minutes. */
export async function historyCsv(
  db: Database,
  now: Date,
  query: Period & { checkpointId?: string | undefined },
): Promise<File> {
  const { from, to } = readPeriod(now, query);
  if (DateTime.fromJSDate(to).diff(DateTime.fromJSDate(from), 'days').days > csvDaysMax)
    throw apiError('INVALID_INPUT', { field: 'from', hint: `at most ${csvDaysMax} days in one file` });
  if (query.checkpointId !== undefined) await getCheckpointRow(db, query.checkpointId);
  const rows = await db.queueBucket.findMany({
    where: { startsAt: { gte: from, lt: to }, ...(query.checkpointId ? { checkpointId: query.checkpointId } : {}) },
    orderBy: [{ checkpointId: 'asc' }, { direction: 'asc' }, { startsAt: 'asc' }],
  });
  const table = rows.map((row) => ({ checkpointId: row.checkpointId, direction: row.direction, ...bucketView(row) }));
  return new File([stringify(table, { header: true, columns: csvColumns })], 'queue-history.csv', { type: 'text/csv' });
}

/** Named, so that a file without a row has its header, too. */
const csvColumns = [
  'checkpointId',
  'direction',
  'startsAt',
  'bucketMinutes',
  'source',
  'arrivals',
  'cleared',
  'waitingMean',
  'waitingMax',
  'inPostsMean',
  'inPostsMax',
  'waitMeanMinutes',
  'waitP50Minutes',
  'waitP80Minutes',
  'crossingMeanMinutes',
  'crossingP50Minutes',
  'crossingP80Minutes',
];

const tenths = (value: number) => Math.round(value * 10) / 10;
const tenthsOrNone = (value: number | null) => (value === null ? null : tenths(value));

function bucketView(row: BucketRow): QueueBucket {
  return {
    startsAt: row.startsAt.toISOString(),
    bucketMinutes: 10,
    source: row.source as QueueBucket['source'],
    arrivals: row.arrivals,
    cleared: row.cleared,
    waitingMean: tenths(row.waitingMean),
    waitingMax: row.waitingMax,
    inPostsMean: tenths(row.inPostsMean),
    inPostsMax: row.inPostsMax,
    waitMeanMinutes: tenthsOrNone(row.waitMeanMinutes),
    waitP50Minutes: tenthsOrNone(row.waitP50Minutes),
    waitP80Minutes: tenthsOrNone(row.waitP80Minutes),
    crossingMeanMinutes: tenthsOrNone(row.crossingMeanMinutes),
    crossingP50Minutes: tenthsOrNone(row.crossingP50Minutes),
    crossingP80Minutes: tenthsOrNone(row.crossingP80Minutes),
  };
}
