import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rescreenAll } from '../../../server/compliance/index.ts';
import { tendQueues } from '../../../server/queues/index.ts';
import type { BlockedConsignment } from '../../../shared/contract/compliance.ts';
import { addListRow, listGoods } from '../../support/lists.ts';
import { findSlot } from '../../support/trucks.ts';
import { type ComplianceWorld, startComplianceWorld } from './world.ts';

let world: ComplianceWorld;
beforeAll(async () => {
  world = await startComplianceWorld();
  await listGoods(world.server.parts.db, '9306', 'blocked');
});
afterAll(() => world.server.stop());

const desk = async (query = ''): Promise<BlockedConsignment[]> =>
  (await world.server.call('GET', `/api/compliance/blocked${query}`, { token: world.tokens.planner })).body.items;
const onDesk = async (plate: string) => (await desk()).filter(({ vehicle }) => vehicle.plate === plate);
const decide = (
  id: string,
  verb: 'release' | 'refuse',
  body: object,
  token = world.tokens.reviewer,
  key: string = randomUUID(),
) => world.server.call('POST', `/api/compliance/blocked/${id}/${verb}`, { token, key, body });
const reason = 'licence 17 of the ministry was looked at';
const inHours = (hours: number) => new Date(world.server.clock.now().getTime() + hours * 3_600_000).toISOString();

describe('a blocked consignment', () => {
  test('comes to the desk once, by an offer or a hold, until somebody decides', async () => {
    const load = world.load({ hsCode: '930690' });
    await world.offer(load);
    world.server.clock.advanceMinutes(5);
    await world.hold(load);
    const found = await onDesk(load.vehicle.plate);
    expect(found).toMatchObject([
      { state: 'open', organisationName: 'Demo Trans', cargo: load.cargo, decision: null, bookingId: null },
    ]);
    expect(Date.parse(found[0]!.lastAt) - Date.parse(found[0]!.madeAt)).toBe(5 * 60_000);
  });

  test('passes by a release, on its channel, for its period, and for nothing else', async () => {
    const load = world.load({ hsCode: '930690', consignee: { name: 'ООО «Янтарный Мост»', country: 'RU' } });
    await world.hold(load);
    const [blocked] = await onDesk(load.vehicle.plate);
    const released = await decide(blocked!.id, 'release', { reason, validTo: inHours(48) });
    expect(released).toMatchObject({
      status: 200,
      body: { state: 'released', decision: { by: 'Demo reviewer', reason, channel: 'red' } },
    });

    const respelled = { ...load.cargo, consignee: { name: 'Yantarnyi Most LLC', country: 'RU' } };
    const offered = await world.offer({ ...load, cargo: respelled });
    expect(offered.body.screening).toMatchObject({
      channel: 'red',
      rules: [
        { id: 'new-list', channel: 'blocked' },
        { id: 'released', subject: reason, channel: 'red', list: 'release' },
      ],
    });
    const other = { ...load.cargo, consignee: { name: 'ООО «Другой Мост»', country: 'RU' } };
    expect((await world.offer({ ...load, cargo: other })).body.code).toBe('CARGO_BLOCKED');
    expect((await world.offer({ ...world.load(), cargo: load.cargo })).body.code).toBe('CARGO_BLOCKED');
    expect(await world.hold(load)).toMatchObject({ status: 201, body: { channel: 'red' } });
  });

  test('passes by a release for no other reason than those that the reviewer saw, and for no other carrier', async () => {
    const { db } = world.server.parts;
    const load = world.load({ hsCode: '930690', consignee: { name: 'ООО «Пихтовый Берег»', country: 'RU' } });
    await world.hold(load);
    const [blocked] = await onDesk(load.vehicle.plate);
    await decide(blocked!.id, 'release', { reason, validTo: inHours(48) });
    expect((await world.offer(load)).body.screening.channel).toBe('red');
    const rival = await world.server.signIn('dispatcher2');
    const wish = {
      checkpointId: 'syrym',
      direction: 'out',
      earliestAt: '2026-06-16T00:00:00Z',
      latestAt: '2026-06-17T00:00:00Z',
      ...load,
    };
    const ofRival = await world.server.call('POST', '/api/offers', { token: rival, body: wish });
    expect(ofRival.body.code).toBe('CARGO_BLOCKED');

    const { body: booking } = await world.hold(load);
    const party = { aliases: [], country: 'RU', programme: 'gazette-9', action: 'block', note: '' };
    await addListRow(db, 'parties', { name: 'ООО «Пихтовый Берег»', ...party });
    expect((await world.offer(load)).body.code).toBe('CARGO_BLOCKED');
    const confirm = () =>
      world.server.call('POST', `/api/bookings/${booking.id}/confirm`, { token: world.tokens.dispatcher });
    expect((await confirm()).body.code).toBe('CARGO_BLOCKED');
    const found = await onDesk(load.vehicle.plate);
    const own = found.find(({ state, organisationName }) => state === 'open' && organisationName === 'Demo Trans');
    expect(own?.rules.map(({ id }) => id)).toEqual(['new-list', 'stop-list-gazette-9']);
    await decide(own!.id, 'release', { reason, validTo: inHours(48) });
    expect((await confirm()).body).toMatchObject({ state: 'confirmed' });
  });

  test('is blocked again when the release has ended', async () => {
    const load = world.load({ hsCode: '930690' });
    await world.hold(load);
    const [blocked] = await onDesk(load.vehicle.plate);
    await decide(blocked!.id, 'release', { reason, channel: 'yellow', validTo: inHours(1) });
    expect((await world.offer(load)).body.screening.channel).toBe('yellow');
    world.server.clock.advanceMinutes(60);
    expect((await world.offer(load)).body.code).toBe('CARGO_BLOCKED');
    expect((await onDesk(load.vehicle.plate)).map(({ state }) => state).sort()).toEqual(['open', 'released']);
  });

  test('stays blocked when it is refused, and another attempt comes to the desk again', async () => {
    const load = world.load({ hsCode: '930690' });
    await world.hold(load);
    const [blocked] = await onDesk(load.vehicle.plate);
    expect((await decide(blocked!.id, 'refuse', { reason })).body.state).toBe('refused');
    expect((await world.hold(load)).body.code).toBe('CARGO_BLOCKED');
    expect((await onDesk(load.vehicle.plate)).map(({ state }) => state).sort()).toEqual(['open', 'refused']);
    expect((await desk('?state=refused')).map(({ id }) => id)).toContain(blocked!.id);
  });
});

