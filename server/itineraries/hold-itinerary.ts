import type { Itinerary, ItineraryOffer, ItineraryWish } from '../../shared/contract/itineraries.ts';
import type { SlotFeed } from '../corridors/index.ts';
import type { Database } from '../platform/database/client.ts';
import type { WriteIntent } from '../platform/database/once-per-key.ts';
import { apiError } from '../platform/http/errors.ts';
import { claimWay, type ItineraryClaimant } from './claim-way.ts';
import { getItinerary } from './get-itinerary.ts';
import { planChosen } from './plan-chosen.ts';

export type HoldItineraryInput = ItineraryWish & { wayId: string; claim: ItineraryOffer['claim'] };

/**
 * Holds every place of a whole way, or none. The way is checked first: that its slots are those of its crossings in order, and each can be reached. Then one
 * statement claims all of them (hold_itinerary in prisma/migrations): whatever refuses one, nothing is held.
 *
 * @returns the itinerary; under a key that was used before, that itinerary as it is now
 * @throws apiError LEG_UNREACHABLE, and the refusals of each claim; their field names the leg: claim.slotIds.1, claim.sailing.sailingId, …
 */
export async function holdItinerary(
  db: Database,
  feed: SlotFeed,
  now: Date,
  claimant: ItineraryClaimant,
  intent: WriteIntent,
  input: HoldItineraryInput,
): Promise<Itinerary> {
  const { organisationId } = claimant;
  const known = await findByKey(db, intent);
  if (known) return getItinerary(db, now, organisationId, known);

  const { wayId, claim, ...wish } = input;
  const planned = await planChosen(db, now, organisationId, wish, wayId, claim);
  const itineraryId = await claimWay(db, feed, now, claimant, intent, { wish, wayId, planned });
  return getItinerary(db, now, organisationId, itineraryId);
}

/** A way that was held under this key is not planned again: by now its slots may be over. The claim itself takes the key. */
async function findByKey(db: Database, { scope, key, requestHash }: WriteIntent): Promise<string | undefined> {
  const row = await db.writeKey.findUnique({ where: { scope_key: { scope, key } } });
  if (row && row.requestHash !== requestHash) throw apiError('IDEMPOTENCY_KEY_REUSED', { field: 'idempotency-key' });
  return typeof row?.outcome === 'string' ? row.outcome : undefined;
}
