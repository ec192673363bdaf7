import { afterAll, beforeAll, expect, test } from 'vitest';
import { keepSlots } from '../../../server/corridors/index.ts';
import { makeRandom } from '../../../server/planning/random.ts';
import { runPreview } from '../../../server/replans/index.ts';
import { listWrongSlots } from '../../support/trucks.ts';
import { type ApplyWorld, startApplyWorld } from './apply-world.ts';

let world: ApplyWorld;
let planner: string;
beforeAll(async () => {
  world = await startApplyWorld();
  planner = await world.server.signIn('planner');
});
afterAll(() => world.server.stop());

const checkpointIds = ['syrym', 'zhaisan', 'korday', 'aisha-bibi', 'kurmangazy'];
const hourMs = 3_600_000;
const asPlanner = (method: 'GET' | 'POST', path: string, body?: object) =>
  world.server.call(method, path, { token: planner, body });

/** Any change, and some that cannot be. */
async function drawChange(random: () => number): Promise<object> {
  const { db, server } = world;
  const pick = <Item>(items: readonly Item[]) => items[Math.floor(random() * items.length)]!;
  const checkpointId = pick(checkpointIds);
  const from = server.clock.now().getTime() + Math.round((random() * 60 - 12) * 12) * (hourMs / 12);
  const startsAt = new Date(from).toISOString();
  const endsAt = new Date(from + (1 + Math.round(random() * 30)) * hourMs).toISOString();
  const direction = pick(['out', 'in', null]);
  const side = pick(['kz', 'neighbour']);
  const reason = 'any change';
  const lanes = Math.floor(random() * 4);
  const servers = pick([{ lanes }, { scanners: lanes }, { lanes, bays: lanes }]);
  const since = { endedAt: null };
  switch (Math.floor(random() * 10)) {
    case 0:
    case 1:
    case 2: {
      const effect = pick([
        { paceFactor: 0.1 + 0.8 * random() },
        { lanes },
        { documentMinutes: 10 + 60 * random() },
        { scanShares: { green: random() }, examinationShares: { yellow: random(), red: 1 } },
      ]);
      const regime = { checkpointIds: random() < 0.3 ? checkpointIds : [checkpointId], side, direction, startsAt };
      const scope = pick([{ kind: 'all' }, { kind: 'hs-chapters', chapters: ['73'] }]);
      return {
        kind: 'regime',
        regime: { ...regime, endsAt: pick([endsAt, null]), effect, scope, cause: reason, source: 'test' },
      };
    }
    case 3:
    case 4: {
      const regime = await db.inspectionRegime.findFirst({
        ...{ where: since, orderBy: { madeAt: 'asc' }, skip: Math.floor(random() * 2) },
      });
      if (regime) return { kind: 'end-regime', regimeId: regime.id, endsAt: null, reason };
      return drawChange(random);
    }
    case 5:
      return { kind: 'closure', checkpointId, direction, startsAt, endsAt, reason };
    case 6: {
      const closure = await db.closure.findFirst({ where: since, orderBy: { madeAt: 'asc' } });
      const shift = await db.shift.findFirst({ where: since, orderBy: { madeAt: 'asc' } });
      if (closure && random() < 0.5) return { kind: 'end-closure', closureId: closure.id, reason };
      if (shift) return { kind: 'end-shift', shiftId: shift.id, reason };
      return drawChange(random);
    }
    case 7:
      return { kind: 'shift', checkpointId, direction, side, startsAt, endsAt, open: servers, reason };
    case 8:
      if (random() < 0.5) {
        const hours = pick([null, { opensAt: '08:00', closesAt: '20:00' }, { opensAt: '20:30', closesAt: '04:30' }]);
        return { kind: 'hours', checkpointId, status: 'open', hours, season: null, reason };
      }
      return {
        kind: 'calendar',
        ...{ checkpointId, direction, side, fromLocalHour: 20, toLocalHour: 6, set: { lanes: lanes + 1 }, reason },
      };
    default:
      return {
        kind: 'transfer',
        ...{ fromCheckpointId: 'syrym', toCheckpointId: 'zhaisan', direction: 'out', startsAt, endsAt },
        ...{ trucks: 3, reason },
      };
  }
}

test.each(['d', 'f'])(
  'any change in any order leaves the slots that its rules make: %s',
  async (seed) => {
    const { db, server } = world;
    const random = makeRandom('any change', seed);
    const full = new Set<number>();
    let applied = 0;
    let moved = 0;
    for (let step = 0; step < 15; step++) {
      server.clock.advanceMinutes(Math.floor(random() * 300));
      const now = server.clock.now();
      await keepSlots(db, now, checkpointIds);
      const open = await db.slot.findMany({
        where: {
          ...{ checkpointId: { in: checkpointIds }, totalTaken: 0, totalPlaces: { gte: 2 } },
          startsAt: { gt: new Date(now.getTime() + 2 * hourMs), lt: new Date(now.getTime() + 30 * hourMs) },
        },
        orderBy: { id: 'asc' },
      });
      for (let index = 0; index < 4 && open.length > 0; index++) {
        const slot = open[Math.floor(random() * open.length)]!;
        if (!full.has(slot.id)) await world.book(slot.id, Math.min(4, slot.totalPlaces));
        full.add(slot.id);
      }
      const change = await drawChange(random);
      const posted = await asPlanner('POST', '/api/previews', { change });
      if (posted.status === 400) continue;
      expect(posted).toMatchObject({ status: 202 });
      await runPreview(server.parts, posted.body.id, new AbortController().signal);
      const preview = (await asPlanner('GET', `/api/previews/${posted.body.id}`)).body;
      expect(preview).toMatchObject({ state: 'ready' });
      const answer = await asPlanner('POST', `/api/previews/${posted.body.id}/apply`);
      expect({ change, answer }).toMatchObject({ answer: { status: 200 } });
      applied++;
      moved += preview.figures.moved;
      expect({ change, wrong: await keepSlots(db, now, checkpointIds) }).toEqual({ change, wrong: [] });
      expect(await listWrongSlots(db)).toEqual([]);
    }
    // Else it says nothing.
    expect(applied).toBeGreaterThan(5);
    expect(moved).toBeGreaterThan(0);
  },
  300_000,
);
