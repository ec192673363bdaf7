import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { rescreenAll } from '../../../server/compliance/index.ts';
import type { Cargo } from '../../../shared/contract/bookings.ts';
import { addListRow, listGoods } from '../../support/lists.ts';
import { findSlot, listWrongSlots, papers } from '../../support/trucks.ts';
import { type ComplianceWorld, startComplianceWorld } from './world.ts';

// The shipped lists name none of these goods, firms and ways; every rule below is put on a list by the test that needs it.

let world: ComplianceWorld;
beforeAll(async () => {
  world = await startComplianceWorld();
  const { db } = world.server.parts;
  await listGoods(db, '9505', 'red');
  const party = { aliases: ['Zarya Megatech'], country: 'RU', programme: 'gazette-7', action: 'block', note: '' };
  await addListRow(db, 'parties', { name: 'ООО «Заря Мегатех»', ...party });
  await addListRow(db, 'parties', {
    name: 'ТОО «Құмкөл Жарық»',
    ...party,
    aliases: [],
    country: 'KZ',
    action: 'review',
  });
  const route = { origin: 'AF', destination: null, transit: null, hsPrefix: '', channel: 'yellow', note: '' };
  await addListRow(db, 'routes', { rule: 'from-afghanistan', ...route });
  await addListRow(db, 'routes', {
    rule: 'through-kazakhstan',
    ...route,
    origin: null,
    transit: 'KZ',
    hsPrefix: '9617',
    channel: 'red',
  });
  const paper = {
    hsPrefix: '9401',
    direction: 'out',
    neighbour: 'RU',
    kinds: ['certificate-of-origin'],
    channel: 'red',
  };
  await addListRow(db, 'documents', { rule: 'chairs-of-origin', ...paper, note: '' });
});
afterAll(() => world.server.stop());
afterEach(async () => expect(await listWrongSlots(world.server.parts.db)).toEqual([]));

const firm = (name: string, country = 'RU') => ({ name, country });

describe('the channel, by the rules that fired', () => {
  test.each<[string, Partial<Cargo>, string, object[]]>([
    ['nothing to find', {}, 'green', []],
    ['goods by a prefix of four', { hsCode: '95059000' }, 'red', [{ id: 'new-list', subject: '9505', list: 'goods' }]],
    [
      'a name in Latin that the list has in Cyrillic',
      { consignee: firm('ZARIA MEGATEKH L.L.C.') },
      'blocked',
      [
        {
          id: 'stop-list-gazette-7',
          subject: 'ZARIA MEGATEKH L.L.C.',
          list: 'parties',
          note: expect.stringMatching(/Мегатех|Megatech/),
        },
      ],
    ],
    [
      'the same name in another country: looked at',
      { consignor: firm('Заря Мегатех', 'KZ') },
      'red',
      [{ channel: 'red' }],
    ],
    [
      'a Kazakh name in the alphabet of 2021',
      { consignor: firm('Qūmköl Jaryq JŞS', 'KZ') },
      'red',
      [{ id: 'stop-list-gazette-7', channel: 'red' }],
    ],
    ['a name that is only alike', { consignee: firm('ООО «Заря Мегастрой»') }, 'green', []],
    [
      'an origin',
      { originCountry: 'AF', destinationCountry: 'KZ' },
      'yellow',
      [{ id: 'from-afghanistan', list: 'routes' }],
    ],
    [
      'a transit',
      { hsCode: '961700', originCountry: 'UZ', destinationCountry: 'BY' },
      'red',
      [{ id: 'through-kazakhstan', subject: 'UZ–KZ–RU–BY 9617', list: 'routes' }],
    ],
    ['no transit where it is made', { hsCode: '961700', originCountry: 'KZ', destinationCountry: 'BY' }, 'green', []],
    [
      'a document that these goods need',
      { hsCode: '940171' },
      'red',
      [{ id: 'chairs-of-origin', subject: 'certificate-of-origin', list: 'documents', version: 2 }],
    ],
    [
      'the document is there',
      { hsCode: '940171', documents: [...papers, { kind: 'certificate-of-origin', number: 'A 7' }] },
      'green',
      [],
    ],
    [
      'no word of any document',
      { documents: undefined } as unknown as Partial<Cargo>,
      'yellow',
      ['consignment-note', 'e-invoice', 'spot-qr'].map((id) => ({ id, channel: 'yellow', list: 'documents' })),
    ],
    [
      'several at once: the strictest counts, all are told',
      { hsCode: '950590', originCountry: 'AF', documents: [] },
      'red',
      ['new-list', 'from-afghanistan', 'consignment-note', 'e-invoice', 'spot-qr'].map((id) => ({ id })),
    ],
  ])('%s', async (_, cargo, channel, rules) => {
    const load = world.load(cargo);
    const [offered, held] = [await world.offer(load), await world.hold(load)];
    if (channel === 'blocked') {
      for (const answer of [offered, held])
        expect(answer).toMatchObject({ status: 422, body: { code: 'CARGO_BLOCKED', rules } });
      expect(held.body.rules).toEqual(offered.body.rules);
      return;
    }
    expect(offered.body.screening).toMatchObject({ channel, rules });
    expect(held).toMatchObject({ status: 201, body: { channel } });
    const { body } = await screenings(held.body.id);
    expect(body.items).toMatchObject([{ occasion: 'application', channel, rules: offered.body.screening.rules }]);
    expect(body.items[0].versions).toHaveLength(4);
  });
});

