import { randomUUID } from 'node:crypto';
import { DateTime } from 'luxon';
import type { Booking, Cargo, Vehicle } from '../../shared/contract/bookings.ts';
import type { Channel, VehicleClass } from '../../shared/words.ts';
import { screen } from '../compliance/index.ts';
import type { SlotFeed } from '../corridors/index.ts';
import type { Database } from '../platform/database/client.ts';
import type { WriteIntent } from '../platform/database/once-per-key.ts';
import { refusalToError } from './refusals.ts';
import { releaseExpiredHolds } from './release-holds.ts';

/** How long a place is kept without being confirmed: long enough to read it through, too short to hoard. */
export const holdMinutes = 10;

export interface HoldInput {
  slotId: number;
  vehicle: Vehicle;
  cargo: Cargo;
  class: VehicleClass;
  driverName?: string | undefined;
  earliestAt?: string | undefined;
  latestAt?: string | undefined;
}

export interface Claimant {
  organisationId: string;
  madeBy: string;
  source: Booking['source'];
}

/**
 * Holds one place for one truck: screening, then one statement that is the whole claim.
 *
 * @returns the id of the booking; under a key that was used before, the id of that booking
 * @throws apiError of the claim's refusals: SLOT_FULL, SLOT_IN_PAST, VEHICLE_ALREADY_BOOKED, …
 */
export async function holdSlot(
  db: Database,
  feed: SlotFeed,
  now: Date,
  claimant: Claimant,
  intent: WriteIntent,
  input: HoldInput,
): Promise<string> {
  const { channel } = await screen(db, input.cargo.hsCode);
  const claim = () => claimSlot(db, now, claimant, intent, input, channel);
  let claimed: Claimed;
  try {
    claimed = await claim();
  } catch (error) {
    // An expired hold may still stand in the way, of the slot or of the vehicle. Only then is it worth a second try.
    const released = await releaseExpiredHolds(db, feed, now);
    if (released.length === 0) throw refusalToError(error);
    claimed = await claim().catch((again) => Promise.reject(refusalToError(again)));
  }
  feed.changed([{ id: input.slotId, checkpointId: claimed.checkpointId }]);
  return claimed.bookingId;
}

interface Claimed {
  bookingId: string;
  checkpointId: string;
}

async function claimSlot(
  db: Database,
  now: Date,
  { organisationId, madeBy, source }: Claimant,
  { scope, key, requestHash }: WriteIntent,
  { slotId, vehicle, cargo, ...input }: HoldInput,
  channel: Channel,
): Promise<Claimed> {
  const expiresAt = DateTime.fromJSDate(now).plus({ minutes: holdMinutes }).toJSDate();
  const [claimed] = await db.$queryRaw<Claimed[]>`
    SELECT held_booking_id AS "bookingId", held_checkpoint_id AS "checkpointId" FROM hold_slot(
      ${randomUUID()}::uuid, ${randomUUID()}::uuid, ${scope}, ${key}, ${requestHash},
      ${organisationId}, ${madeBy}, ${source}, ${slotId}::int,
      ${input.earliestAt ? new Date(input.earliestAt) : null}::timestamptz, ${input.latestAt ? new Date(input.latestAt) : null}::timestamptz,
      ${input.class}, ${channel}, ${vehicle.plate}, ${vehicle.vin}, ${vehicle.country}, ${input.driverName ?? null},
      ${cargo.hsCode}, ${cargo.description ?? null}, ${cargo.grossWeightKg}::int, ${now}, ${expiresAt})`;
  return claimed!;
}
