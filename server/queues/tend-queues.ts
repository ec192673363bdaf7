import { callForward } from './call-forward.ts';
import { endNoShows } from './end-no-shows.ts';
import { refreshQueues } from './queue-status.ts';
import type { GateParts } from './record-gate-events.ts';

/** What the clock changes at the gates: trucks that did not come, trucks to call, and the numbers of the last hour. */
export async function tendQueues(parts: GateParts, now: Date): Promise<void> {
  await endNoShows(parts.db, parts.feed, now);
  await callForward(parts, now);
  await refreshQueues(parts.db, now);
  await parts.feed.announceQueues();
}
