import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { listSimulatedCarriers } from '../../../server/accounts/index.ts';
import { confirmBooking, holdSlot, releaseExpiredHolds } from '../../../server/bookings/index.ts';
import type { WriteIntent } from '../../../server/platform/database/once-per-key.ts';
import { writeIntent } from '../../../server/platform/database/once-per-key.ts';
import { joinWaitlist, type WaitlistWish } from '../../../server/waitlist/join-waitlist.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';
import { findSlot, goods, truck } from '../../support/trucks.ts';

/** Hours around a slot that has as many places as a test wants, and carriers to fill it. */
export interface WaitlistWorld {
  server: TestServer;
  carriers: { id: string }[];
  dispatcher: string;
  /** A slot with so many places, all of them free. Each call gives another one. */
  slotOf(places: number): Promise<{ id: number; startsAt: Date; endsAt: Date }>;
  /** A hold of a carrier by its number, in a slot. */
  hold(carrier: number, truckNumber: number, slotId: number, channel?: keyof typeof goods): ReturnType<typeof holdSlot>;
  /** The same, confirmed. */
  book(carrier: number, truckNumber: number, slotId: number): ReturnType<typeof holdSlot>;
  /** Waits for exactly this slot. @returns the id of the entry */
  join(
    carrier: number,
    truckNumber: number,
    slot: { startsAt: Date; endsAt: Date },
    changes?: Partial<WaitlistWish>,
  ): Promise<string>;
  release(): Promise<unknown>;
  entry(id: string): Promise<{ state: string; missed: number; bookingId: string | null; drawNumber: bigint | null }>;
}

const intentOf = (scope: string): WriteIntent => writeIntent(scope, randomUUID(), randomUUID());

export async function startWaitlistWorld(simulatedCarriers = 20): Promise<WaitlistWorld> {
  const server = await startTestServer({ simulatedCarriers });
  const { db, feed } = server.parts;
  const carriers = await listSimulatedCarriers(db);
  const dispatcher = await server.signIn('dispatcher');
  let slots = 3; // in three hours from now, so that a cancellation is not at the very end
  const claimant = (carrier: number) => ({
    organisationId: carriers[carrier]!.id,
    madeBy: 'test',
    source: 'carrier' as const,
  });
  const load = (number: number, channel: keyof typeof goods = 'green') =>
    truck(number, { hsCode: goods[channel] }) as unknown as Pick<WaitlistWish, 'vehicle' | 'cargo' | 'class'>;

  const world: WaitlistWorld = {
    server,
    carriers,
    dispatcher,
    async slotOf(places) {
      const slot = await findSlot(db, { skip: slots++, totalPlaces: 4 });
      expect(slot.totalTaken).toBe(0);
      await db.slot.update({
        where: { id: slot.id },
        data: { totalPlaces: places, inspectedPlaces: places, examinedPlaces: places },
      });
      return slot;
    },
    hold(carrier, truckNumber, slotId, channel) {
      const who = claimant(carrier);
      const input = { slotId, ...load(truckNumber, channel) };
      return holdSlot(db, feed, server.clock.now(), who, intentOf(who.organisationId), input);
    },
    async book(carrier, truckNumber, slotId) {
      const { id } = await world.hold(carrier, truckNumber, slotId);
      const who = claimant(carrier);
      return confirmBooking(db, server.clock.now(), who, intentOf(who.organisationId), id);
    },
    async join(carrier, truckNumber, slot, changes = {}) {
      const { organisationId } = claimant(carrier);
      const wish: WaitlistWish = {
        ...{ checkpointId: 'syrym', direction: 'out', ...load(truckNumber) },
        ...{ earliestAt: slot.startsAt.toISOString(), latestAt: slot.endsAt.toISOString() },
        ...changes,
      };
      const who = { organisationId, actor: { kind: 'job' as const, id: 'test' } };
      return (await joinWaitlist(db, server.clock.now(), intentOf(organisationId), who, wish)).id;
    },
    release: () => releaseExpiredHolds(db, feed, server.clock.now()),
    entry: (id) => db.waitlistEntry.findUniqueOrThrow({ where: { applicationId: id } }),
  };
  return world;
}

/** Cancels a booking as its carrier, by the statement itself. */
export async function cancel({ server }: WaitlistWorld, bookingId: string): Promise<void> {
  const { db, clock } = server.parts;
  const { organisationId } = await db.booking.findUniqueOrThrow({ where: { id: bookingId } });
  await db.$queryRaw`
    SELECT id FROM cancel_booking(${bookingId}::uuid, ${organisationId}, ${organisationId}, ${randomUUID()}, 'hash', act_as('job//test', ${clock.now()}))`;
}
