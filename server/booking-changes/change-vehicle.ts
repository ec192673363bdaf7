import { ORPCError } from '@orpc/server';
import type { Proof } from '../../shared/contract/booking-changes.ts';
import type { Booking } from '../../shared/contract/bookings.ts';
import type { Direction } from '../../shared/words.ts';
import { bookingView } from '../bookings/index.ts';
import { againWhileStale, cargoBlocked, cargoView, noteBlocked, screenTrucks } from '../compliance/index.ts';
import type { Database } from '../platform/database/client.ts';
import type { BookingDetails } from '../platform/database/generated/client.ts';
import type { WriteIntent } from '../platform/database/once-per-key.ts';
import { apiError } from '../platform/http/errors.ts';
import { rethrowChangeRefusal } from './change-refusals.ts';
import type { ChangeParts } from './change-slot.ts';
import { type Changing, changeActor } from './changing.ts';

/**
 * Puts another tractor of the carrier's own fleet in the place of one that is broken. It is screened with each load first; then one statement changes all
 * crossings that are still to come, with the proof kept beside them, or nothing (change_vehicle in prisma/migrations).
 *
 * @throws apiError BOOKING_NOT_FOUND, BOOKING_NOT_ACTIVE, TRUCK_AT_GATE, FLEET_UNIT_NOT_FOUND, VEHICLE_ALREADY_BOOKED, VEHICLE_ALREADY_APPLIED,
 *   VEHICLE_OF_OTHER_CARRIER, VEHICLE_COUNTRY_NOT_ADMITTED, CHANGE_LIMIT_REACHED, CARGO_BLOCKED, INVALID_INPUT for a proof that is of tomorrow
 */
export async function changeVehicle(
  { db, queueChanged }: Pick<ChangeParts, 'db' | 'queueChanged'>,
  now: Date,
  intent: WriteIntent,
  changing: Changing,
  { unitId, proof }: { unitId: string; proof: Proof },
): Promise<Booking> {
  if (new Date(proof.issuedAt) > now)
    throw apiError('INVALID_INPUT', { field: 'proof.issuedAt', hint: 'a proof is of the past' });
  const { organisationId, actor, bookingId } = changing;
  const booking = await againWhileStale(async () => {
    const { screenings, blocked } = await screenWith(db, now, organisationId, bookingId, unitId);
    const [row] = await db.$queryRaw<BookingDetails[]>`
      SELECT * FROM change_vehicle(
        ${bookingId}::uuid, ${unitId}::uuid, ${JSON.stringify(proof)}::jsonb, ${JSON.stringify(screenings)}::jsonb, ${organisationId}, ${actor.id},
        ${intent.scope}, ${intent.key}, ${intent.requestHash}, act_as(${changeActor(changing)}, ${now}))`
      .catch(rethrowChangeRefusal)
      .catch(async (error) => {
        if (!(error instanceof ORPCError) || error.code !== 'CARGO_BLOCKED') throw error;
        await noteBlocked(
          db,
          now,
          blocked.map((one) => ({ organisationId, madeBy: actor.id, ...one })),
        );
        throw cargoBlocked(
          blocked.flatMap(({ screened }) => screened.rules),
          'unitId',
        );
      });
    return bookingView(row!);
  });
  await queueChanged(booking.slot.checkpointId);
  return booking;
}

/** What the lists say of each of its loads behind the other tractor, by application. What is not there is refused by the change itself. */
async function screenWith(db: Database, now: Date, organisationId: string, bookingId: string, unitId: string) {
  const [unit, own] = await Promise.all([
    db.fleetUnit.findFirst({ where: { id: unitId, organisationId } }),
    db.booking.findFirst({ where: { id: bookingId, organisationId }, select: { itineraryId: true } }),
  ]);
  if (!unit?.vin || !own) return { screenings: {}, blocked: [] };
  const rows = await db.bookingDetails.findMany({
    where: {
      organisationId,
      OR: [
        { id: bookingId },
        ...(own.itineraryId ? [{ itineraryId: own.itineraryId, state: { in: ['held', 'confirmed'] } }] : []),
      ],
    },
  });
  const vehicle = { plate: unit.plate, vin: unit.vin, country: unit.country };
  const trucks = rows.map((row) => ({
    checkpointId: row.checkpointId,
    direction: row.direction as Direction,
    vehicle,
    cargo: cargoView(row),
  }));
  const screened = await screenTrucks(db, now, organisationId, trucks);
  return {
    screenings: Object.fromEntries(rows.map(({ applicationId }, index) => [applicationId, screened[index]!])),
    blocked: trucks.flatMap((truck, index) =>
      screened[index]!.channel === 'blocked' ? [{ truck, screened: screened[index]! }] : [],
    ),
  };
}
