import type { PlanRunParts } from './plan-parts.ts';

/** Progress goes to the row and to the screens once a second, and that is how soon a cancelled round is noticed. */
const intervalMs = 1000;
/** Claiming is the other half of the way. */
const shareOfRun = 0.5;

/**
 * Keeps the row of a running plan up to date while a thread plans it, and ends the work where a planner has cancelled the round or the
 * process stops.
 */
export function watchRun({ db, planFeed, log }: PlanRunParts, planId: string, stopping: AbortSignal) {
  const cancelled = new AbortController();
  let progress = 0;
  let looking: Promise<void> | undefined;

  async function look() {
    const [row] = await db.$queryRaw<{ cancelled: boolean }[]>`
      UPDATE plan SET progress = greatest(progress, ${progress}::float), seq = nextval('live_seq')
      WHERE id = ${planId}::uuid AND state = 'running'
      RETURNING cancel_requested AS cancelled`;
    await planFeed.changed(planId);
    if (row?.cancelled) cancelled.abort();
  }

  const timer = setInterval(() => {
    // One at a time: a database that is slow is not asked more often.
    looking ??= look()
      .catch((error) => log.error({ err: error, planId }, 'plan progress'))
      .finally(() => {
        looking = undefined;
      });
  }, intervalMs);

  return {
    signal: AbortSignal.any([cancelled.signal, stopping]),
    report(share: number) {
      progress = share * shareOfRun;
    },
    async end() {
      clearInterval(timer);
      await looking;
    },
  };
}
