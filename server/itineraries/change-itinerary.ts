import { ORPCError } from '@orpc/server';
import type { Itinerary } from '../../shared/contract/itineraries.ts';
import { claimActor } from '../bookings/index.ts';
import { againWhileStale, rescreenBooking } from '../compliance/index.ts';
import type { SlotFeed } from '../corridors/index.ts';
import type { Database } from '../platform/database/client.ts';
import type { WriteIntent } from '../platform/database/once-per-key.ts';
import { announceSlots } from './announce-slots.ts';
import type { ItineraryClaimant } from './claim-way.ts';
import { getItinerary } from './get-itinerary.ts';
import { rethrowRefusal } from './itinerary-refusals.ts';

export interface ItineraryParts {
  db: Database;
  feed: SlotFeed;
  /** Told when a booking was given up: its truck may have waited at the checkpoint. */
  leftQueue(checkpointId: string): Promise<void>;
}

type Change = 'confirm_itinerary' | 'cancel_itinerary' | 'accept_repair' | 'decline_repair';

/**
 * Confirms all that an itinerary holds, in one statement. Confirming what is confirmed already changes nothing and is no error.
 *
 * @throws apiError ITINERARY_NOT_FOUND (also for another organisation's), ITINERARY_NOT_ACTIVE, HOLD_EXPIRED, SLOT_CLOSED, SAILING_NOT_BOOKABLE, and
 *   CARGO_BLOCKED by a list that was imported since the hold; its field is the leg
 */
export const confirmItinerary = changer('confirm_itinerary');

/**
 * Gives up all of it that is not over; its places are free at once. Cancelling what is cancelled already is no error.
 *
 * @throws apiError ITINERARY_NOT_FOUND (also for another organisation's), ITINERARY_NOT_ACTIVE, TRUCK_AT_GATE
 */
export const cancelItinerary = changer('cancel_itinerary');

/**
 * Takes the repaired way: its places are confirmed and those that they replace given back, in one statement.
 *
 * @throws apiError ITINERARY_NOT_FOUND, REPAIR_NOT_OPEN, TRUCK_AT_GATE, SLOT_CLOSED, SAILING_NOT_BOOKABLE, CARGO_BLOCKED
 */
export const acceptRepair = changer('accept_repair');

/**
 * Keeps the old places; what was held for the repair is free. The same slip is not asked about again.
 *
 * @throws apiError ITINERARY_NOT_FOUND, REPAIR_NOT_OPEN
 */
export const declineRepair = changer('decline_repair');

function changer(change: Change) {
  return async (
    { db, feed, leftQueue }: ItineraryParts,
    now: Date,
    claimant: ItineraryClaimant,
    intent: WriteIntent,
    itineraryId: string,
  ): Promise<Itinerary> => {
    const { organisationId } = claimant;
    await againWhileStale(() =>
      write(db, now, claimant, intent, itineraryId, change).catch(async (error) => {
        if (error instanceof ORPCError && error.code === 'SCREENING_STALE') await rescreenHeld(db, now, itineraryId);
        throw error;
      }),
    );
    const slots = await announceSlots(db, feed, itineraryId);
    if (change === 'cancel_itinerary' || change === 'accept_repair') {
      await Promise.all([...new Set(slots.map(({ checkpointId }) => checkpointId))].map(leftQueue));
    }
    return getItinerary(db, now, organisationId, itineraryId);
  };
}

async function write(
  db: Database,
  now: Date,
  claimant: ItineraryClaimant,
  { scope, key, requestHash }: WriteIntent,
  itineraryId: string,
  change: Change,
): Promise<void> {
  await db
    .$queryRawUnsafe(
      `SELECT ${change}($1::uuid, $2, $3, $4, $5, act_as($6, $7::timestamptz))::text`, // one of the four names above
      ...[itineraryId, claimant.organisationId, scope, key, requestHash, claimActor(claimant), now],
    )
    .catch(rethrowRefusal);
}

async function rescreenHeld(db: Database, now: Date, itineraryId: string): Promise<void> {
  const held = await db.booking.findMany({ where: { itineraryId, state: 'held' }, select: { id: true } });
  for (const { id } of held) await rescreenBooking(db, now, id);
}
