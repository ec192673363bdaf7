import { randomUUID } from 'node:crypto';
import { ORPCError } from '@orpc/server';
import { DateTime } from 'luxon';
import type { Booking, Cargo, Vehicle } from '../../shared/contract/bookings.ts';
import type { VehicleClass } from '../../shared/words.ts';
import type { SlotFeed } from '../corridors/index.ts';
import type { Database } from '../platform/database/client.ts';
import type { BookingDetails } from '../platform/database/generated/client.ts';
import type { WriteIntent } from '../platform/database/once-per-key.ts';
import { bookingView } from './booking-view.ts';
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
 * Holds one place for one truck. One statement is the whole claim: screening of the goods, places left, quotas, one active booking per
 * vehicle, the key, and the booking itself (hold_slot in prisma/migrations).
 *
 * @returns the booking; under a key that was used before, that booking as it is now
 * @throws apiError of the claim's refusals: SLOT_FULL, SLOT_IN_PAST, VEHICLE_ALREADY_BOOKED, CARGO_BLOCKED, …
 */
export async function holdSlot(
  db: Database,
  feed: SlotFeed,
  now: Date,
  claimant: Claimant,
  intent: WriteIntent,
  input: HoldInput,
): Promise<Booking> {
  const claim = () => claimSlot(db, now, claimant, intent, input);
  const booking = await claim().catch(async (error) => {
    if (!mayBeInTheWay(error)) throw error;
    // Again even where this call released nothing: another one may have, since the first try.
    await releaseExpiredHolds(db, feed, now);
    return claim();
  });
  feed.changed([booking.slot]);
  return booking;
}

/** The refusals that an expired hold can cause: by its place, by its vehicle, or by counting in a quota. */
const refusalsOfHolds = ['SLOT_FULL', 'VEHICLE_ALREADY_BOOKED', 'CARRIER_QUOTA_REACHED', 'CLASS_QUOTA_REACHED'];
const mayBeInTheWay = (error: unknown) => error instanceof ORPCError && refusalsOfHolds.includes(error.code);

async function claimSlot(
  db: Database,
  now: Date,
  { organisationId, madeBy, source }: Claimant,
  { scope, key, requestHash }: WriteIntent,
  { slotId, vehicle, cargo, ...input }: HoldInput,
): Promise<Booking> {
  const expiresAt = DateTime.fromJSDate(now).plus({ minutes: holdMinutes }).toJSDate();
  const [row] = await db.$queryRaw<BookingDetails[]>`
    SELECT * FROM hold_slot(
      ${randomUUID()}::uuid, ${randomUUID()}::uuid, ${scope}, ${key}, ${requestHash},
      ${organisationId}, ${madeBy}, ${source}, ${slotId}::int,
      ${toDate(input.earliestAt)}::timestamptz, ${toDate(input.latestAt)}::timestamptz, ${input.class},
      ${vehicle.plate}, ${vehicle.vin}, ${vehicle.country}, ${input.driverName ?? null},
      ${cargo.hsCode}, ${cargo.description ?? null}, ${cargo.grossWeightKg}::int, ${now}, ${expiresAt})`.catch(
    (error) => Promise.reject(refusalToError(error)),
  );
  return bookingView(row!);
}

const toDate = (instant: string | undefined) => (instant === undefined ? null : new Date(instant));