const screenings = (bookingId: string, token = world.tokens.dispatcher) =>
  world.server.call('GET', `/api/bookings/${bookingId}/screenings`, { token });

test('a consignment is kept with its booking, and a re-export is noticed', async () => {
  const cargo = {
    consignor: firm('ТОО «Тобыл Бидай»', 'KZ'),
    consignee: firm('ООО «Янтарный Мост»'),
    originCountry: 'CN',
    destinationCountry: 'RU',
  };
  const load = world.load(cargo);
  const { body } = await world.hold(load);
  expect(body.cargo).toEqual({ ...load.cargo, isReExport: true });
  const said = await world.hold(world.load({ ...cargo, isReExport: false }));
  expect(said.body.cargo.isReExport).toBeUndefined();
});

test('applications of a round are screened alike, each by itself', async () => {
  const { db } = world.server.parts;
  const loads = [{}, { hsCode: '950510' }, { consignee: firm('Заря Мегатех') }].map((cargo) => world.load(cargo));
  const applications = loads.map((load, index) => ({
    ...load,
    id: `0000000${index}-1111-4111-8111-111111111111`,
    checkpointId: 'syrym',
    direction: 'out',
    earliestAt: '2026-06-16T00:00:00Z',
    latestAt: '2026-06-17T00:00:00Z',
  }));
  const answer = await world.server.call('POST', '/api/applications', {
    token: world.tokens.dispatcher,
    body: { applications },
  });
  expect(answer.body.items).toMatchObject([
    { accepted: true, channel: 'green' },
    { accepted: true, channel: 'red' },
    {
      accepted: false,
      code: 'CARGO_BLOCKED',
      field: 'applications[2].cargo.hsCode',
      rules: [{ id: 'stop-list-gazette-7' }],
    },
  ]);
  const kept = await db.screening.findMany({ where: { applicationId: { in: applications.map(({ id }) => id) } } });
  expect(kept.map(({ channel }) => channel).sort()).toEqual(['green', 'red']);

  // A list that comes before the round: the channel changes, and what is blocked gets no slot.
  await listGoods(db, '7308', 'yellow');
  await addListRow(db, 'goods', { hsPrefix: '950510', rule: 'no-baubles', channel: 'blocked', note: '' });
  expect(await rescreenAll(db, world.server.clock.now())).toBeGreaterThan(1);
  expect(await rescreenAll(db, world.server.clock.now())).toBe(0);
  const open = await db.application.findMany({ where: { state: 'open' }, orderBy: { id: 'asc' } });
  expect(open.map(({ channel }) => channel)).toEqual(['yellow', 'red']);
  const plan = await db.plan.create({
    data: {
      id: '00000000-2222-4222-8222-222222222222',
      state: 'applying',
      horizonFrom: world.server.clock.now(),
      horizonTo: new Date('2026-06-20T00:00:00Z'),
      seed: 'a test',
      madeAt: world.server.clock.now(),
      seq: 1n,
    },
  });
  const slot = await findSlot(db, { checkpointId: 'syrym', totalPlaces: 8, skip: 30 });
  await db.planDecision.createMany({
    data: open.map(({ id }, index) => ({
      planId: plan.id,
      applicationId: id,
      lotteryNumber: BigInt(index),
      outcome: 'pending',
      slotId: slot.id,
      delayCost: 0,
      detourCost: 0,
      penalty: 1,
      inWindow: true,
    })),
  });
  await db.$queryRaw`SELECT place_applications(${plan.id}::uuid, 10::int, ${world.server.clock.now()})`;
  const decisions = await db.planDecision.findMany({ orderBy: { applicationId: 'asc' } });
  expect(decisions.map(({ outcome, reason }) => [outcome, reason])).toEqual([
    ['booked', null],
    ['unplaced', 'CARGO_BLOCKED'],
  ]);
  expect(await db.booking.findFirst({ where: { slotId: slot.id } })).toMatchObject({ channel: 'yellow' });
});

