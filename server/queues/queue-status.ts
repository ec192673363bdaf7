import type { QueueStatus } from '../../shared/contract/queues.ts';
import type { Direction } from '../../shared/words.ts';
import { getCheckpointRow } from '../corridors/index.ts';
import type { Database } from '../platform/database/client.ts';
import { Prisma } from '../platform/database/generated/client.ts';

/** The statuses of all queues, or of those at the checkpoints named, as the database shows them (show_queue_status). */
export async function listQueueStatuses(db: Database, checkpointIds?: readonly string[]): Promise<QueueStatus[]> {
  const named = checkpointIds ? Prisma.sql`WHERE q.checkpoint_id = ANY(${[...checkpointIds]}::text[])` : Prisma.empty;
  const rows = await db.$queryRaw<{ status: QueueStatus }[]>`
    SELECT show_queue_status(q) AS status FROM queue_status q ${named} ORDER BY q.checkpoint_id, q.direction DESC`;
  return rows.map(({ status }) => status);
}

/** What stands everywhere, as of the newest status: the same answer until something changes, so that it can be kept. */
export async function getLive(db: Database): Promise<{ asOf: string; queues: QueueStatus[] }> {
  const queues = await listQueueStatuses(db);
  return {
    asOf:
      queues
        .map(({ asOf }) => asOf)
        .sort()
        .at(-1) ?? '',
    queues,
  };
}

/** Both queues of a checkpoint. */
export async function getQueue(db: Database, checkpointId: string): Promise<Record<Direction, QueueStatus>> {
  await getCheckpointRow(db, checkpointId);
  const statuses = await listQueueStatuses(db, [checkpointId]);
  const of = (direction: Direction) => statuses.find((status) => status.direction === direction)!;
  return { out: of('out'), in: of('in') };
}

/**
 * Brings the statuses up to the minute: the last hour, the trucks expected and the open lanes change where nothing happens. One statement for
 * each checkpoint, so that an event never waits for more than one.
 */
export async function refreshQueues(db: Database, now: Date, checkpointIds?: readonly string[]): Promise<void> {
  const checkpoints = await db.checkpoint.findMany({
    ...(checkpointIds ? { where: { id: { in: [...checkpointIds] } } } : {}),
    select: { id: true },
    orderBy: { id: 'asc' },
  });
  for (const { id } of checkpoints) {
    await db.$queryRaw`
      SELECT refresh_queue_status(${id}, direction, ${now}) FROM (VALUES ('in'), ('out')) AS d (direction)`;
  }
}
