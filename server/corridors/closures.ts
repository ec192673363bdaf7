import { randomUUID } from 'node:crypto';
import { DateTime } from 'luxon';
import { z } from 'zod';
import type { Closure } from '../../shared/contract/checkpoints.ts';
import type { Direction } from '../../shared/words.ts';
import type { Database } from '../platform/database/client.ts';
import type { Closure as ClosureRow } from '../platform/database/generated/client.ts';
import { oncePerKey, type WriteIntent } from '../platform/database/once-per-key.ts';
import { apiError } from '../platform/http/errors.ts';
import { type PageQuery, page } from '../platform/http/page.ts';
import { periodDaysMax } from './assert-change.ts';
import { getCheckpointRow } from './checkpoints.ts';
import { keepSlots } from './keep-slots.ts';
import type { ChangedSlot } from './open-lanes.ts';

export interface ClosureInput {
  checkpointId: string;
  direction: Direction | null;
  startsAt: string;
  endsAt: string;
  reason: string;
}

/** Announces a closure and closes its slots; what was booked in them stays booked until the planner moves it. */
export async function closeCheckpoint(
  db: Database,
  now: Date,
  madeBy: string,
  intent: WriteIntent,
  input: ClosureInput,
): Promise<{ closure: Closure; changed: ChangedSlot[] }> {
  await getCheckpointRow(db, input.checkpointId);
  const startsAt = new Date(input.startsAt);
  const endsAt = new Date(input.endsAt);
  if (endsAt <= startsAt) throw apiError('INVALID_INPUT', { field: 'endsAt', hint: 'it must be later than startsAt' });
  if (endsAt <= now) throw apiError('INVALID_INPUT', { field: 'endsAt', hint: 'this closure is over already' });
  if (DateTime.fromJSDate(endsAt).diff(DateTime.fromJSDate(startsAt), 'days').days > periodDaysMax) {
    throw apiError('INVALID_INPUT', { field: 'endsAt', hint: `a closure lasts at most ${periodDaysMax} days` });
  }
  const closure = await oncePerKey(db, intent, now, async (transaction) =>
    closureView(
      await transaction.closure.create({
        data: {
          id: randomUUID(),
          checkpointId: input.checkpointId,
          direction: input.direction,
          startsAt,
          endsAt,
          reason: input.reason,
          madeBy,
          madeAt: now,
        },
      }),
    ),
  );
  // Safe to repeat: after a crash between the two the same call, or the job that keeps the slots, does it.
  return { closure, changed: await keepSlots(db, now, [input.checkpointId]) };
}

export async function listClosures(db: Database, now: Date, query: PageQuery & { checkpointId: string }) {
  await getCheckpointRow(db, query.checkpointId);
  if (query.cursor !== undefined && !z.uuid().safeParse(query.cursor).success)
    throw apiError('INVALID_INPUT', { field: 'cursor', hint: 'take nextCursor of the page before' });
  const rows = await db.closure.findMany({
    where: {
      checkpointId: query.checkpointId,
      endsAt: { gt: now },
      // One that was ended is shown until then, as all others are.
      OR: [{ endedAt: null }, { endedAt: { gt: now } }],
      ...(query.cursor ? { id: { gt: query.cursor } } : {}),
    },
    orderBy: { id: 'asc' },
    take: query.limit + 1,
  });
  return page(rows, query.limit, (row) => row.id, closureView);
}

function closureView(row: ClosureRow): Closure {
  return {
    id: row.id,
    checkpointId: row.checkpointId,
    direction: row.direction as Closure['direction'],
    startsAt: row.startsAt.toISOString(),
    endsAt: (row.endedAt && row.endedAt < row.endsAt ? row.endedAt : row.endsAt).toISOString(),
    reason: row.reason,
  };
}
