import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../support/server.ts';
import { goods, truck } from '../../support/trucks.ts';
import { goodTable } from './wishes.ts';

let server: TestServer;
let token: string;
let other: string;

beforeAll(async () => {
  server = await startTestServer();
  token = await server.signIn('dispatcher');
  other = await server.signIn('dispatcher2');
});
afterAll(() => server.stop());

const post = (path: string, body: unknown = {}, call: { token?: string; key?: string } = {}) =>
  server.call('POST', `/api${path}`, { token, ...call, body });
const paste = (table: string) => post('/application-drafts', { table });
const countApplications = () => server.parts.db.application.count();
const { plate, vin } = truck(1).vehicle;
const header = 'Пункт пропуска\tНаправление\tС\tДо\tТягач\tVIN\tСтрана\tТН ВЭД\tВес брутто, кг';

test('a table in Russian is read on the clock of the Kazakh post, and nothing is applied for until it is confirmed', async () => {
  const before = await countApplications();
  const rows = [
    `Сырым — Маштаково\tвыезд\t16.06.2026 8:00\t16.06.2026 20:00\tА 001 ВС 77\tXTA21074090000301\tРоссия\t730890\t20 000`,
    `Қордай\tшығу\t2026-06-16T08:00\t2026-06-16 20:00:00\t${plate}\t${vin}\tKZ\t7308 90\t2e+04`,
    `karasu\tin\t2026-06-16T08:00+05:00\t2026-06-16T15:00:00Z\t002TST02\tXTA21074090000302\tКыргызстан\t1001990000\t20000,0`,
  ];
  const { status, body } = await paste([header, ...rows].join('\n'));
  expect([status, body.state, body.rows, body.problems]).toEqual([201, 'open', 3, []]);
  expect(body.good.map(({ application }: { application: object }) => application)).toMatchObject([
    {
      checkpointId: 'syrym',
      direction: 'out',
      earliestAt: '2026-06-16T03:00:00.000Z',
      vehicle: { plate: 'A001BC77', country: 'RU' },
      cargo: { grossWeightKg: 20_000 },
    },
    {
      checkpointId: 'korday',
      direction: 'out',
      earliestAt: '2026-06-16T03:00:00.000Z',
      cargo: { hsCode: '730890', grossWeightKg: 20_000 },
    },
    {
      checkpointId: 'karasu',
      direction: 'in',
      earliestAt: '2026-06-16T03:00:00.000Z',
      latestAt: '2026-06-16T15:00:00.000Z',
    },
  ]);
  expect(await countApplications()).toBe(before);

  const key = randomUUID();
  const confirmed = await post(`/application-drafts/${body.id}/confirm`, {}, { key });
  expect(confirmed.body.submitted).toEqual(
    body.good.map(({ row, application }: { row: number; application: { id: string } }) => ({
      row,
      applicationId: application.id,
      code: null,
    })),
  );
  expect(await countApplications()).toBe(before + 3);
  expect((await post(`/application-drafts/${body.id}/confirm`, {}, { key })).body).toEqual(confirmed.body);
  const again = await post(`/application-drafts/${body.id}/confirm`);
  expect([again.status, again.body.code]).toEqual([409, 'DRAFT_DECIDED']);
  expect((await post(`/application-drafts/${body.id}/discard`)).body.code).toBe('DRAFT_DECIDED');
  expect(await countApplications()).toBe(before + 3);
});

