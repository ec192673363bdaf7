import { randomUUID } from 'node:crypto';
import { ORPCError } from '@orpc/server';
import type { Cargo, Offer, Vehicle } from '../../shared/contract/bookings.ts';
import type { WaitlistEntry } from '../../shared/contract/waitlist.ts';
import type { Direction, VehicleClass } from '../../shared/words.ts';
import { offerSlots, openWaits } from '../bookings/index.ts';
import { againWhileStale, cargoBlocked, consignmentColumns, noteBlocked, screenTrucks } from '../compliance/index.ts';
import { type Actor, actorText } from '../platform/database/act-as.ts';
import type { Database } from '../platform/database/client.ts';
import type { WriteIntent } from '../platform/database/once-per-key.ts';
import { getWaitlistEntry } from './list-waitlist.ts';
import { rethrowWaitlistRefusal } from './waitlist-refusals.ts';

export interface WaitlistWish {
  checkpointId: string;
  direction: Direction;
  earliestAt: string;
  latestAt: string;
  class: VehicleClass;
  vehicle: Vehicle;
  driverName?: string | undefined;
  cargo: Cargo;
}

/**
 * Puts a truck on the waitlist of some hours: a place that is returned there is drawn among those who wait for it. One statement checks and writes
 * (join_waitlist in prisma/migrations).
 *
 * @returns the entry, and where there is room at this moment: whoever waits needlessly is told so
 * @throws apiError CHECKPOINT_NOT_FOUND, INVALID_INPUT for hours that are over, VEHICLE_COUNTRY_NOT_ADMITTED, VEHICLE_ALREADY_BOOKED,
 *   VEHICLE_ALREADY_APPLIED, CARGO_BLOCKED
 */
export async function joinWaitlist(
  db: Database,
  now: Date,
  intent: WriteIntent,
  { organisationId, actor }: { organisationId: string; actor: Actor },
  wish: WaitlistWish,
): Promise<WaitlistEntry & { alternatives: Offer[] }> {
  const { id, channel } = await againWhileStale(async () => {
    const [screened] = await screenTrucks(db, now, organisationId, [wish]);
    const { checkpointId, direction, vehicle, cargo } = wish;
    const claimed = db.$queryRaw<{ id: string }[]>`
      SELECT join_waitlist(
        ${randomUUID()}::uuid, ${intent.scope}, ${intent.key}, ${intent.requestHash}, ${organisationId}, ${actor.id}, 'carrier',
        ${checkpointId}, ${direction}, ${new Date(wish.earliestAt)}, ${new Date(wish.latestAt)}, ${wish.class},
        ${vehicle.plate}, ${vehicle.vin}, ${vehicle.country}, ${wish.driverName ?? null},
        ${cargo.hsCode}, ${cargo.description ?? null}, ${cargo.grossWeightKg}::int,
        ${JSON.stringify(consignmentColumns(direction, cargo))}::jsonb, ${JSON.stringify(screened)}::jsonb,
        act_as(${actorText(actor)}, ${now})) AS id`;
    const [row] = await claimed.catch(rethrowWaitlistRefusal).catch(async (error) => {
      if (!(error instanceof ORPCError) || error.code !== 'CARGO_BLOCKED') throw error;
      await noteBlocked(db, now, [{ organisationId, madeBy: actor.id, truck: wish, screened: screened! }]);
      throw cargoBlocked(screened!.rules);
    });
    return { id: row!.id, channel: screened!.channel };
  });
  const entry = await getWaitlistEntry(db, organisationId, id);
  const [earliestAt, latestAt] = [new Date(wish.earliestAt), new Date(wish.latestAt)];
  const alternatives =
    channel === 'blocked' // since the claim, a moment ago
      ? []
      : await offerSlots(
          db,
          now,
          { ...wish, earliestAt, latestAt, channel, organisationId },
          await openWaits(db, now, wish.direction),
        );
  return { ...entry, alternatives };
}