describe('a booking whose goods are blocked since', () => {
  let booked: { id: string; plate: string };

  const record = (step: string, token = world.tokens.officer) =>
    world.server.call('POST', '/api/checkpoints/syrym/gate-events', {
      token,
      body: {
        event: {
          id: randomUUID(),
          truck: { bookingId: booked.id },
          step,
          happenedAt: world.server.clock.now().toISOString(),
        },
      },
    });

  test('keeps its slot, is on the desk, and is not called, by an officer or by the job, nor does anybody wait behind it', async () => {
    const { db, queueFeed, signer } = world.server.parts;
    const slot = await findSlot(db, { checkpointId: 'syrym', totalPlaces: 8, skip: 6 });
    const book = async (hsCode: string) => {
      const { body } = await world.hold(world.load({ hsCode }), slot.id);
      await world.server.call('POST', `/api/bookings/${body.id}/confirm`, { token: world.tokens.dispatcher });
      return { id: body.id as string, plate: body.vehicle.plate as string };
    };
    const behind = await book('730890');
    booked = await book('960719');
    world.server.clock.set(slot.startsAt);
    const front = booked;
    await record('arrived');
    world.server.clock.advanceMinutes(1);
    booked = behind;
    await record('arrived');
    booked = front;

    await listGoods(db, '9607', 'blocked');
    await rescreenAll(db, world.server.clock.now());
    expect(await onDesk(front.plate)).toMatchObject([
      { state: 'open', bookingId: front.id, rules: [{ subject: '9607' }] },
    ]);
    expect(await db.booking.findUnique({ where: { id: front.id } })).toMatchObject({
      state: 'confirmed',
      slotId: slot.id,
    });
    expect(await record('called')).toMatchObject({
      status: 422,
      body: { code: 'CARGO_BLOCKED', rules: [{ subject: '9607' }] },
    });

    const passage = await world.server.call('GET', `/api/bookings/${behind.id}/passage`, {
      token: world.tokens.dispatcher,
    });
    expect(passage.body.place).toMatchObject({ place: 1, ahead: 0 });

    await db.queueRule.update({ where: { checkpointId: 'syrym' }, data: { autoCall: true } });
    await tendQueues({ db, feed: queueFeed, signer }, world.server.clock.now());
    const states = await db.passage.findMany({ where: { bookingId: { in: [front.id, behind.id] } } });
    expect(Object.fromEntries(states.map(({ bookingId, state }) => [bookingId, state]))).toEqual({
      [front.id]: 'arrived',
      [behind.id]: 'called',
    });
  });

  test('is called on the channel of its release', async () => {
    const [blocked] = await onDesk(booked.plate);
    await decide(blocked!.id, 'release', { reason, validTo: inHours(5) });
    expect(await record('called')).toMatchObject({ status: 200, body: { outcome: 'applied' } });
    const { db } = world.server.parts;
    expect(await db.passage.findUnique({ where: { bookingId: booked.id } })).toMatchObject({ channel: 'red' });
    const kept = await db.screening.findMany({
      where: { application: { bookings: { some: { id: booked.id } } } },
      orderBy: { id: 'asc' },
    });
    expect(kept.map(({ occasion, channel }) => `${occasion} ${channel}`)).toEqual([
      'application green',
      'rescreening blocked',
      'rescreening red',
      'call red',
    ]);
  });
});

