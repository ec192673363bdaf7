import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ComplianceWorld, startComplianceWorld } from './world.ts';

let world: ComplianceWorld;
beforeAll(async () => {
  world = await startComplianceWorld();
});
afterAll(() => world.server.stop());

const read = (path: string, token = world.tokens.planner) =>
  world.server.call('GET', `/api/compliance/${path}`, { token });
const inForce = async (kind: string) =>
  (await read('lists')).body.items.find((version: { kind: string }) => version.kind === kind);

async function expectNothingChanged(run: () => Promise<{ status: number; body: object }>, expected: object) {
  const before = await world.everything();
  expect(await run()).toMatchObject(expected);
  expect(await world.everything()).toBe(before);
}

describe('a list', () => {
  test('is shipped as version 1, and comes out as the CSV it could be imported from', async () => {
    expect((await read('lists')).body.items).toMatchObject(
      ['documents', 'goods', 'parties', 'routes'].map((kind) => ({
        kind,
        version: 1,
        importedBy: 'otkel',
        inForce: true,
      })),
    );
    for (const kind of ['goods', 'parties', 'routes', 'documents']) {
      const { body: csv } = await read(`lists/${kind}/list.csv`);
      const answer = await world.importList(kind, [], { csv });
      expect([kind, answer.status, answer.body]).toMatchObject([kind, 201, { kind, version: 2, inForce: true }]);
      expect((await read(`lists/${kind}/list.csv`)).body).toBe(csv);
    }
  });

  test('may be separated by semicolons, with a mark of byte order and quotes, as spreadsheets write it', async () => {
    const csv = '\uFEFFhsPrefix;rule;channel\r\n9401;armchairs;yellow\r\n"9402";"barbers-chairs";red\r\n';
    expect(await world.importList('goods', [], { csv })).toMatchObject({ status: 201, body: { rows: 2 } });
    expect((await read('lists/goods/list.csv')).body).toBe(
      'hsPrefix,rule,channel,note\n9401,armchairs,yellow,\n9402,barbers-chairs,red,\n',
    );
  });

  test('is in force from its day on, and the one before it again when it ends', async () => {
    const at = (hours: number) => new Date(world.server.clock.now().getTime() + hours * 3_600_000).toISOString();
    const before = (await inForce('goods')).version;
    const period = { validFrom: at(2), validTo: at(4) };
    const { body } = await world.importList('goods', ['9503,toys,red,'], period);
    expect(body).toMatchObject({ version: before + 1, inForce: false });
    const channelOfToys = async () => (await world.offer(world.load({ hsCode: '950300' }))).body.screening.channel;
    const found = [await channelOfToys()];
    for (let step = 0; step < 2; step++) {
      world.server.clock.advanceMinutes(121);
      found.push(await channelOfToys());
    }
    expect(found).toEqual(['green', 'red', 'green']);
    expect((await inForce('goods')).version).toBe(before);
  });
});

