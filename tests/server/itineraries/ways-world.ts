import { randomUUID } from 'node:crypto';
import type { Database } from '../../../server/platform/database/client.ts';
import type { ItineraryLeg, ItineraryOffer, ItineraryWish, NoWay } from '../../../shared/contract/itineraries.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';
import { truck } from '../../support/trucks.ts';

export interface WaysWorld {
  server: TestServer;
  organisationId: string;
  offer(changes?: object): Promise<{ status: number; body: { offers: ItineraryOffer[]; notOffered: NoWay[] } }>;
}

const drivingRules = { drivingHours: 9, restHours: 11 };
const needs = { laneMetres: 16.5, needsReeferPlug: false, isDangerous: false };

/** A week for Bishkek–Samara: the truck is ready on Tuesday morning. */
export function wayWish(changes: Partial<ItineraryWish> = {}): ItineraryWish {
  const { vehicle, cargo } = truck(1, { country: 'KG' });
  return {
    corridorId: 'bishkek-samara',
    isReversed: false,
    ...{ readyAt: '2026-06-16T03:00:00Z', arriveBy: '2026-06-23T03:00:00Z' },
    ...{ vehicle, cargo, class: 'general', needs, drivingRules, ...changes },
  } as ItineraryWish;
}

export async function startWaysWorld(): Promise<WaysWorld> {
  const server = await startTestServer();
  const token = await server.signIn('dispatcher');
  const { organizationId: organisationId } = await server.parts.db.member.findFirstOrThrow({
    where: { user: { email: 'dispatcher@demo.otkel' } },
  });
  return {
    server,
    organisationId,
    offer: (changes = {}) =>
      server.call('POST', '/api/itinerary-offers', { token, body: { ...wayWish(), ...changes } }),
  };
}

export const crossingsOf = ({ legs }: { legs: readonly ItineraryLeg[] }) =>
  legs.filter((leg) => leg.kind === 'crossing');

export const minutesBetween = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 60_000;

/** A forecast of 24 hours from `madeAt` on, the same in each. */
export async function forecast(
  db: Database,
  { checkpointId, direction, madeAt }: { checkpointId: string; direction: string; madeAt: Date },
  wait: { waitP50Minutes: number; waitP80Minutes: number },
) {
  const hours = Array.from({ length: 24 }, (_, hour) => ({
    startsAt: new Date(madeAt.getTime() + hour * 3_600_000).toISOString(),
    ...wait,
  }));
  const row = { madeAt, seq: 1n, replications: 10, basedOn: 'gate', hours };
  await db.waitForecast.upsert({
    where: { checkpointId_direction: { checkpointId, direction } },
    create: { checkpointId, direction, ...row },
    update: row,
  });
}

/** A truck that came to its slot in time, waited so long and was so long in the posts. */
export async function passed(
  db: Database,
  { slotId, number, organisationId }: { slotId: number; number: number; organisationId: string },
  { waitMinutes, postMinutes }: { waitMinutes: number; postMinutes: number },
) {
  const slot = await db.slot.findUniqueOrThrow({ where: { id: slotId } });
  const { vehicle, cargo } = truck(number);
  const id = randomUUID();
  const applicationId = randomUUID();
  const after = (minutes: number) => new Date(slot.startsAt.getTime() + minutes * 60_000);
  const common = { organisationId, plate: vehicle.plate, vin: vehicle.vin, class: 'general', channel: 'green' };
  await db.application.create({
    data: {
      ...common,
      ...{ id: applicationId, madeBy: 'test', madeAt: after(-600), source: 'carrier' },
      ...{
        checkpointId: slot.checkpointId,
        direction: slot.direction,
        earliestAt: slot.startsAt,
        latestAt: slot.endsAt,
      },
      ...{ vehicleCountry: 'KZ', hsCode: cargo.hsCode, grossWeightKg: cargo.grossWeightKg },
    },
  });
  await db.booking.create({
    data: { ...common, id, applicationId, slotId, state: 'ended', madeAt: after(-600), holdExpiresAt: after(-590) },
  });
  const times = {
    arrivedAt: after(-30),
    atPostAt: after(waitMinutes),
    clearedAt: after(waitMinutes + postMinutes),
    lastAt: after(waitMinutes + postMinutes),
  };
  await db.passage.create({
    data: {
      ...{
        bookingId: id,
        checkpointId: slot.checkpointId,
        direction: slot.direction,
        state: 'cleared',
        source: 'gate',
      },
      ...{ class: 'general', channel: 'green', seq: 1n, ...times },
    },
  });
}

/** Everything that an offer could have written to. */
export async function everything(db: Database): Promise<string> {
  const counts = await Promise.all([
    db.application.count(),
    db.booking.count(),
    db.itinerary.count(),
    db.sailingClaim.count(),
    db.blockedConsignment.count(),
    db.writeKey.count(),
    db.auditEntry.count(),
  ]);
  const taken = await db.slot.aggregate({ _sum: { totalTaken: true } });
  return JSON.stringify([counts, taken]);
}
