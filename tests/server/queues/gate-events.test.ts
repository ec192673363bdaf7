import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { listGoods } from '../../support/lists.ts';
import { testStart } from '../../support/test-clock.ts';
import { goods } from '../../support/trucks.ts';
import { type GateWorld, outcomesOf, startGateWorld, wholeWay } from './world.ts';

let world: GateWorld;
beforeAll(async () => {
  world = await startGateWorld();
});
afterAll(() => world.server.stop());
beforeEach(() => world.server.clock.set(testStart));

const at = (minutes: number) => new Date(testStart.getTime() + minutes * 60_000).toISOString();
const event = (truck: { id: string }, step: string, more: object = {}) => ({
  id: randomUUID(),
  truck: { bookingId: truck.id },
  step,
  happenedAt: at(0),
  ...more,
});

test('a truck goes its whole way, each event is kept with both times, and then its vehicle may book again', async () => {
  const { db, clock } = world.server.parts;
  const truck = await world.book({ skip: 1 });
  for (const step of wholeWay) {
    world.server.clock.advanceMinutes(5);
    await world.take(truck, step);
  }
  const events = await db.gateEvent.findMany({ where: { bookingId: truck.id }, orderBy: { number: 'asc' } });
  expect(events.map(({ step }) => step)).toEqual(wholeWay.map(([step]) => step));
  for (const { happenedAt, recordedAt, effect, source, recordedBy } of events) {
    expect(recordedAt).toEqual(happenedAt);
    expect([effect, source]).toEqual(['applied', 'gate']);
    expect(recordedBy).toMatch(/\S/);
  }
  const passage = await db.passage.findUniqueOrThrow({ where: { bookingId: truck.id } });
  expect(passage).toMatchObject({
    state: 'cleared',
    arrivedAt: new Date(at(5)),
    calledAt: new Date(at(10)),
    endedAt: clock.now(),
  });
  const booking = await world.server.call('GET', `/api/bookings/${truck.id}`, { token: world.dispatcher });
  expect(booking.body).toMatchObject({ state: 'ended', closedAt: at(40) });
});

test('events can only be added: neither changed nor removed', async () => {
  const truck = await world.book({ skip: 1 });
  await world.take(truck, ['arrived']);
  const { db } = world.server.parts;
  await expect(db.gateEvent.updateMany({ data: { step: 'cleared' } })).rejects.toThrow(/only ever added/);
  await expect(db.gateEvent.deleteMany()).rejects.toThrow(/only ever added/);
  await expect(db.$executeRaw`TRUNCATE gate_event CASCADE`).rejects.toThrow(/only ever added/);
});

test('the same event again gives the same answer and changes nothing, also when the truck has gone on', async () => {
  const truck = await world.book({ skip: 1 });
  const first = event(truck, 'arrived');
  const answer = await world.batch([first]);
  expect(outcomesOf(answer)).toEqual(['applied']);
  const before = await world.everything();
  expect(await world.batch([first])).toEqual(answer);
  expect(await world.everything()).toBe(before);

  await world.take(truck, ['called']);
  expect(await world.batch([first])).toEqual(answer);
  const other = await world.batch([{ ...first, step: 'turned-back' }]);
  expect(outcomesOf(other)).toEqual(['EVENT_ID_REUSED']);
  expect((await world.truckOf(truck.plate)).state).toBe('called');
});

test('twenty senders of one event are answered alike, and it is there once', async () => {
  const truck = await world.book({ skip: 2 });
  const first = event(truck, 'arrived');
  const answers = await Promise.all(Array.from({ length: 20 }, () => world.batch([first])));
  for (const answer of answers) expect(answer).toEqual(answers[0]);
  expect(await world.server.parts.db.gateEvent.count({ where: { bookingId: truck.id } })).toBe(1);
});