test('a pasted table with seventeen kinds of mistakes: each by row and column, the good rows kept apart', async () => {
  const known = truck(20).vehicle;
  await post('/application-drafts', {
    table: `${header}\nsyrym\tout\t17.06.2026 08:00\t17.06.2026 20:00\t${known.plate}\t${known.vin}\tKZ\t730890\t1`,
  }).then(({ body }) => post(`/application-drafts/${body.id}/confirm`));
  const before = [await countApplications(), await server.parts.db.slot.aggregate({ _sum: { totalTaken: true } })];
  const row = (changes: string[], number: number) => {
    const good = [
      'syrym',
      'out',
      '16.06.2026 08:00',
      '16.06.2026 20:00',
      `${100 + number}MIS02`,
      `XTA210740900004${String(number).padStart(2, '0')}`,
      'KZ',
      '730890',
      '18000',
      '',
    ];
    return good.map((cell, place) => changes[place] ?? cell).join('\t');
  };
  const at = (place: number, text: string) => Object.assign([] as string[], { [place]: text });
  const lines = [
    row([], 1), // good
    row(at(0, 'Атлантида'), 2),
    row(at(1, 'туда'), 3),
    row(at(2, '16/06'), 4),
    row(at(3, '15.06.2026 08:00'), 5),
    row(Object.assign([] as string[], { 2: '14.06.2026 08:00', 3: '14.06.2026 20:00' }), 6),
    row(at(4, 'ТЯГАЧ'), 7),
    row(at(5, 'XTA2107'), 8),
    row(at(5, ''), 9),
    row(at(6, 'Атлантида'), 10),
    row(at(7, '30890'), 11), // the first zero is gone
    row(at(8, 'много'), 12),
    row(at(8, ''), 13),
    row(Object.assign([] as string[], { 0: 'orda', 6: 'UZ' }), 14),
    row(at(4, '101 mis 02'), 15),
    row(Object.assign([] as string[], { 4: known.plate, 5: known.vin }), 16),
    row(at(9, 'x'.repeat(501)), 17),
    `${row([], 18)}\t\tлишнее`,
    row([], 19), // good
  ];
  const { body } = await paste([`${header}\tОписание\tЦвет`, ...lines].join('\n'));
  expect(body.good.map((one: { row: number }) => one.row)).toEqual([1, 19]);
  const named = body.problems.map((one: { row: number; column: string; code: string }) => [
    one.row,
    one.column,
    one.code,
  ]);
  expect(named).toEqual([
    [0, 'Цвет', 'unknown-column'],
    [2, 'Пункт пропуска', 'unknown-checkpoint'],
    [3, 'Направление', 'bad-choice'],
    [4, 'С', 'bad-time'],
    [5, 'До', 'bad-window'],
    [6, 'До', 'in-the-past'],
    [7, 'Тягач', 'bad-plate'],
    [8, 'VIN', 'bad-vin'],
    [9, 'VIN', 'not-in-fleet'],
    [10, 'Страна', 'bad-country'],
    [11, 'ТН ВЭД', 'bad-hs-code'],
    [12, 'Вес брутто, кг', 'bad-number'],
    [13, 'Вес брутто, кг', 'missing-value'],
    [14, 'Страна', 'not-admitted'],
    [15, 'Тягач', 'duplicate-in-table'],
    [16, 'Тягач', 'already-known'],
    [17, 'Описание', 'too-long'],
    [18, null, 'unknown-column'],
  ]);
  expect(body.bad.map((one: { row: number }) => one.row)).toEqual(Array.from({ length: 17 }, (_, index) => index + 2));
  expect(body.bad[0].cells.slice(0, 2)).toEqual(['Атлантида', 'out']);
  expect([await countApplications(), await server.parts.db.slot.aggregate({ _sum: { totalTaken: true } })]).toEqual(
    before,
  );

  // Corrected by pasting again: the bad rows alone, in a table of their own.
  const fixed = await paste([body.columns.join('\t'), row([], 2)].join('\n'));
  expect([fixed.body.good.length, fixed.body.bad.length]).toEqual([1, 0]);
});

test('what is no table of applications leaves no draft', async () => {
  const before = await server.parts.db.applicationDraft.count();
  const missing = await paste('plate,vin\n123ABC02,XTA21074090000401');
  expect([missing.status, missing.body.code]).toEqual([422, 'TABLE_BROKEN']);
  expect(
    missing.body.problems.map(({ column, code }: { column: string; code: string }) => `${code} ${column}`),
  ).toEqual(
    ['checkpoint', 'direction', 'from', 'to', 'hsCode', 'weightKg'].map((column) => `missing-column ${column}`),
  );
  const many = await paste([header, ...Array.from({ length: 201 }, () => 'syrym')].join('\n'));
  expect([many.body.code, many.body.problems[0].code, many.body.problems[0].row]).toEqual([
    'TABLE_BROKEN',
    'too-many-rows',
    201,
  ]);
  expect(await server.parts.db.applicationDraft.count()).toBe(before);
});

