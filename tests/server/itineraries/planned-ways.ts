import { randomUUID } from 'node:crypto';
import { slotView } from '../../../server/corridors/index.ts';
import { claimWay, type ItineraryClaimant } from '../../../server/itineraries/claim-way.ts';
import type { PlannedWay } from '../../../server/itineraries/compose-way.ts';
import type { Slot } from '../../../server/platform/database/generated/client.ts';
import { writeIntent } from '../../../server/platform/database/once-per-key.ts';
import type { ItineraryLeg, ItineraryWish } from '../../../shared/contract/itineraries.ts';
import type { TestServer } from '../../support/server.ts';
import { truck } from '../../support/trucks.ts';

const hour = 60 * 60_000;
const iso = (at: Date | number) => new Date(at).toISOString();

/** Two hours of road before each crossing and after the last; a truck is through when its slot is over. */
export function planOver(slots: readonly Slot[]): PlannedWay {
  const legs: ItineraryLeg[] = [];
  let at = slots[0]!.startsAt.getTime() - 2 * hour;
  const departAt = new Date(at);
  const drive = (): ItineraryLeg => ({
    ...{ kind: 'drive', fromId: 'a', toId: 'b', distanceKm: 120, drivingHours: 2, restHours: 0, isEstimated: false },
    ...times(at, at + 2 * hour),
  });
  for (const slot of slots) {
    legs.push(drive());
    const ends = slot.endsAt.getTime();
    legs.push({
      ...{ kind: 'crossing', checkpointId: slot.checkpointId, direction: slot.direction as 'out' | 'in' },
      ...{ slot: slotView(slot), waitP50Minutes: null, waitP80Minutes: null, waitFrom: 'none', marginMinutes: 0 },
      idleMinutes: 0,
      ...times(Math.min(at + 2 * hour, slot.startsAt.getTime()), ends),
    });
    at = ends;
  }
  legs.push(drive());
  const arrivalAt = new Date(at + 2 * hour);
  const crossings = slots.map(({ id, checkpointId, direction, startsAt, endsAt }, index) => ({
    ...{ checkpointId, direction: direction as 'out' | 'in', slotId: id, leg: 2 * index + 1 },
    ...{ earliestAt: startsAt, latestAt: endsAt },
  }));
  return {
    ...{ legs, departAt, arrivalP50At: arrivalAt, arrivalP80At: arrivalAt },
    ...{ distanceKm: 120 * (slots.length + 1), crossings, sailing: null },
  };
}

const times = (starts: number, ends: number) => ({
  ...{ earliestAt: iso(starts), latestAt: iso(starts), startsAt: iso(starts), endsAt: iso(ends) },
});

export function wishOf(number: number, changes: Parameters<typeof truck>[1] = {}): ItineraryWish {
  return {
    ...(truck(number, changes) as Pick<ItineraryWish, 'vehicle' | 'cargo' | 'class'>),
    ...{ corridorId: 'bishkek-samara', isReversed: false },
    ...{ readyAt: '2026-06-15T06:00:00.000Z', arriveBy: '2026-06-25T06:00:00.000Z' },
    needs: { laneMetres: 16.5, needsReeferPlug: false, isDangerous: false },
    drivingRules: { drivingHours: 9, restHours: 11 },
  };
}

export interface HoldOptions {
  organisationId: string;
  number: number;
  planned: PlannedWay;
  key?: string;
  changes?: Parameters<typeof truck>[1];
}

/** Holds a planned way as the server does after it has planned it. @returns the id of the itinerary */
export function holdWay(server: TestServer, { organisationId, number, planned, key, changes }: HoldOptions) {
  const { db, feed } = server.parts;
  const claimant: ItineraryClaimant = { organisationId, madeBy: 'test', source: 'carrier' };
  const intent = writeIntent(organisationId, key ?? randomUUID(), ['test', number]);
  const wish = wishOf(number, changes);
  return claimWay(db, feed, server.clock.now(), claimant, intent, { wish, wayId: 'bishkek-samara', planned });
}

/** How much there is of everything that a claim writes: what was refused has left nothing. */
export async function countAll(server: TestServer) {
  const { db } = server.parts;
  const [row] = await db.$queryRaw<Record<string, unknown>[]>`
    SELECT (SELECT count(*)::int FROM itinerary) AS itineraries, (SELECT count(*)::int FROM booking) AS bookings,
      (SELECT count(*)::int FROM application) AS applications, (SELECT count(*)::int FROM screening) AS screenings,
      (SELECT count(*)::int FROM sailing_claim) AS claims, (SELECT count(*)::int FROM write_key) AS keys,
      (SELECT count(*)::int FROM itinerary_repair) AS repairs,
      (SELECT sum(total_taken)::int FROM slot) AS taken, (SELECT sum(taken)::int FROM gate_slot) AS gates,
      (SELECT sum(lane_cm_taken)::int FROM sailing) AS lanes, (SELECT md5(string_agg(b::text, ',' ORDER BY b.id)) FROM booking b) AS hash`;
  return row;
}