describe('what is wrong with a list is told at once, and nothing of it is imported', () => {
  const broken = (kind: string, rows: string[]) => world.importList(kind, rows);

  test('several rows and columns', async () => {
    const rows = [
      'Zarya Megatech LLC,,RU,test,block,',
      'X,,RU,test,block,',
      'Tobyl Bidai,,ZZ,test,stop,',
      'Only,three,cells',
      'Zarya Megatech LLC,,RU,test,block,',
    ];
    await expectNothingChanged(() => broken('parties', rows), {
      status: 422,
      body: {
        code: 'LIST_BROKEN',
        field: 'csv',
        rows: [
          { line: 3, column: 'name', problem: 'a name of at least 2 characters' },
          { line: 4, column: 'country', problem: expect.stringContaining('ISO 3166-1') },
          { line: 4, column: 'action', problem: 'block or review' },
          { line: 5, column: null, problem: '3 cells, and the header has 6' },
          { line: 6, column: null, problem: 'the same as line 2' },
        ],
      },
    });
  });

  test.each([
    ['goods', '12a4,x1,blue,', ['hsPrefix', 'channel']],
    ['routes', 'r1,,,,84,red,', ['origin']],
    ['routes', 'r1,Kazakhstan,,,84,red,', ['origin']],
    ['documents', 'd1,84,up,XX,passport,green,', ['direction', 'neighbour', 'kinds', 'channel']],
    ['documents', 'd1,84,,,,,', ['kinds']],
  ])('%s: %s', async (kind, row, columns) => {
    await expectNothingChanged(() => broken(kind, [row]), {
      body: { code: 'LIST_BROKEN', rows: columns.map((column) => ({ line: 2, column })) },
    });
  });

  test.each([
    ['a column that is none', 'hsPrefix,rule,channel,colour\n84,x1,red,blue', { line: 1, column: 'colour' }],
    ['a column that is missing', 'hsPrefix,channel\n84,red', { line: 1, column: 'rule' }],
    ['a column twice', 'hsPrefix,rule,rule,channel\n84,x1,x1,red', { line: 1, column: 'rule' }],
    ['no rows', 'hsPrefix,rule,channel\n', { line: 1, column: null }],
    ['a quote that does not end', 'hsPrefix,rule,channel\n84,"x1,red', { column: null }],
  ])('%s', async (_, csv, row) => {
    await expectNothingChanged(() => world.importList('goods', [], { csv }), {
      status: 422,
      body: { code: 'LIST_BROKEN', rows: [row] },
    });
  });
});

describe('refused, and nothing changed', () => {
  const goods = ['9503,toys,red,'];

  test.each([
    [
      'a period that ends before it starts',
      { validFrom: '2026-07-02T00:00:00Z', validTo: '2026-07-01T00:00:00Z' },
      'validTo',
    ],
    ['a period that is over', { validFrom: '2026-01-01T00:00:00Z', validTo: '2026-02-01T00:00:00Z' }, 'validTo'],
    ['a reason too short', { reason: 'because' }, 'reason'],
    ['no source', { source: '' }, 'source'],
  ])('%s', async (_, changes, field) => {
    await expectNothingChanged(() => world.importList('goods', goods, changes), {
      status: 400,
      body: { code: 'INVALID_INPUT', field },
    });
  });

  test('a list that there is not', async () => {
    await expectNothingChanged(() => world.importList('drivers', goods), { status: 400, body: { field: 'kind' } });
    expect(await read('lists/goods/list.csv?version=99')).toMatchObject({ body: { code: 'LIST_VERSION_NOT_FOUND' } });
  });

  test('by a carrier and an officer', async () => {
    for (const role of ['dispatcher', 'officer'] as const) {
      await expectNothingChanged(() => world.importList('goods', goods, {}, world.tokens[role]), { status: 403 });
    }
  });
});

test('of two imports at once one is there, and the other is told that the list has changed', async () => {
  const { version } = await inForce('routes');
  const rows = ['first-route,AF,,,,red,', 'second-route,PK,,,,red,'];
  const answers = await Promise.all(
    rows.map((row, index) => {
      const token = index === 0 ? world.tokens.planner : world.tokens.reviewer;
      return world.importList('routes', [row], { replaces: version }, token);
    }),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  expect(answers.find(({ status }) => status === 409)!.body).toMatchObject({ code: 'LIST_CHANGED', field: 'replaces' });
  expect(await inForce('routes')).toMatchObject({ version: version + 1, rows: 1, inForce: true });
});

test('a stop list of 20,000 names is imported whole, and asked', async () => {
  const rows = Array.from({ length: 20_000 }, (_, index) => `ООО «Перевозчик степной ${index}»,,RU,gazette-20,review,`);
  expect(await world.importList('parties', rows)).toMatchObject({ status: 201, body: { rows: 20_000 } });
  const consignee = { name: 'Perevozchik Stepnoi 19999 LLC', country: 'RU' };
  const found = await world.offer(world.load({ consignee }));
  expect(found.body.screening).toMatchObject({ channel: 'red', rules: [{ id: 'stop-list-gazette-20' }] });
});
