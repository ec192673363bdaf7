import type { Slot } from '../../shared/contract/checkpoints.ts';
import type { QueueStatus } from '../../shared/contract/queues.ts';
import { type Post, posts, sideOfPost } from '../../shared/gate-steps.ts';

type Stage = 'documents' | 'scan' | 'examination';

export type Bottleneck =
  | { kind: 'closed' }
  /** nobody waits */
  | { kind: 'none' }
  /** the first post has room: those who wait are before their slots */
  | { kind: 'slots' }
  /** trucks are called, and the first post has none yet */
  | { kind: 'on-the-way' }
  | {
      kind: 'stage';
      post: Post;
      side: 'kz' | 'neighbour';
      stage: Stage;
      because: 'strip-full' | 'most-trucks' | 'calendar';
    };

/** From this share of its places on, the strip keeps the first post from letting go. */
const stripFullFromShare = 0.9;

/**
 * What limits a queue, by these rules in this order:
 *
 * 1. no slot is open now: closed;
 * 2. nobody waits: nothing;
 * 3. fewer trucks are called and at the first post than it has lanes open: their slots, since a lane stands empty and they still wait;
 * 4. nobody stands at the first post: those who are called are on their way to it;
 * 5. the post is the second one where the strip is full, and else the first;
 * 6. the stage of that post is the one with most trucks, where those that have just come to the post count as before its documents;
 * 7. where two have as many, it is the one that the calendar names for this slot, or else the earlier one.
 *
 * @param slot the present one
 * @returns undefined where nobody feeds the queue
 */
export function findBottleneck(queue: QueueStatus, slot: Slot | undefined): Bottleneck | undefined {
  if (queue.scheduledPerHour === 0) return { kind: 'closed' };
  const { waiting, called, first, second, strip } = queue;
  if (waiting === null || called === null || strip === null || !first || !second) return undefined;
  if (waiting === 0) return { kind: 'none' };

  const stripFull = strip >= queue.stripPlaces * stripFullFromShare;
  const atFirst = Object.values(first).reduce((sum, count) => sum + count, 0);
  if (!stripFull && called + atFirst < queue.openLanes[sideOfPost(queue.direction, 'first')]) return { kind: 'slots' };
  if (!stripFull && atFirst === 0) return { kind: 'on-the-way' };

  const [firstPost, secondPost] = posts;
  const post = stripFull ? secondPost : firstPost;
  const side = sideOfPost(queue.direction, post);
  const counts = stripFull ? second : first;
  const stages: [Stage, number][] = [
    ['documents', counts.documents + counts.atPost],
    ['scan', counts.scan],
    ['examination', counts.examination],
  ];
  const most = Math.max(...stages.map(([, count]) => count));
  const busiest = stages.flatMap(([stage, count]) => (count === most ? [stage] : []));
  const planned = slot?.limitedBy?.side === side ? slot.limitedBy.stage : undefined;
  const stage = busiest.find((candidate) => candidate === planned) ?? busiest[0] ?? 'documents';
  if (stripFull) return { kind: 'stage', post, side, stage, because: 'strip-full' };
  return {
    kind: 'stage',
    post,
    side,
    stage,
    because: busiest.length > 1 && stage === planned ? 'calendar' : 'most-trucks',
  };
}
