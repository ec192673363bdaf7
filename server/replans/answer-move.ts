import type { Booking } from '../../shared/contract/bookings.ts';
import type { Move } from '../../shared/contract/moves.ts';
import { bookingView } from '../bookings/index.ts';
import type { SlotFeed } from '../corridors/index.ts';
import { type Actor, actorText } from '../platform/database/act-as.ts';
import type { Database } from '../platform/database/client.ts';
import type { BookingDetails } from '../platform/database/generated/client.ts';
import type { WriteIntent } from '../platform/database/once-per-key.ts';
import type { QueueFeed } from '../queues/index.ts';
import { getMove } from './list-moves.ts';
import type { MovesFeed } from './moves-feed.ts';
import { rethrowRefusal } from './replan-refusals.ts';

export interface AnswerParts {
  db: Database;
  feed: SlotFeed;
  queueFeed: QueueFeed;
  movesFeed: MovesFeed;
}

export interface Answering {
  organisationId: string;
  actor: Actor;
  moveId: string;
}

/**
 * The carrier takes the new slot; without one it keeps the old, once that holds all its trucks again.
 *
 * @throws apiError MOVE_NOT_FOUND (also for another organisation's), MOVE_ANSWERED, TRUCK_AT_GATE, BOOKING_NOT_ACTIVE, SLOT_FULL
 */
export async function acceptMove(
  { db, movesFeed }: AnswerParts,
  now: Date,
  intent: WriteIntent,
  { organisationId, actor, moveId }: Answering,
): Promise<Move> {
  await db.$queryRaw`
    SELECT accept_move(
      ${moveId}::uuid, ${organisationId}, ${actor.id}, ${intent.scope}, ${intent.key}, ${intent.requestHash},
      act_as(${actorText(actor)}, ${now}))::text`.catch(rethrowRefusal);
  movesFeed.changed([organisationId]);
  return getMove(db, now, organisationId, moveId);
}

/**
 * The carrier takes another slot. One statement: its place is claimed and the present one freed, or neither.
 *
 * @returns the move, answered; the new one is in the booking's history
 * @throws apiError as acceptMove, and SLOT_NOT_FOUND, SLOT_CLOSED, SLOT_IN_PAST, CARRIER_QUOTA_REACHED, VEHICLE_COUNTRY_NOT_ADMITTED
 */
export async function chooseSlot(
  parts: AnswerParts,
  now: Date,
  intent: WriteIntent,
  { organisationId, actor, moveId }: Answering,
  slotId: number,
): Promise<Move> {
  const { db, movesFeed } = parts;
  await db.$queryRaw`
    SELECT choose_slot(
      ${moveId}::uuid, ${slotId}::int, ${organisationId}, ${actor.id}, ${intent.scope}, ${intent.key}, ${intent.requestHash},
      act_as(${actorText(actor)}, ${now}))::text`.catch(rethrowRefusal);
  movesFeed.changed([organisationId]);
  const move = await getMove(db, now, organisationId, moveId);
  const chosen = await db.slot.findUniqueOrThrow({ where: { id: slotId }, select: { id: true, checkpointId: true } });
  const left = move.to ?? move.from;
  await announce(parts, [{ id: left.slotId, checkpointId: left.checkpointId }, chosen]);
  return move;
}

/**
 * The carrier gives the booking up; its place is free at once.
 *
 * @throws apiError MOVE_NOT_FOUND (also for another organisation's), MOVE_ANSWERED, TRUCK_AT_GATE, BOOKING_NOT_ACTIVE
 */
export async function cancelMovedBooking(
  parts: AnswerParts,
  now: Date,
  intent: WriteIntent,
  { organisationId, actor, moveId }: Answering,
): Promise<Booking> {
  const [row] = await parts.db.$queryRaw<BookingDetails[]>`
    SELECT * FROM cancel_moved_booking(
      ${moveId}::uuid, ${organisationId}, ${actor.id}, ${intent.scope}, ${intent.key}, ${intent.requestHash},
      act_as(${actorText(actor)}, ${now}))`.catch(rethrowRefusal);
  const booking = bookingView(row!);
  parts.movesFeed.changed([organisationId]);
  await announce(parts, [booking.slot]);
  return booking;
}

async function announce({ feed, queueFeed }: AnswerParts, slots: readonly { id: number; checkpointId: string }[]) {
  feed.changed(slots);
  for (const checkpointId of new Set(slots.map((slot) => slot.checkpointId))) await queueFeed.changedAt(checkpointId);
}
