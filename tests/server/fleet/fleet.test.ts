import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../support/server.ts';
import { findSlot, truck } from '../../support/trucks.ts';

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
const list = async (query = '') => (await server.call('GET', `/api/fleet${query}`, { token })).body.items;
const tractor = (number: number, changes: object = {}) => ({ kind: 'tractor', ...truck(number).vehicle, ...changes });
const readTables = async () => {
  const { db } = server.parts;
  return JSON.stringify([
    await db.fleetUnit.findMany({ orderBy: { id: 'asc' } }),
    await db.driver.findMany({ orderBy: { id: 'asc' } }),
  ]);
};

test('a tractor is added once per key, listed, changed and retired; the audit says by whom', async () => {
  const key = randomUUID();
  const added = await post('/fleet', tractor(1, { plate: '123 abc 02' }), { key });
  expect(added.status).toBe(201);
  expect(added.body).toMatchObject({ kind: 'tractor', plate: '123ABC02', retiredAt: null, activeBookingId: null });
  expect((await post('/fleet', tractor(1, { plate: '123 abc 02' }), { key })).body.id).toBe(added.body.id);
  expect(await list()).toHaveLength(1);

  const changed = await post(`/fleet/${added.body.id}/change`, tractor(1, { plate: '123ABC02', note: 'MAN' }));
  expect(changed.body.note).toBe('MAN');
  const retired = await post(`/fleet/${added.body.id}/retire`);
  expect(retired.body.retiredAt).toBe(server.clock.now().toISOString());
  expect(await list()).toEqual([]);
  expect(await list('?withRetired=true')).toHaveLength(1);
  const audit = await server.parts.db.auditEntry.findMany({
    where: { subjectKind: 'fleet-unit' },
    orderBy: { number: 'asc' },
  });
  expect(audit.map(({ action, actorId }) => [action, actorId])).toEqual([
    ['added', 'dispatcher-demo'],
    ['changed', 'dispatcher-demo'],
    ['changed', 'dispatcher-demo'],
  ]);
});

test('one plate and one VIN once in a fleet; another carrier finds nothing of it', async () => {
  const { id } = (await post('/fleet', tractor(2))).body;
  const before = await readTables();
  const again = await post('/fleet', tractor(3, { plate: truck(2).vehicle.plate }));
  expect([again.status, again.body.code, again.body.field]).toEqual([409, 'FLEET_UNIT_KNOWN', 'plate']);
  const sameVin = await post('/fleet', tractor(3, { vin: truck(2).vehicle.vin }));
  expect([sameVin.body.code, sameVin.body.field]).toEqual(['FLEET_UNIT_KNOWN', 'vin']);
  const noVin = await post('/fleet', { kind: 'tractor', plate: '900AAA01', country: 'KZ' });
  expect([noVin.body.code, noVin.body.field]).toEqual(['INVALID_INPUT', 'vin']);
  for (const path of [`/fleet/${id}/change`, `/fleet/${id}/retire`]) {
    const foreign = await post(path, tractor(2), { token: other });
    expect([foreign.status, foreign.body.code]).toEqual([404, 'FLEET_UNIT_NOT_FOUND']);
  }
  expect(await readTables()).toBe(before);
});

test('while it is booked its plate stays and it is not retired; its note may change', async () => {
  const { db } = server.parts;
  const { vehicle, cargo } = truck(5);
  const { id } = (await post('/fleet', { kind: 'tractor', ...vehicle })).body;
  const slot = await findSlot(db, { totalPlaces: 4 });
  const booking = (await post('/bookings', { slotId: slot.id, vehicle, cargo })).body;
  expect((await list()).find((unit: { id: string }) => unit.id === id).activeBookingId).toBe(booking.id);
  const before = await readTables();
  for (const answer of [
    await post(`/fleet/${id}/retire`),
    await post(`/fleet/${id}/change`, tractor(5, { plate: '555NEW02' })),
  ])
    expect([answer.status, answer.body.code, answer.body.hint]).toEqual([
      409,
      'FLEET_UNIT_BOOKED',
      expect.stringContaining(booking.id),
    ]);
  expect(await readTables()).toBe(before);
  expect((await post(`/fleet/${id}/change`, tractor(5, { note: 'in the workshop' }))).status).toBe(200);
  // A hold that has run out books nothing any more.
  server.clock.advanceMinutes(11);
  expect((await post(`/fleet/${id}/retire`)).status).toBe(200);
});