test('two officers who call one truck at once: one does, the other is told that it is called', async () => {
  const truck = await world.book({ skip: 2 });
  await world.take(truck, ['arrived']);
  const answers = await Promise.all([world.record(truck, 'called'), world.record(truck, 'called')]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  expect(answers.find(({ status }) => status === 409)!.body).toMatchObject({
    code: 'GATE_STEP_REFUSED',
    field: 'step',
    from: { state: 'called', post: null },
    step: 'called',
    hint: expect.stringContaining('next may be at-post (first post)'),
  });
});

describe('late and out of order', () => {
  test("an event older than the truck's last is recorded and does not move it back", async () => {
    const truck = await world.book({ skip: 1 });
    await world.take(truck, ['arrived'], ['called']);
    world.server.clock.advanceMinutes(30);
    await world.take(truck, ['at-post', 'first']);
    const late = await world.record(truck, 'turned-back', { happenedAt: at(10) });
    expect(late.body).toMatchObject({ outcome: 'late', truck: { state: 'at-post', post: 'first' }, error: null });
    expect(await world.truckOf(truck.plate)).toMatchObject({ state: 'at-post', post: 'first', since: at(30) });
    const kept = await world.server.parts.db.gateEvent.findUniqueOrThrow({ where: { id: late.body.id } });
    expect(kept).toMatchObject({ effect: 'late', happenedAt: new Date(at(10)), recordedAt: new Date(at(30)) });
  });

  test('a clock that runs ahead a little says now, so that nobody else is late for it', async () => {
    const truck = await world.book({ skip: 1 });
    const ahead = event(truck, 'arrived', { happenedAt: at(1.5) });
    const answer = await world.batch([ahead]);
    expect((await world.truckOf(truck.plate)).arrivedAt).toBe(at(0));
    await world.take(truck, ['called']);
    expect(await world.batch([ahead])).toEqual(answer);
  });

  test('a batch is taken in the order in which it happened, however it is sent', async () => {
    const truck = await world.book({ skip: 1 });
    world.server.clock.advanceMinutes(60);
    const answer = await world.batch([
      event(truck, 'at-post', { post: 'first', happenedAt: at(30) }),
      event(truck, 'arrived', { happenedAt: at(1) }),
      event(truck, 'called', { happenedAt: at(20) }),
    ]);
    expect(answer.body.results.map(({ truck }: { truck: { state: string } }) => truck.state)).toEqual([
      'at-post',
      'arrived',
      'called',
    ]);
    expect(await world.truckOf(truck.plate)).toMatchObject({ state: 'at-post', arrivedAt: at(1), calledAt: at(20) });
  });

  test('in a batch each event has its own answer, and the good ones stand', async () => {
    const [good, bad] = [await world.book({ skip: 1 }), await world.book({ skip: 1 })];
    const answer = await world.batch([event(good, 'arrived'), event(bad, 'called'), event(good, 'called')]);
    expect(outcomesOf(answer)).toEqual(['applied', 'GATE_STEP_REFUSED', 'applied']);
    expect(answer.body.results[1]).toMatchObject({
      truck: null,
      error: {
        message: expect.stringMatching(/\S/),
        hint: expect.stringContaining('it is expected; next may be arrived'),
      },
    });
    expect((await world.truckOf(good.plate)).state).toBe('called');
    expect((await world.truckOf(bad.plate)).state).toBe('expected');
  });

  test('five hundred events are one call', async () => {
    const truck = await world.book({ skip: 3 });
    const events = [event(truck, 'arrived')];
    while (events.length < 499) {
      const called = event(truck, 'called');
      events.push(called, event(truck, 'undo', { undoes: called.id }));
    }
    const answer = await world.batch([...events, event(truck, 'called')]);
    expect(answer.body.results).toHaveLength(500);
    expect(new Set(outcomesOf(answer))).toEqual(new Set(['applied']));
    expect((await world.truckOf(truck.plate)).state).toBe('called');
  });
});

describe('undo', () => {
  test('takes back the last step, again and again, down to the first', async () => {
    const truck = await world.book({ skip: 1 });
    const before = await world.status();
    await world.take(truck, ['arrived'], ['called'], ['at-post', 'first'], ['scan', 'first']);
    const states = [];
    for (let step = 0; step < 4; step++) {
      const { lastEventId } = await world.truckOf(truck.plate);
      const { body } = await world.record(truck, 'undo', { undoes: lastEventId });
      expect(body.outcome).toBe('applied');
      states.push(body.truck.post ? `${body.truck.state} ${body.truck.post}` : body.truck.state);
    }
    expect(states).toEqual(['at-post first', 'called', 'arrived', 'expected']);
    expect(await world.truckOf(truck.plate)).toMatchObject({
      arrivedAt: null,
      calledAt: null,
      punctuality: null,
      lastEventId: null,
    });
    const after = await world.status();
    // The truck was booked since: what is expected is counted with each event and each minute.
    expect(after).toEqual({ ...before, seq: after.seq, lastEventAt: after.lastEventAt, expected: before.expected + 1 });
    expect(await world.server.parts.db.gateEvent.count({ where: { bookingId: truck.id } })).toBe(8);
    await world.take(truck, ['arrived'], ['called']);
  });

  test('of a clearing brings the booking back, unless its vehicle has another one by now', async () => {
    const truck = await world.book({ skip: 4 });
    await world.take(truck, ...wholeWay);
    const cleared = await world.truckOf(truck.plate);
    expect((await world.record(truck, 'undo', { undoes: cleared.lastEventId })).body.truck.state).toBe('documents');
    const booking = await world.server.call('GET', `/api/bookings/${truck.id}`, { token: world.dispatcher });
    expect(booking.body).toMatchObject({ state: 'confirmed', closedAt: null });

    await world.take(truck, ['cleared']);
    const { vehicle } = booking.body;
    const again = await world.server.call('POST', '/api/bookings', {
      token: world.dispatcher,
      body: { slotId: truck.slotId, vehicle, cargo: { hsCode: goods.green, grossWeightKg: 1 } },
    });
    expect(again.status).toBe(201);
    const { lastEventId } = await world.server.parts.db.passage.findUniqueOrThrow({ where: { bookingId: truck.id } });
    const refused = await world.record(truck, 'undo', { undoes: lastEventId });
    expect(refused).toMatchObject({ status: 409, body: { code: 'VEHICLE_ALREADY_BOOKED', field: 'truck' } });
  });

  test('of anything but the last event is refused, and so is a second undo of one event', async () => {
    const truck = await world.book({ skip: 4 });
    const arrived = await world.record(truck, 'arrived');
    const called = await world.record(truck, 'called');
    const refusal = {
      status: 409,
      body: { code: 'GATE_STEP_REFUSED', field: 'undoes', hint: expect.stringMatching(/last event/) },
    };
    expect(await world.record(truck, 'undo', { undoes: arrived.body.id })).toMatchObject(refusal);
    expect(await world.record(truck, 'undo', { undoes: called.body.id })).toMatchObject({ status: 200 });
    expect(await world.record(truck, 'undo', { undoes: called.body.id })).toMatchObject(refusal);
    expect(await world.record(truck, 'undo', { undoes: randomUUID() })).toMatchObject(refusal);
  });
});

test('goods that were blocked since the booking are stopped at the call', async () => {
  const { db } = world.server.parts;
  const truck = await world.book({ skip: 5, hsCode: '999999' });
  await world.take(truck, ['arrived']);
  await listGoods(db, '999999', 'blocked');
  const before = await world.everything();
  const refused = await world.record(truck, 'called');
  expect(refused).toMatchObject({
    status: 422,
    body: {
      code: 'CARGO_BLOCKED',
      field: 'truck',
      hint: expect.stringContaining('999999'),
      rules: [{ id: 'new-list', subject: '999999', channel: 'blocked', list: 'goods', version: 2 }],
    },
  });
  expect(await world.everything()).toBe(before);
  await listGoods(db, '999999', 'red');
  await world.take(truck, ['called']);
  expect(await world.truckOf(truck.plate)).toMatchObject({ state: 'called', channel: 'red' });
});

test('a truck at the gate stays in its slot, and one that is on its way may be moved', async () => {
  const { db } = world.server.parts;
  const [here, coming] = [await world.book({ skip: 7 }), await world.book({ skip: 7 })];
  await world.take(here, ['arrived']);
  const move = ({ id, slotId }: { id: string; slotId: number }) =>
    db.booking.update({ where: { id }, data: { slotId: slotId + 1 } });
  await expect(move(here)).rejects.toThrow('TRUCK_AT_GATE');
  await move(coming);
});

test('a carrier may cancel while its truck waits, and not once it is called', async () => {
  const [waits, called] = [await world.book({ skip: 6 }), await world.book({ skip: 6 })];
  await world.take(waits, ['arrived']);
  await world.take(called, ['arrived'], ['called']);
  const { waiting } = await world.status();
  const cancel = ({ id }: { id: string }) =>
    world.server.call('POST', `/api/bookings/${id}/cancel`, { token: world.dispatcher });

  expect((await cancel(waits)).body.state).toBe('cancelled');
  expect((await world.truckOf(waits.plate)).state).toBe('cancelled');
  expect((await world.status()).waiting).toBe(waiting! - 1);

  const before = await world.everything();
  expect(await cancel(called)).toMatchObject({
    status: 409,
    body: { code: 'TRUCK_AT_GATE', hint: expect.any(String) },
  });
  expect(await world.everything()).toBe(before);
});
