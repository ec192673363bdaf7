import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { type CheckpointRules, planSlots, withChange } from '../../../server/corridors/rules/index.ts';
import type { Database } from '../../../server/platform/database/client.ts';
import { writeIntent } from '../../../server/platform/database/once-per-key.ts';
import { applyPreview } from '../../../server/replans/index.ts';
import type { Change } from '../../../shared/contract/changes.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';
import { truck } from '../../support/trucks.ts';

/** What a preview says of a slot whose places change. */
interface PreviewedSlot {
  slotId: number;
  total: number;
  inspected?: number;
  examined?: number;
  closedBecause?: string;
}

interface PreviewedMove {
  bookingId: string;
  to: number | null;
  detourKm?: number;
}

export interface PreviewedPlan {
  change: Change;
  slots: PreviewedSlot[];
  moves: PreviewedMove[];
}

export interface ApplyWorld {
  server: TestServer;
  db: Database;
  /** A dispatcher of demo-trans. */
  dispatcher: string;
  /** Confirmed trucks of demo-trans in a slot; its ids in order. */
  book(slotId: number, count: number, hsCode?: string): Promise<string[]>;
  /** Writes a preview that is ready, with these places and moves, as it would be computed now. @returns its id */
  store(plan: PreviewedPlan): Promise<string>;
  apply(previewId: string, key?: string): Promise<void>;
  /** Everything that applying could change. */
  everything(): Promise<string>;
}

let trucks = 0;

export async function startApplyWorld({ simulatedCarriers = 0 } = {}): Promise<ApplyWorld> {
  const server = await startTestServer({ simulatedCarriers });
  const { db } = server.parts;
  await db.quota.deleteMany({ where: { kind: 'carrier-slot' } }); // one carrier has all the trucks here
  const dispatcher = await server.signIn('dispatcher');
  return {
    server,
    db,
    dispatcher,
    async book(slotId, count, hsCode) {
      const ids: string[] = [];
      for (let index = 0; index < count; index++) {
        const body = { slotId, ...truck(++trucks, hsCode ? { hsCode } : {}) };
        const held = await server.call('POST', '/api/bookings', { token: dispatcher, body });
        expect(held.body).toMatchObject({ state: 'held' });
        await server.call('POST', `/api/bookings/${held.body.id}/confirm`, { token: dispatcher });
        ids.push(held.body.id);
      }
      return ids.sort();
    },
    store: (plan) => storePreview(db, server.clock.now(), plan),
    apply(previewId, key = randomUUID()) {
      const actor = { kind: 'person', id: 'the planner', role: 'planner' } as const;
      const intent = writeIntent('customs', key, ['previews.apply', previewId]);
      return applyPreview(server.parts, server.clock.now(), actor, intent, previewId);
    },
    everything: () => readEverything(db),
  };
}

/** A shift with fewer lanes: the smallest change there is. */
export const fewerLanes = (slot: { checkpointId: string; startsAt: Date; endsAt: Date }): Change => ({
  kind: 'shift',
  checkpointId: slot.checkpointId,
  direction: 'out',
  side: 'kz',
  startsAt: slot.startsAt.toISOString(),
  endsAt: slot.endsAt.toISOString(),
  open: { lanes: 1 },
  reason: 'two officers are ill',
});

