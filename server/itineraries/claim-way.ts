import { randomUUID } from 'node:crypto';
import { ORPCError } from '@orpc/server';
import { DateTime } from 'luxon';
import type { ItineraryWish } from '../../shared/contract/itineraries.ts';
import { claimActor, holdMinutes } from '../bookings/index.ts';
import { againWhileStale, cargoBlocked } from '../compliance/index.ts';
import type { SlotFeed } from '../corridors/index.ts';
import type { Database } from '../platform/database/client.ts';
import type { WriteIntent } from '../platform/database/once-per-key.ts';
import { announceSlots } from './announce-slots.ts';
import type { PlannedWay } from './compose-way.ts';
import { rethrowRefusal } from './itinerary-refusals.ts';
import { expireItineraries } from './keep-itineraries.ts';
import { noteBlockedWay, screenWay } from './screen-claim.ts';

export interface ItineraryClaimant {
  organisationId: string;
  madeBy: string;
  source: 'carrier' | 'simulated';
}

/**
 * Claims every place of a planned way, or none, in one statement (hold_itinerary in prisma/migrations).
 *
 * @returns the id of the itinerary; under a key that was used before, of the one that it made
 * @throws apiError of the refusals of each claim; the field names the leg
 */
export async function claimWay(
  db: Database,
  feed: SlotFeed,
  now: Date,
  claimant: ItineraryClaimant,
  intent: WriteIntent,
  way: { wish: ItineraryWish; wayId: string; planned: PlannedWay },
): Promise<string> {
  const claim = () => againWhileStale(() => claimScreened(db, now, claimant, intent, way));
  const itineraryId = await claim().catch(async (error) => {
    if (!mayBeInTheWay(error)) throw error;
    // Again even where this call released nothing: another one may have, since the first try.
    await expireItineraries(db, feed, now);
    return claim();
  });
  await announceSlots(db, feed, itineraryId);
  return itineraryId;
}

/** The refusals that an expired hold can cause. */
const refusalsOfHolds = [
  ...['SLOT_FULL', 'VEHICLE_ALREADY_BOOKED', 'CARRIER_QUOTA_REACHED', 'CLASS_QUOTA_REACHED'],
  ...['SAILING_FULL', 'GATE_SLOT_FULL'],
];
const mayBeInTheWay = (error: unknown) => error instanceof ORPCError && refusalsOfHolds.includes(error.code);

async function claimScreened(
  db: Database,
  now: Date,
  claimant: ItineraryClaimant,
  { scope, key, requestHash }: WriteIntent,
  { wish, wayId, planned }: Parameters<typeof claimWay>[5],
): Promise<string> {
  const { organisationId, madeBy, source } = claimant;
  const screened = await screenWay(db, now, organisationId, wish, planned);
  const expiresAt = DateTime.fromJSDate(now).plus({ minutes: holdMinutes }).toJSDate();
  const { legs, departAt, arrivalP50At, arrivalP80At, distanceKm, sailing } = planned;
  const plan = { legs, departAt, arrivalP50At, arrivalP80At, distanceKm };
  try {
    const [row] = await db.$queryRaw<{ id: string }[]>`
      SELECT hold_itinerary(
        ${randomUUID()}::uuid, ${scope}, ${key}, ${requestHash}, ${organisationId}, ${madeBy}, ${source},
        ${JSON.stringify(wish)}::jsonb, ${wayId}, ${JSON.stringify(plan)}::jsonb, ${JSON.stringify(screened.crossings)}::jsonb,
        ${JSON.stringify(sailing)}::jsonb, ${JSON.stringify(screened.ports)}::jsonb,
        act_as(${claimActor(claimant)}, ${now}), ${expiresAt}) AS id`.catch(rethrowRefusal);
    return row!.id;
  } catch (error) {
    if (!(error instanceof ORPCError) || error.code !== 'CARGO_BLOCKED' || !screened.blocked) throw error;
    await noteBlockedWay(db, now, claimant, screened);
    throw cargoBlocked(screened.blocked.screened.rules);
  }
}
