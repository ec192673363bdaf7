import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { runPreview } from '../../../server/replans/index.ts';
import type { Change } from '../../../shared/contract/changes.ts';
import type { Move } from '../../../shared/contract/moves.ts';
import type { Preview } from '../../../shared/contract/previews.ts';
import type { Regime } from '../../../shared/contract/regimes.ts';
import { listWrongSlots } from '../../support/trucks.ts';
import { type ApplyWorld, startApplyWorld } from './apply-world.ts';

let world: ApplyWorld;
let planner: string;

beforeAll(async () => {
  world = await startApplyWorld();
  planner = await world.server.signIn('planner');
});
afterAll(() => world.server.stop());
afterEach(async () => expect(await listWrongSlots(world.db)).toEqual([]));

const never = new AbortController().signal;
const asPlanner = (method: 'GET' | 'POST', path: string, body?: object) =>
  world.server.call(method, path, { token: planner, body });
const asCarrier = (method: 'GET' | 'POST', path: string, body?: object) =>
  world.server.call(method, path, { token: world.dispatcher, body });
const slotIdOf = async (bookingId: string) =>
  (await world.db.booking.findUniqueOrThrow({ where: { id: bookingId } })).slotId;

async function preview(change: Change): Promise<Preview> {
  const { body } = await asPlanner('POST', '/api/previews', { change });
  await runPreview(world.server.parts, body.id, never);
  return (await asPlanner('GET', `/api/previews/${body.id}`)).body;
}

/** @returns how many trucks moved */
async function make(change: Change): Promise<number> {
  world.server.clock.advanceMinutes(1);
  const { id, figures } = await preview(change);
  expect(await asPlanner('POST', `/api/previews/${id}/apply`)).toMatchObject({ status: 200 });
  expect(figures!.unplaced).toBe(0);
  return figures!.moved;
}

type Slot = Awaited<ReturnType<typeof freeSlots>>[number];

let last = new Date('2026-06-17T00:00:00Z');
/** Slots after each other in which nobody is, of a day of their own. */
async function freeSlots() {
  last = new Date(last.getTime() + 2 * 24 * 3_600_000);
  const slots = await world.db.slot.findMany({
    where: { checkpointId: 'syrym', direction: 'out', startsAt: { gt: last }, totalPlaces: { gte: 6 } },
    orderBy: { startsAt: 'asc' },
    take: 4,
  });
  expect(slots).toHaveLength(4);
  return slots;
}

/** The neighbour takes nobody in a slot. @returns the regime's id */
async function shut({ checkpointId, startsAt, endsAt }: Slot): Promise<string> {
  const period = { startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() };
  await make({
    kind: 'regime',
    regime: {
      ...{ checkpointIds: [checkpointId], side: 'neighbour', direction: 'out', ...period, effect: { lanes: 0 } },
      ...{ scope: { kind: 'all' }, cause: 'the neighbour takes nobody', source: 'this test' },
      ...{ templateId: null, proposalId: null },
    },
  });
  const { items } = (await asPlanner('GET', '/api/regimes')).body as { items: Regime[] };
  return items.find((regime) => regime.startsAt === period.startsAt && regime.state !== 'over')!.id;
}

const end = (regimeId: string) => make({ kind: 'end-regime', regimeId, endsAt: null, reason: 'it is over' });

test('the end of a regime brings back who has not answered; who accepted, chose or cancelled stays with it', async () => {
  const [home] = (await freeSlots()) as [Slot];
  const [accepts, chooses, cancels, silent, alsoSilent] = (await world.book(home.id, 5)) as [
    string,
    string,
    string,
    string,
    string,
  ];
  const regimeId = await shut(home);
  const { items } = (await asCarrier('GET', '/api/moves?state=told')).body as { items: Move[] };
  const moveOf = (bookingId: string) => items.find((move) => move.bookingId === bookingId)!;
  expect(items.map(({ cause, reason }) => `${cause}: ${reason}`)).toEqual(
    Array(5).fill('regime: the neighbour takes nobody'),
  );
  expect(await asCarrier('POST', `/api/moves/${moveOf(accepts).id}/accept`)).toMatchObject({ status: 200 });
  const { offers } = (await asCarrier('GET', `/api/moves/${moveOf(chooses).id}/offers`)).body;
  const chosen = await asCarrier('POST', `/api/moves/${moveOf(chooses).id}/choose`, { slotId: offers[0].slot.id });
  expect(chosen).toMatchObject({ status: 200, body: { state: 'changed' } });
  expect(await asCarrier('POST', `/api/moves/${moveOf(cancels).id}/cancel`)).toMatchObject({ status: 200 });

  expect(await end(regimeId)).toBe(2);
  expect(await slotIdOf(silent)).toBe(home.id);
  expect(await slotIdOf(alsoSilent)).toBe(home.id);
  expect(await slotIdOf(accepts)).toBe(moveOf(accepts).to!.slotId);
  expect(await slotIdOf(chooses)).toBe(offers[0].slot.id);
  const [told] = (await asCarrier('GET', `/api/moves?state=told&bookingId=${silent}`)).body.items as [Move];
  expect(told).toMatchObject({ cause: 'end-regime', reason: 'it is over', to: { slotId: home.id } });
});

test('two regimes on one truck: each gives back what it took, the last one first', async () => {
  const [home] = (await freeSlots()) as [Slot];
  const [truck] = (await world.book(home.id, 1)) as [string];
  const first = await shut(home);
  const between = await world.db.slot.findUniqueOrThrow({ where: { id: await slotIdOf(truck) } });
  const second = await shut(between);
  expect([home.id, between.id]).not.toContain(await slotIdOf(truck));
  await end(second);
  expect(await slotIdOf(truck)).toBe(between.id);
  await end(first);
  expect(await slotIdOf(truck)).toBe(home.id);
});

test('two regimes on one truck: the end of the first brings it home, and that of the second leaves it there', async () => {
  const [home] = (await freeSlots()) as [Slot];
  const [truck] = (await world.book(home.id, 1)) as [string];
  const first = await shut(home);
  const between = await world.db.slot.findUniqueOrThrow({ where: { id: await slotIdOf(truck) } });
  const second = await shut(between);
  await end(first);
  expect(await slotIdOf(truck)).toBe(home.id);
  expect(await end(second)).toBe(0);
  expect(await slotIdOf(truck)).toBe(home.id);
});

test('who accepted its second move stays, whatever ends', async () => {
  const [home] = (await freeSlots()) as [Slot];
  const [truck] = (await world.book(home.id, 1)) as [string];
  const first = await shut(home);
  const between = await world.db.slot.findUniqueOrThrow({ where: { id: await slotIdOf(truck) } });
  await shut(between);
  const [told] = (await asCarrier('GET', `/api/moves?state=told&bookingId=${truck}`)).body.items as [Move];
  await asCarrier('POST', `/api/moves/${told.id}/accept`);
  expect(await end(first)).toBe(0);
  expect(await slotIdOf(truck)).toBe(told.to!.slotId);
});