describe('lists that change at the wrong moment', () => {
  test('a claim that was screened with others is refused, whole', async () => {
    const { db } = world.server.parts;
    const { id } = await findSlot(db, { checkpointId: 'syrym', totalPlaces: 8, skip: 40 });
    const claim = (versions: string) => db.$queryRaw`
      SELECT id FROM hold_slot(gen_random_uuid(), gen_random_uuid(), 'demo-trans', ${`key ${versions}`}, 'hash', 'demo-trans', 'test', 'carrier', ${id}::int,
        NULL, NULL, 'general', '909ZZZ09', 'XTA21074090009999', 'KZ', NULL, '730890', NULL, 1000::int, ${world.server.clock.now()},
        ${new Date('2026-06-15T07:00:00Z')}, '{"isReExport": false, "documents": []}'::jsonb,
        jsonb_build_object('versions', ${versions}::jsonb, 'channel', 'green', 'rules', '[]'::jsonb, 'fingerprint', 'f'))`;
    const before = await world.everything();
    await expect(claim('[1, 2, 3, 4]')).rejects.toThrow('SCREENING_STALE');
    expect(await world.everything()).toBe(before);
    const [force] = await db.$queryRaw<{ ids: number[] }[]>`SELECT lists_in_force(${world.server.clock.now()}) AS ids`;
    await expect(claim(JSON.stringify(force!.ids))).resolves.toHaveLength(1);
  });

  test('holds beside imports all succeed, and none is left with what was in force before', async () => {
    const { db } = world.server.parts;
    const { id } = await findSlot(db, { checkpointId: 'syrym', totalPlaces: 8, skip: 50 });
    await db.slot.update({ where: { id }, data: { totalPlaces: 40, inspectedPlaces: 40, examinedPlaces: 40 } });
    const imports = async () => {
      for (const channel of ['red', 'yellow', 'red'] as const) await listGoods(db, '9603', channel);
    };
    const holds = Array.from({ length: 24 }, () => world.hold(world.load({ hsCode: '960321' }), id));
    const [, ...answers] = await Promise.all([imports(), ...holds]);
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201));
    await rescreenAll(db, world.server.clock.now());
    const latest = await db.$queryRaw<{ channel: string }[]>`
      SELECT DISTINCT (latest_screening(application_id)).channel FROM booking WHERE slot_id = ${id}`;
    expect(latest).toEqual([{ channel: 'red' }]);
  });

  test('what is blocked between hold and confirm is not confirmed', async () => {
    const { body } = await world.hold(world.load({ hsCode: '960810' }));
    await listGoods(world.server.parts.db, '9608', 'blocked');
    const confirmed = await world.server.call('POST', `/api/bookings/${body.id}/confirm`, {
      token: world.tokens.dispatcher,
    });
    expect(confirmed).toMatchObject({ status: 422, body: { code: 'CARGO_BLOCKED', field: 'bookingId' } });
  });

  test('under a key that was used the booking is the answer, also where its goods are blocked by now', async () => {
    const load = world.load({ hsCode: '961210' });
    const slot = await findSlot(world.server.parts.db, { checkpointId: 'syrym', totalPlaces: 8, skip: 55 });
    const call = () =>
      world.server.call('POST', '/api/bookings', {
        token: world.tokens.dispatcher,
        key: 'the same key',
        body: { slotId: slot.id, ...load },
      });
    const first = await call();
    await listGoods(world.server.parts.db, '9612', 'blocked');
    expect(await call()).toEqual(first);
  });
});

describe('bad input is refused, and nothing changed', () => {
  test.each([
    ['a country that there is not', { originCountry: 'XX' }, 'cargo.originCountry'],
    ['a party without a country', { consignor: { name: 'Tobyl Bidai' } }, 'cargo.consignor.country'],
    ['a party without a name', { consignee: firm(' ') }, 'cargo.consignee.name'],
    ['a kind of document nobody knows', { documents: [{ kind: 'passport', number: '1' }] }, 'cargo.documents.0.kind'],
    ['a document without a number', { documents: [{ kind: 'e-invoice', number: '' }] }, 'cargo.documents.0.number'],
  ])('%s', async (_, cargo, field) => {
    const before = await world.everything();
    const answer = await world.hold(world.load(cargo as unknown as Partial<Cargo>));
    expect(answer).toMatchObject({ status: 400, body: { code: 'INVALID_INPUT', field } });
    expect(await world.everything()).toBe(before);
  });

  test('the screenings of another carrier’s truck are nobody else’s', async () => {
    const { body } = await world.hold(world.load());
    const rival = await world.server.signIn('dispatcher2');
    expect(await screenings(body.id, rival)).toMatchObject({ status: 404, body: { code: 'BOOKING_NOT_FOUND' } });
    expect((await screenings(body.id, world.tokens.reviewer)).status).toBe(200);
  });
});
