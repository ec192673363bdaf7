import { ORPCError } from '@orpc/server';
import type { Booking, Offer } from '../../shared/contract/bookings.ts';
import { screenTrucks } from '../compliance/index.ts';
import { getSlot, type SlotFeed } from '../corridors/index.ts';
import type { Database } from '../platform/database/client.ts';
import type { WriteIntent } from '../platform/database/once-per-key.ts';
import { apiError } from '../platform/http/errors.ts';
import { openWaits } from './expected-waits.ts';
import { type Claimant, type HoldInput, holdSlot } from './hold-slot.ts';
import { offerSlots } from './offer-slots.ts';

/** Holds a slot; where it is full, the refusal says where there is room for this truck. */
export async function holdOrOffer(
  db: Database,
  feed: SlotFeed,
  now: Date,
  claimant: Claimant,
  intent: WriteIntent,
  input: HoldInput,
): Promise<Booking> {
  try {
    return await holdSlot(db, feed, now, claimant, intent, input);
  } catch (error) {
    if (!(error instanceof ORPCError) || error.code !== 'SLOT_FULL') throw error;
    throw apiError('SLOT_FULL', { ...error.data, alternatives: await offersAround(db, now, claimant, input) });
  }
}

/** The search of offers with the full slot as the wished window: hence before it, after it, and at the siblings. */
async function offersAround(
  db: Database,
  now: Date,
  { organisationId }: Claimant,
  { slotId, vehicle, cargo, class: vehicleClass }: HoldInput,
): Promise<Offer[]> {
  const slot = await getSlot(db, slotId);
  const [screened] = await screenTrucks(db, now, organisationId, [{ ...slot, vehicle, cargo }]);
  const { channel } = screened!;
  if (channel === 'blocked') return []; // since the claim, a moment ago
  const earliestAt = new Date(slot.startsAt);
  const latestAt = new Date(slot.endsAt);
  const wish = { ...slot, earliestAt, latestAt, channel, class: vehicleClass, vehicle, organisationId };
  return offerSlots(db, now, wish, await openWaits(db, now, slot.direction));
}
