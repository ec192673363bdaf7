import { DateTime } from 'luxon';
import type { RoundSchedule, ScheduledRounds } from '../../shared/contract/rounds.ts';
import { type Actor, actAs } from '../platform/database/act-as.ts';
import type { Database } from '../platform/database/client.ts';
import { oncePerKey, type WriteIntent } from '../platform/database/once-per-key.ts';
import { apiError } from '../platform/http/errors.ts';
import { hashSeed } from './seed-hash.ts';

/** Kazakhstan has had one zone since March 2024; next_closing in prisma/migrations counts in the same. */
const zone = 'Asia/Almaty';

/** The schedule of the rounds, and the one that is open; of its seed only the hash. */
export async function getScheduledRounds(db: Database): Promise<ScheduledRounds> {
  const [{ id: _, ...schedule }, open] = await Promise.all([
    db.roundSchedule.findUniqueOrThrow({ where: { id: 1 } }),
    db.openRound.findUnique({ where: { id: 1 } }),
  ]);
  const after = (minutes: number) => DateTime.fromJSDate(open!.closingAt).plus({ minutes }).toJSDate().toISOString();
  return {
    schedule,
    zone,
    openRound: open && {
      openedAt: open.openedAt.toISOString(),
      closingAt: after(0),
      planningAt: after(schedule.planAfterMinutes),
      publicationAt: after(schedule.publishAfterMinutes),
      seedHash: hashSeed(open.seed),
    },
  };
}

/**
 * Changes the schedule. The open round keeps its seed and closes by the new one; a round that is being closed just now, by the old.
 *
 * @throws apiError SCHEDULE_CHANGED where it is no longer the one that is to be replaced
 */
export async function changeRoundSchedule(
  db: Database,
  now: Date,
  actor: Actor,
  intent: WriteIntent,
  { schedule, replaces, reason }: { schedule: RoundSchedule; replaces: RoundSchedule; reason: string },
): Promise<ScheduledRounds> {
  await oncePerKey(db, intent, now, async (transaction) => {
    await actAs(transaction, actor, now, reason);
    const { count } = await transaction.roundSchedule.updateMany({ where: { id: 1, ...replaces }, data: schedule });
    if (count === 0) throw apiError('SCHEDULE_CHANGED', { field: 'replaces', hint: 'look at it first' });
    await transaction.$executeRaw`
      UPDATE open_round SET closing_at = next_closing(round_schedule, ${now}) FROM round_schedule WHERE closing_at > ${now}`;
    return true;
  });
  return getScheduledRounds(db);
}
