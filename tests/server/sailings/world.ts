import { randomUUID } from 'node:crypto';
import type { Database } from '../../../server/platform/database/client.ts';
import { writeIntent } from '../../../server/platform/database/once-per-key.ts';
import { announceSailing } from '../../../server/sailings/index.ts';
import type { SailingNeeds } from '../../../shared/contract/sailings.ts';
import { truck } from '../../support/trucks.ts';

const actor = { kind: 'person', id: 'test', role: 'planner' } as const;

/** A sailing of Aktau–Amirabad: two days after the clock of tests begins, so that its gate is open and its cut-offs are to come. */
export function announce(
  db: Database,
  now: Date,
  changes: Partial<Parameters<typeof announceSailing>[4]> = {},
  source: 'operator' | 'demo-timetable' = 'operator',
) {
  const input = {
    ...{ shipId: 'ropax-1', fromPortId: 'aktau-port', toPortId: 'amirabad-port' },
    ...{ plannedDepartureAt: '2026-06-17T06:00:00Z', ...changes },
  };
  return announceSailing(db, now, actor, writeIntent('test', randomUUID(), input), input, source);
}

export const needs: SailingNeeds = { laneMetres: 16.5, needsReeferPlug: false, isDangerous: false };

/** A wish as an itinerary or a standby entry keeps it. */
export function seaWish(number: number, changes: Partial<SailingNeeds> & { grossWeightKg?: number } = {}) {
  const { vehicle, cargo } = truck(number);
  const { grossWeightKg = cargo.grossWeightKg, ...needed } = changes;
  return { vehicle, cargo: { ...cargo, grossWeightKg }, needs: { ...needs, ...needed } };
}

/** The latest slots of the gate of Aktau that a sailing leaves time for. */
export function gateSlotsBefore(db: Database, cutoff: string, take = 1) {
  return db.gateSlot.findMany({
    where: { portId: 'aktau-port', endsAt: { lte: new Date(cutoff) } },
    orderBy: { startsAt: 'desc' },
    take,
  });
}

export interface SeaClaim {
  organisationId: string;
  sailingId: string;
  gateSlotId: number;
  number: number;
  wish?: Parameters<typeof seaWish>[1];
  isRepair?: boolean;
}

/** An itinerary of one sea leg, held for ten minutes: the row and the claim in one statement, as a hold of a whole way makes them. */
export async function claimSea(db: Database, now: Date, claim: SeaClaim) {
  const { organisationId, sailingId, gateSlotId, number, isRepair = false } = claim;
  const ids = { itineraryId: randomUUID(), claimId: randomUUID() };
  const wish = seaWish(number, claim.wish);
  const expiresAt = new Date(now.getTime() + 600_000);
  await db.$queryRaw`
    WITH way AS (
      INSERT INTO itinerary (
        id, organisation_id, made_by, made_at, state, corridor_id, way_id, is_reversed, ready_at, arrive_by, plate, vin, wish, legs, depart_at,
        arrival_p50_at, arrival_p80_at, distance_km, hold_expires_at)
      VALUES (
        ${ids.itineraryId}::uuid, ${organisationId}, 'test', ${now}, 'held', 'test', 'test', false, ${now}, ${now}, ${wish.vehicle.plate},
        ${wish.vehicle.vin}, '{}', '[]', ${now}, ${now}, ${now}, 1, ${expiresAt})
      RETURNING id
    )
    SELECT claim_sailing(
      ${ids.claimId}::uuid, way.id, ${organisationId}, ${sailingId}::uuid, ${gateSlotId}::int, sea_needs_of(${JSON.stringify(wish)}::jsonb),
      ${wish.vehicle.plate}, ${wish.vehicle.vin}, ${!isRepair}, ${now}, ${expiresAt})::text
    FROM way`;
  return ids;
}

/** What the database says no with. */
export const refusalOf = (error: unknown) => {
  const { cause } =
    (error as { meta?: { driverAdapterError?: { cause?: { originalMessage?: string; detail?: string } } } }).meta
      ?.driverAdapterError ?? {};
  return [cause?.originalMessage, cause?.detail];
};

/** Everything that a refusal must leave as it is. */
export async function readSea(db: Database): Promise<string> {
  const tables = await Promise.all([
    db.sailing.findMany({ orderBy: { id: 'asc' } }),
    db.sailingClaim.findMany({ orderBy: { id: 'asc' } }),
    db.standbyEntry.findMany({ orderBy: { id: 'asc' } }),
    db.itinerary.findMany({ orderBy: { id: 'asc' } }),
    db.gateSlot.findMany({ where: { taken: { gt: 0 } }, orderBy: { id: 'asc' } }),
    db.gateSlot.count(),
    db.writeKey.count(),
  ]);
  return JSON.stringify(tables, (_, value) => (typeof value === 'bigint' ? String(value) : value));
}

/** Sailings and gate slots whose taken counts are not what their claims add up to. There must never be one. */
export function listWrongSailings(db: Database) {
  return db.$queryRaw<unknown[]>`
    SELECT s.id::text FROM sailing s LEFT JOIN sailing_claim c ON c.sailing_id = s.id AND c.state IN ('held', 'confirmed', 'ended')
    GROUP BY s.id
    HAVING (s.lane_cm_taken, s.weight_kg_taken, s.reefer_plugs_taken, s.dangerous_goods_taken) <> (
      coalesce(sum(c.lane_cm), 0), coalesce(sum(c.weight_kg), 0), coalesce(sum(c.reefer_plugs), 0), coalesce(sum(c.dangerous_goods), 0))
    UNION ALL
    SELECT g.id::text FROM gate_slot g LEFT JOIN sailing_claim c ON c.gate_slot_id = g.id AND c.state IN ('held', 'confirmed', 'ended')
    GROUP BY g.id HAVING g.taken <> count(c.id)`;
}