test('a fleet of Excel comes in whole, whatever the language of its header, its separators and its letters', async () => {
  const table = [
    '\uFEFFТип;Госномер;VIN-код;Страна регистрации;Длина, м;Рефрижератор',
    'тягач;А 123 ВС 77;XTA21074090000101;Россия;;нет',
    'тягач;102\u00A0ABC\u00A002;ХТА21074090000102;Қазақстан;;', // Cyrillic ХТА
    ';;;;;',
    'полуприцеп;77 AAA 01;;KZ;"13,6";да',
  ].join('\r\n');
  const trial = await post('/fleet/import', { table, isTrial: true });
  expect(trial.body).toEqual({ rows: 3, added: 3, changed: 0, unchanged: 0, problems: [] });
  expect((await list()).some(({ plate }: { plate: string }) => plate === 'A123BC77')).toBe(false);
  const key = randomUUID();
  const done = await post('/fleet/import', { table }, { key });
  expect(done.body).toMatchObject({ added: 3, changed: 0 });
  expect((await post('/fleet/import', { table }, { key })).body).toEqual(done.body);
  const units = await list();
  expect(units.find(({ plate }: { plate: string }) => plate === 'A123BC77')).toMatchObject({
    country: 'RU',
    vin: 'XTA21074090000101',
  });
  expect(units.find(({ plate }: { plate: string }) => plate === '102ABC02')).toMatchObject({
    country: 'KZ',
    vin: 'XTA21074090000102',
  });
  expect(units.find(({ plate }: { plate: string }) => plate === '77AAA01')).toMatchObject({
    kind: 'trailer',
    lengthMetres: 13.6,
    isReefer: true,
  });

  // The same again in Kazakh and with tabs: one has changed. A column that is not there leaves what was.
  const kazakh = 'Түрі\tМемнөмірі\tЕлі\tЕскерту\nтіркеме\t77AAA01\tҚазақстан\tжаңа';
  expect((await post('/fleet/import', { table: kazakh })).body).toMatchObject({ added: 0, changed: 1 });
  const trailer = (await list()).find(({ plate }: { plate: string }) => plate === '77AAA01');
  expect(trailer).toMatchObject({ note: 'жаңа', lengthMetres: 13.6, isReefer: true });
  expect((await post('/fleet/import', { table })).body).toMatchObject({ added: 0, unchanged: 3 });
});

test('a broken CSV is refused whole, each problem by row and column', async () => {
  const before = await readTables();
  const table = [
    'kind,plate,vin,country,length,colour',
    'tractor,201ABC02,XTA21074090000201,KZ,,red',
    'tractor,ABC,XTA21074090000202,KZ,,',
    'tractor,203ABC02,XTA2107409,KZ,,',
    'lorry?,204ABC02,XTA21074090000204,Atlantis,,',
    'tractor,205ABC02,,KZ,,',
    'trailer,206ABC02,,KZ,long,',
    'tractor,201 abc 02,XTA21074090000207,KZ,,',
  ].join('\n');
  const answer = await post('/fleet/import', { table });
  expect([answer.status, answer.body.code]).toEqual([422, 'TABLE_BROKEN']);
  const where = answer.body.problems.map(({ row, column, code }: { row: number; column: string; code: string }) => [
    row,
    column,
    code,
  ]);
  expect(where).toEqual([
    [0, 'colour', 'unknown-column'],
    [2, 'plate', 'bad-plate'],
    [3, 'vin', 'bad-vin'],
    [4, 'kind', 'bad-choice'],
    [4, 'country', 'bad-country'],
    [5, 'vin', 'missing-value'],
    [6, 'length', 'bad-number'],
    [7, 'plate', 'duplicate-in-table'],
  ]);
  for (const [text, hint] of [
    ['no header', 'missing-column'],
    ['', undefined],
    ['plate,country', 'no rows'],
    ['plate,country\n"12', 'quotes'],
    [`plate,vin,country\n${Array.from({ length: 501 }, (_, row) => `${row}ABC02,,KZ`).join('\n')}`, 'too-many-rows'],
  ] as const) {
    const broken = await post('/fleet/import', { table: text });
    expect(broken.status).toBe(text === '' ? 400 : 422);
    if (hint)
      expect(broken.body).toMatchObject({ code: 'TABLE_BROKEN', field: 'table', hint: expect.stringContaining(hint) });
  }
  expect(await readTables()).toBe(before);
});

test('drivers are added, imported by licence, and taken off the list', async () => {
  const { id } = (
    await post('/drivers', { name: 'Асқар Жұмабеков', phone: '+7 701 123 45 67', licenceNumber: 'AA 123456' })
  ).body;
  const twin = await post('/drivers', { name: 'Другой', licenceNumber: 'aa123456' });
  expect([twin.status, twin.body.code]).toEqual([409, 'DRIVER_KNOWN']);
  const table =
    'ФИО;Телефон;Водительское удостоверение;Язык\nАскар Жумабеков;+77011234567;AA123456;казахский\nИван Петров;;BB 777;';
  expect((await post('/drivers/import', { table })).body).toMatchObject({
    rows: 2,
    added: 1,
    changed: 1,
    problems: [],
  });
  const broken = await post('/drivers/import', { table: 'ФИО;Телефон;Язык\nИ;нет;эльфийский' });
  expect(broken.body.problems.map(({ row, column }: { row: number; column: string }) => [row, column])).toEqual([
    [1, 'ФИО'],
    [1, 'Телефон'],
    [1, 'Язык'],
  ]);
  const drivers = (await server.call('GET', '/api/drivers', { token })).body.items;
  expect(drivers.map(({ name, language }: { name: string; language: string }) => [name, language])).toEqual([
    ['Аскар Жумабеков', 'kk'],
    ['Иван Петров', 'ru'],
  ]);
  expect((await post(`/drivers/${id}/retire`)).body.retiredAt).not.toBeNull();
  expect((await post(`/drivers/${id}/retire`, {}, { token: other })).body.code).toBe('DRIVER_NOT_FOUND');
  expect((await server.call('GET', '/api/drivers', { token })).body.items).toHaveLength(1);
});