test('a tractor of the fleet needs no VIN and no country; papers and parties come along', async () => {
  const { vehicle } = truck(30);
  await post('/fleet', { kind: 'tractor', ...vehicle });
  const table = [
    'checkpoint;direction;from;to;plate;hs code;weight;consignor;consignor country;documents;flexible',
    `Syrym;out;16.06.2026 08:00;16.06.2026 20:00;${vehicle.plate};730890;18000;"ТОО ""Тобыл""";Казахстан;"CMR 118; ЭСФ 77-4; СПОТ № A1";да`,
  ].join('\n');
  const { body } = await paste(table);
  expect(body.problems).toEqual([]);
  expect(body.good[0].application).toMatchObject({
    ...{ vehicle, flexible: true },
    cargo: {
      consignor: { name: 'ТОО "Тобыл"', country: 'KZ' },
      documents: [
        { kind: 'consignment-note', number: '118' },
        { kind: 'e-invoice', number: '77-4' },
        { kind: 'spot-qr', number: 'A1' },
      ],
    },
  });
});

test('each row is judged by itself when it is confirmed; a table is confirmed or discarded once, by its own carrier', async () => {
  const [one, two] = [truck(40).vehicle, truck(41).vehicle];
  const line = ({ plate: p, vin: v }: { plate: string; vin: string }, hsCode: string) =>
    `syrym\tout\t16.06.2026 08:00\t16.06.2026 20:00\t${p}\t${v}\tKZ\t${hsCode}\t18000`;
  const { body } = await paste([header, line(one, goods.blocked), line(two, '730890')].join('\n'));
  for (const path of ['confirm', 'discard']) {
    const foreign = await post(`/application-drafts/${body.id}/${path}`, {}, { token: other });
    expect([foreign.status, foreign.body.code]).toEqual([404, 'DRAFT_NOT_FOUND']);
  }
  const confirms = await Promise.all([1, 2].map(() => post(`/application-drafts/${body.id}/confirm`)));
  const done = confirms.find(({ status }) => status === 200)!;
  expect(done.body.submitted.map(({ row, code }: { row: number; code: string }) => [row, code])).toEqual([
    [1, 'CARGO_BLOCKED'],
    [2, null],
  ]);
  expect(await server.parts.db.application.count({ where: { plate: { in: [one.plate, two.plate] } } })).toBe(1);

  const forgotten = (await paste(goodTable())).body.id;
  expect((await post(`/application-drafts/${forgotten}/discard`)).body.state).toBe('discarded');
  expect((await post(`/application-drafts/${forgotten}/confirm`)).body.code).toBe('DRAFT_DECIDED');
  const none = (
    await paste(`${header}\nnowhere\tout\t16.06.2026 08:00\t16.06.2026 20:00\t${one.plate}\t${one.vin}\tKZ\t730890\t1`)
  ).body.id;
  expect((await post(`/application-drafts/${none}/confirm`)).body).toMatchObject({
    code: 'INVALID_INPUT',
    field: 'draftId',
  });
});

test('killed between the confirmation and the answer, the next call goes on and applies for nothing twice', async () => {
  const { body } = await paste(goodTable());
  const before = await countApplications();
  await server.parts.db.applicationDraft.update({
    where: { id: body.id },
    data: { state: 'confirmed', decidedAt: server.clock.now() },
  });
  expect((await post(`/application-drafts/${body.id}/confirm`)).body.submitted).toHaveLength(1);
  await server.parts.db.applicationDraft.update({ where: { id: body.id }, data: { submitted: [] } });
  expect((await post(`/application-drafts/${body.id}/confirm`)).body.submitted[0].code).toBeNull();
  expect(await countApplications()).toBe(before + 1);
});

test('a table that is wide beyond measure, or has a number without end, is refused at once', async () => {
  const wide = await paste(`${'a\t'.repeat(15_000)}a${'\nx'.repeat(15_000)}`); // filled up, 225 million cells
  expect([wide.status, wide.body.code]).toEqual([422, 'TABLE_BROKEN']);
  const row = `syrym\tout\t16.06.2026 8:00\t16.06.2026 20:00\t${plate}\t${vin}\tKZ\t730890\t${',000'.repeat(20_000)}`;
  const { status, body } = await paste(`${header}\n${row}`);
  expect([status, body.problems.map(({ code }: { code: string }) => code)]).toEqual([
    201,
    ['already-known', 'bad-number'],
  ]);
});

test('twenty-four confirmations and discards at once do not wait for connections that each other holds', async () => {
  const row = `syrym\tout\t16.06.2026 8:00\t16.06.2026 20:00\t${plate}\t${vin}\tKZ\t730890\tmuch`;
  const { body } = await paste(`${header}\n${row}`);
  const answers = await Promise.all(Array.from({ length: 24 }, () => post(`/application-drafts/${body.id}/confirm`)));
  expect(new Set(answers.map((answer) => answer.body.code))).toEqual(new Set(['INVALID_INPUT']));
});
