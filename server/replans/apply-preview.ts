import { openLanes, type SlotFeed } from '../corridors/index.ts';
import { type Actor, actorText } from '../platform/database/act-as.ts';
import type { Database } from '../platform/database/client.ts';
import type { WriteIntent } from '../platform/database/once-per-key.ts';
import { type QueueFeed, refreshQueues } from '../queues/index.ts';
import type { MovesFeed } from './moves-feed.ts';
import { rethrowRefusal } from './replan-refusals.ts';

export interface ApplyParts {
  db: Database;
  feed: SlotFeed;
  queueFeed: QueueFeed;
  movesFeed: MovesFeed;
}

/** What lives outside the transaction and so may have to be said twice. */
interface Touched {
  slots: { id: number; checkpointId: string }[];
  organisationIds: string[];
  /** Those that the change names. */
  checkpointIds: string[];
}

/**
 * Makes a change and all its moves in one statement, or nothing (apply_preview in prisma/migrations); then the screens are told, and each carrier
 * what was moved. Repeated with the same key it changes nothing and tells again, so a process that was killed in between loses no message.
 *
 * @throws apiError PREVIEW_NOT_FOUND, PREVIEW_NOT_READY, PREVIEW_STALE
 */
export async function applyPreview(
  { db, feed, queueFeed, movesFeed }: ApplyParts,
  now: Date,
  actor: Actor,
  intent: WriteIntent,
  previewId: string,
): Promise<void> {
  await db.$queryRaw`
    SELECT apply_preview(
      ${previewId}::uuid, ${intent.scope}, ${intent.key}, ${intent.requestHash}, ${actor.id},
      act_as(${actorText(actor)}, ${now}))::text`.catch(rethrowRefusal);
  const touched = await readTouched(db, previewId);
  movesFeed.changed(touched.organisationIds);
  // The places of slots under way are sold, so they are no part of a plan; their lanes change at once.
  const slots = [...touched.slots, ...(await openLanes(db, now, touched.checkpointIds))];
  feed.changed(slots);
  const checkpointIds = [...new Set(slots.map(({ checkpointId }) => checkpointId))];
  await refreshQueues(db, now, checkpointIds);
  await Promise.all(checkpointIds.map((checkpointId) => queueFeed.changedAt(checkpointId)));
}

async function readTouched(db: Database, previewId: string): Promise<Touched> {
  const [row] = await db.$queryRaw<Touched[]>`
    SELECT
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'checkpointId', s.checkpoint_id)), '[]') FROM slot s
        WHERE s.id IN (
          SELECT slot_id FROM preview_slot WHERE preview_id = ${previewId}::uuid
          UNION SELECT from_slot_id FROM preview_move WHERE preview_id = ${previewId}::uuid
          UNION SELECT to_slot_id FROM preview_move WHERE preview_id = ${previewId}::uuid)) AS slots,
      (SELECT coalesce(jsonb_agg(DISTINCT organisation_id), '[]') FROM booking_move WHERE preview_id = ${previewId}::uuid) AS "organisationIds",
      (SELECT coalesce(jsonb_agg(named.id), '[]') FROM preview p, checkpoints_of_change(p.change) AS named (id) WHERE p.id = ${previewId}::uuid) AS "checkpointIds"`;
  return row!;
}
