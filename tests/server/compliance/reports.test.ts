import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { GreenShare } from '../../../shared/contract/compliance.ts';
import { findSlot } from '../../support/trucks.ts';
import { type ComplianceWorld, startComplianceWorld } from './world.ts';

let world: ComplianceWorld;
let date: string;
const period = () => `from=${date}&to=${date}`;

beforeAll(async () => {
  world = await startComplianceWorld();
  const { db } = world.server.parts;
  const slot = await findSlot(db, { checkpointId: 'syrym', totalPlaces: 8, skip: 30 });
  date = slot.localDate.toISOString().slice(0, 10);
  const cargoes = [
    {},
    {
      originCountry: 'CN',
      destinationCountry: 'RU',
      description: 'garden gnomes',
      consignor: { name: '=HYPERLINK("x")', country: 'KZ' },
      consignee: { name: 'ООО «Янтарный Мост»', country: 'RU' },
    },
    { documents: [], isReExport: true },
    { hsCode: '850440' },
  ];
  for (const [index, cargo] of cargoes.entries()) {
    const { body } = await world.hold(world.load(cargo), slot.id);
    // The last one is held and not confirmed: it is no consignment yet.
    if (index < 3)
      await world.server.call('POST', `/api/bookings/${body.id}/confirm`, { token: world.tokens.dispatcher });
  }
});
afterAll(() => world.server.stop());

const share = async (query: string, token = world.tokens.planner): Promise<GreenShare> =>
  (await world.server.call('GET', `/api/compliance/green-share?${query}`, { token })).body;

test('the green share counts what was confirmed, by checkpoint, carrier and local day, against the aim', async () => {
  const counts = { consignments: 3, green: 2, yellow: 1, red: 0, source: 'carrier' };
  expect(await share(period())).toEqual({
    aim: 0.95,
    items: [{ key: 'syrym', name: 'syrym', ...counts, greenShare: expect.closeTo(2 / 3) }],
  });
  expect((await share(`${period()}&by=carrier`)).items).toMatchObject([
    { key: 'demo-trans', name: 'Demo Trans', ...counts },
  ]);
  expect((await share(`${period()}&by=day&checkpointId=syrym`)).items).toMatchObject([{ key: date, ...counts }]);
  expect((await share(`${period()}&checkpointId=karasu`)).items).toEqual([]);
  expect((await share('from=2026-01-01&to=2026-01-02')).items).toEqual([]);
});

test('a carrier sees its own and nobody else’s, whatever it asks for', async () => {
  const rival = await world.server.signIn('dispatcher2');
  expect((await share(`${period()}&by=carrier&organisationId=demo-trans`, rival)).items).toEqual([]);
  expect((await share(`${period()}&by=carrier`, world.tokens.dispatcher)).items).toHaveLength(1);
});

test('re-exports come as CSV, with parties, channel and rules', async () => {
  const path = `/api/compliance/re-exports.csv?${period()}`;
  const { status, body } = await world.server.call('GET', path, { token: world.tokens.planner });
  expect(status).toBe(200);
  const rows: Record<string, string>[] = parse(body, { columns: true });
  expect(rows.toSorted((a, b) => a.channel!.localeCompare(b.channel!))).toMatchObject([
    {
      date,
      checkpoint: 'syrym',
      direction: 'out',
      hsCode: '730890',
      description: 'garden gnomes',
      grossWeightKg: '9000',
      origin: 'CN',
      destination: 'RU',
      consignor: `'=HYPERLINK("x")`, // no formula in a spreadsheet
      consignee: 'ООО «Янтарный Мост»',
      carrier: 'Demo Trans',
      channel: 'green',
      rules: '',
    },
    { channel: 'yellow', rules: 'consignment-note|e-invoice|spot-qr', origin: '' },
  ]);
  const toBelarus = await world.server.call('GET', `${path}&destinationCountry=BY`, { token: world.tokens.planner });
  expect(parse(toBelarus.body)).toHaveLength(1);
});

test.each([
  ['green-share', 'from=2026-06-20&to=2026-06-10', 'to'],
  ['green-share', 'from=2020-01-01&to=2026-06-10', 'from'],
  ['green-share', 'from=yesterday', 'from'],
  ['re-exports.csv', 'from=2026-01-01&to=2026-06-10', 'from'],
  ['re-exports.csv', 'destinationCountry=XX', 'destinationCountry'],
])('%s?%s is refused', async (report, query, field) => {
  const answer = await world.server.call('GET', `/api/compliance/${report}?${query}`, { token: world.tokens.planner });
  expect(answer).toMatchObject({ status: 400, body: { code: 'INVALID_INPUT', field } });
});