/** Writes a preview that is ready, as it would be computed now. @returns its id */
export async function storePreview(db: Database, now: Date, { change, slots, moves }: PreviewedPlan): Promise<string> {
  const id = randomUUID();
  const bookings = await db.booking.findMany({ where: { id: { in: moves.map(({ bookingId }) => bookingId) } } });
  const bookingOf = new Map(bookings.map((booking) => [booking.id, booking]));
  const placed = moves.filter(({ to }) => to !== null);
  const slotIds = new Set([
    ...slots.map(({ slotId }) => slotId),
    ...placed.flatMap(({ bookingId, to }) => [bookingOf.get(bookingId)!.slotId, to!]),
  ]);
  const rows = await db.slot.findMany({ where: { id: { in: [...slotIds] } }, include: { checkpoint: true } });
  const named = rows.map(({ checkpoint }) => [checkpoint.id, checkpoint.rulesVersion]);
  await db.preview.create({
    data: {
      id,
      state: 'ready',
      change,
      seed: 'seed',
      madeBy: 'the planner',
      madeAt: now,
      rulesVersions: Object.fromEntries(named),
    },
  });
  for (const row of rows) {
    const change = slots.find(({ slotId }) => slotId === row.id);
    const after = (inCount: (channel: string) => boolean, taken: number) =>
      taken +
      placed.reduce((sum, { bookingId, to }) => {
        const { slotId, channel } = bookingOf.get(bookingId)!;
        return inCount(channel) ? sum + Number(to === row.id) - Number(slotId === row.id) : sum;
      }, 0);
    const total = change?.total ?? row.totalPlaces;
    const inspected = change?.inspected ?? Math.min(total, row.inspectedPlaces);
    await db.previewSlot.create({
      data: {
        previewId: id,
        slotId: row.id,
        before: {},
        closedBecause: change ? (change.closedBecause ?? null) : row.closedBecause,
        totalPlaces: total,
        inspectedPlaces: inspected,
        examinedPlaces: change?.examined ?? Math.min(inspected, row.examinedPlaces),
        limitedBySide: row.limitedBySide,
        limitedByStage: row.limitedByStage,
        kzLanes: 1,
        neighbourLanes: row.neighbourLanes,
        takenBefore: { total: row.totalTaken, inspected: row.inspectedTaken, examined: row.examinedTaken },
        takenAfter: {
          total: after(() => true, row.totalTaken),
          inspected: after((channel) => channel !== 'green', row.inspectedTaken),
          examined: after((channel) => channel === 'red', row.examinedTaken),
        },
      },
    });
  }
  await db.previewMove.createMany({
    data: moves.map(({ bookingId, to, detourKm = 0 }) => ({
      previewId: id,
      bookingId,
      fromSlotId: bookingOf.get(bookingId)!.slotId,
      toSlotId: to,
      reason: to === null ? 'NO_PLACE' : null,
      group: 'ordinary',
      detourKm,
    })),
  });
  await db.$executeRaw`
    UPDATE preview_slot SET bookings_hash = hash_of_bookings(slot_id)
    WHERE preview_id = ${id}::uuid AND slot_id IN (SELECT from_slot_id FROM preview_move WHERE preview_id = ${id}::uuid)`;
  return id;
}

/** The slots of a checkpoint that a change makes other, and how the pure rules make them. */
export async function slotsOfChange(db: Database, now: Date, rules: CheckpointRules, change: Change) {
  const changed = withChange(rules, change, null, now.getTime());
  const rows = await db.slot.findMany({ where: { checkpointId: rules.id, startsAt: { gt: now } } });
  const planned = (['out', 'in'] as const).flatMap((direction) =>
    planSlots(changed, direction, now.getTime(), Math.max(...rows.map(({ startsAt }) => startsAt.getTime())) + 1),
  );
  const rowAt = new Map(rows.map((row) => [`${row.direction} ${row.startsAt.getTime()}`, row]));
  return planned.flatMap((slot) => {
    const row = rowAt.get(`${slot.direction} ${slot.startsAtMs}`);
    if (!row) return [];
    const columns = {
      closedBecause: slot.closedBecause,
      totalPlaces: slot.total,
      inspectedPlaces: slot.inspected,
      examinedPlaces: slot.examined,
      limitedBySide: slot.limitedBy?.side ?? null,
      limitedByStage: slot.limitedBy?.stage ?? null,
      kzLanes: slot.kzLanes,
      neighbourLanes: slot.neighbourLanes,
    };
    const isOther = Object.entries(columns).some(([name, value]) => row[name as keyof typeof columns] !== value);
    return isOther ? [{ row, columns }] : [];
  });
}

/** As a sum of each table: 55 thousand slots read whole took seconds, and a connection that rests so long is closed. */
async function readEverything(db: Database): Promise<string> {
  const tables = [
    'slot',
    'booking',
    'booking_move',
    'preview',
    'checkpoint',
    'shift',
    'inspection_regime',
    'closure',
    'passage',
    'write_key',
  ];
  const sums = tables.map(
    (table) =>
      `SELECT '${table}' AS name, count(*)::int AS rows, md5(coalesce(string_agg(t::text, ',' ORDER BY t::text), '')) AS sum FROM ${table} t`,
  );
  return JSON.stringify(await db.$queryRawUnsafe(sums.join(' UNION ALL ')));
}
