import { randomUUID } from 'node:crypto';
import { ORPCError } from '@orpc/server';
import { DateTime } from 'luxon';
import type { Booking, Cargo, Vehicle } from '../../shared/contract/bookings.ts';
import type { VehicleClass } from '../../shared/words.ts';
import { againWhileStale, cargoBlocked, consignmentColumns, noteBlocked, screenForSlot } from '../compliance/index.ts';
import type { SlotFeed } from '../corridors/index.ts';
import type { Database } from '../platform/database/client.ts';
import type { BookingDetails } from '../platform/database/generated/client.ts';
import type { WriteIntent } from '../platform/database/once-per-key.ts';
import { apiError } from '../platform/http/errors.ts';
import { bookingView } from './booking-view.ts';
import { claimActor } from './claim-actor.ts';
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
 * Holds one place for one truck. It is screened first; then one statement is the whole claim: that the lists are still those it was screened with,
 * places left, quotas, one active booking per vehicle, the key, and the booking itself (hold_slot in prisma/migrations).
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
  const claim = () => againWhileStale(() => claimScreened(db, now, claimant, intent, input));
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

/** What is blocked is refused by the claim and not before: under a key that was used, it answers with that booking. */
async function claimScreened(
  db: Database,
  now: Date,
  claimant: Claimant,
  intent: WriteIntent,
  input: HoldInput,
): Promise<Booking> {
  const { organisationId, madeBy } = claimant;
  const found = await screenForSlot(db, now, organisationId, input.slotId, input);
  if (!found) throw apiError('SLOT_NOT_FOUND', { field: 'slotId' });
  try {
    return await claimSlot(db, now, claimant, intent, input, found);
  } catch (error) {
    if (!(error instanceof ORPCError) || error.code !== 'CARGO_BLOCKED') throw error;
    await noteBlocked(db, now, [{ organisationId, madeBy, ...found }]);
    throw cargoBlocked(found.screened.rules);
  }
}

async function claimSlot(
  db: Database,
  now: Date,
  { organisationId, madeBy, source }: Claimant,
  { scope, key, requestHash }: WriteIntent,
  { slotId, vehicle, cargo, ...input }: HoldInput,
  { truck, screened }: NonNullable<Awaited<ReturnType<typeof screenForSlot>>>,
): Promise<Booking> {
  const expiresAt = DateTime.fromJSDate(now).plus({ minutes: holdMinutes }).toJSDate();
  const [row] = await db.$queryRaw<BookingDetails[]>`
    SELECT * FROM hold_slot(
      ${randomUUID()}::uuid, ${randomUUID()}::uuid, ${scope}, ${key}, ${requestHash},
      ${organisationId}, ${madeBy}, ${source}, ${slotId}::int,
      ${toDate(input.earliestAt)}::timestamptz, ${toDate(input.latestAt)}::timestamptz, ${input.class},
      ${vehicle.plate}, ${vehicle.vin}, ${vehicle.country}, ${input.driverName ?? null},
      ${cargo.hsCode}, ${cargo.description ?? null}, ${cargo.grossWeightKg}::int,
      act_as(${claimActor({ madeBy, source, organisationId })}, ${now}), ${expiresAt},
      ${JSON.stringify(consignmentColumns(truck.direction, cargo))}::jsonb, ${JSON.stringify(screened)}::jsonb)`.catch(
    (error) => Promise.reject(refusalToError(error)),
  );
  return bookingView(row!);
}

const toDate = (instant: string | undefined) => (instant === undefined ? null : new Date(instant));