describe('refused, and nothing changed', () => {
  let id: string;
  beforeAll(async () => {
    const load = world.load({ hsCode: '930690' });
    await world.hold(load);
    id = (await onDesk(load.vehicle.plate))[0]!.id;
  });

  async function expectRefused(answer: () => ReturnType<typeof decide>, status: number, body: object) {
    const before = await world.everything();
    expect(await answer()).toMatchObject({ status, body });
    expect(await world.everything()).toBe(before);
  }

  test.each<[string, () => object, string]>([
    ['a reason too short', () => ({ reason: 'ok', validTo: inHours(1) }), 'reason'],
    ['no period', () => ({ reason }), 'validTo'],
    ['a period that ends before it starts', () => ({ reason, validFrom: inHours(2), validTo: inHours(1) }), 'validTo'],
    ['a period that is over', () => ({ reason, validFrom: inHours(-3), validTo: inHours(-2) }), 'validTo'],
    ['more than a month', () => ({ reason, validTo: inHours(31 * 24) }), 'validTo'],
    ['a channel that is none', () => ({ reason, validTo: inHours(1), channel: 'blocked' }), 'channel'],
  ])('%s', async (_, body, field) => {
    await expectRefused(() => decide(id, 'release', body()), 400, { code: 'INVALID_INPUT', field });
  });

  test('by a planner and a carrier', async () => {
    for (const token of [world.tokens.planner, world.tokens.dispatcher]) {
      await expectRefused(() => decide(id, 'release', { reason, validTo: inHours(1) }, token), 403, {
        code: 'NOT_ALLOWED',
      });
    }
  });

  test('one that there is not', async () => {
    await expectRefused(() => decide(randomUUID(), 'refuse', { reason }), 404, { code: 'BLOCKED_NOT_FOUND' });
  });

  test('of two reviewers at once the second is told; the same key again is the same decision', async () => {
    const key = randomUUID();
    const [released, refused] = await Promise.all([
      decide(id, 'release', { reason, validTo: inHours(1) }, world.tokens.reviewer, key),
      decide(id, 'refuse', { reason }),
    ]);
    expect([released.status, refused.status].sort()).toEqual([200, 409]);
    const second = released.status === 200 ? refused : released;
    expect(second.body).toMatchObject({ code: 'BLOCKED_DECIDED', field: 'blockedId' });
    if (released.status !== 200) return;
    expect(
      await decide(id, 'release', { reason, validTo: released.body.decision.validTo }, world.tokens.reviewer, key),
    ).toEqual(released);
  });
});
