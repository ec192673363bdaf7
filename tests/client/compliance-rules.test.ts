import i18next from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import { consignmentOf, countFilled, emptyConsignment } from '../../client/compliance/consignment-form.ts';
import { lastDays } from '../../client/compliance/green-query.ts';
import { problemText } from '../../client/compliance/problem-text.ts';
import { readCsvFile } from '../../client/compliance/read-csv-file.ts';
import { missingDocuments, ruleSentence } from '../../client/compliance/rule-sentence.ts';
import { buildRows, listSources, shareTone, sumRows } from '../../client/compliance/share-rows.ts';
import { speak, startI18n } from '../../client/i18n/i18n.ts';
import type { FiredRule } from '../../shared/contract/bookings.ts';
import { listRowSchemas } from '../../shared/list-rows.ts';
import { documentsRule, goodsRule, partyRule } from './support/compliance-samples.ts';

beforeAll(async () => {
  await startI18n();
});

const names: Record<string, string> = { CN: 'China', KZ: 'Kazakhstan', KP: 'North Korea' };
const sentence = (rule: FiredRule) =>
  ruleSentence(rule, { t: i18next.t, countryName: (code: string) => names[code] ?? code });

describe('what a rule says', () => {
  it('is a sentence with what it fired on', async () => {
    await speak('en');
    expect(sentence(goodsRule)).toBe('HS code 8526 is on the list of sensitive goods, tier 2.');
    expect(sentence(partyRule)).toBe('“ТОО «Ақшатау Микро»” is like a name on the stop list otkel-example.');
    expect(sentence(documentsRule)).toBe('Missing: e-invoice, SPOT QR code.');
    const route: FiredRule = { id: 'un-2397', subject: 'CN–KZ–KP 84', channel: 'blocked', list: 'routes', version: 1 };
    expect(sentence(route)).toContain('China – Kazakhstan – North Korea, HS 84');
    expect(sentence({ ...goodsRule, id: 'released', list: 'release', subject: 'seen in full', version: null })).toBe(
      'A reviewer has let it pass: seen in full',
    );
  });

  it('names a rule that was imported and is not known here, in each language', async () => {
    for (const language of ['en', 'ru', 'kk'] as const) {
      await speak(language);
      expect(sentence({ ...goodsRule, id: 'drone-parts' })).toContain('drone-parts');
      expect(sentence({ ...documentsRule, subject: 'carnet' })).toContain('carnet');
      expect(sentence({ ...goodsRule, list: 'routes', subject: 'CN–KZ' })).toContain('sensitive-goods-tier-2');
    }
  });

  it('lists each missing document once', () => {
    expect(missingDocuments([documentsRule, { ...documentsRule, subject: 'spot-qr' }, goodsRule])).toEqual([
      'e-invoice',
      'spot-qr',
    ]);
  });
});

describe('the consignment of the form', () => {
  it('leaves out what was left empty, and half a party', () => {
    expect(consignmentOf(emptyConsignment())).toEqual({});
    expect(consignmentOf({ ...emptyConsignment(), consignor: { name: ' ', country: 'KZ' } })).toEqual({});
  });

  it('sends what was filled in, trimmed', () => {
    const values = {
      ...emptyConsignment(),
      consignee: { name: ' Ақ Бидай ', country: 'KZ' },
      originCountry: 'CN',
      isReExport: 'no' as const,
      documents: [{ kind: 'e-invoice' as const, number: ' 7 ' }],
    };
    expect(consignmentOf(values)).toEqual({
      consignee: { name: 'Ақ Бидай', country: 'KZ' },
      originCountry: 'CN',
      isReExport: false,
      documents: [{ kind: 'e-invoice', number: '7' }],
    });
    expect(countFilled(values)).toBe(2);
  });
});

describe('a broken row', () => {
  const broken: [keyof typeof listRowSchemas, object][] = [
    ['goods', { hsPrefix: 'x', rule: '!', channel: 'green', note: 'n'.repeat(501) }],
    ['parties', { name: '', aliases: '', country: 'XX', programme: '', action: 'x', note: '' }],
    ['parties', { name: 'n'.repeat(201), aliases: 'n'.repeat(201), country: '', programme: '!', action: '', note: '' }],
    ['routes', { rule: 'r1', origin: '', destination: '', transit: '', hsPrefix: '', channel: 'red', note: '' }],
    ['routes', { rule: '', origin: '1', destination: '', transit: '', hsPrefix: '1', channel: '', note: '' }],
    ['documents', { rule: '-', hsPrefix: 'x', direction: 'up', neighbour: 'x', kinds: '', channel: 'x', note: '' }],
    ['documents', { rule: 'r1', hsPrefix: '', direction: '', neighbour: '', kinds: 'letter', channel: '', note: '' }],
  ];

  it('is told in Russian, whatever the schemas of the lists find wrong', async () => {
    await speak('ru');
    const problems = broken.flatMap(([kind, row]) =>
      (listRowSchemas[kind].safeParse(row).error?.issues ?? []).map(({ message }) => message),
    );
    expect(problems.length).toBeGreaterThan(15);
    expect(problems.filter((problem) => problemText(problem, i18next.t) === problem)).toEqual([]);
  });

  it('is told with its numbers, and as the server says it where it is not known', async () => {
    await speak('ru');
    expect(problemText('3 cells, and the header has 4', i18next.t)).toBe('ячеек 3, а в заголовке 4');
    expect(problemText('something new', i18next.t)).toBe('something new');
  });
});

describe('a file', () => {
  it('is read as UTF-8, or else as the Windows-1251 of spreadsheets, and counted', async () => {
    const utf8 = await readCsvFile(new File(['name\nЖібек\n\n'], 'a.csv'));
    expect(utf8).toMatchObject({ text: 'name\nЖібек\n\n', encoding: 'utf-8', rows: 1 });
    const windows = await readCsvFile(new File([new Uint8Array([0xcc, 0xe8, 0xf0])], 'b.csv'));
    expect(windows).toMatchObject({ text: 'Мир', encoding: 'windows-1251' });
  });
});

describe('shares of green', () => {
  const item = (key: string, green: number, red: number, source: 'carrier' | 'simulated' = 'carrier') => ({
    ...{ key, name: key, source, consignments: green + red, green, yellow: 0, red },
    greenShare: green / (green + red),
  });
  const days = [[item('syrym', 9, 1), item('karasu', 19, 1)], [item('syrym', 5, 5)]];

  it('put the checkpoint that is furthest from the aim first, day by day', () => {
    const rows = buildRows(days, 'carrier');
    expect(rows.map(({ key, total }) => [key, total.green, total.consignments])).toEqual([
      ['syrym', 14, 20],
      ['karasu', 19, 20],
    ]);
    expect(rows[1]?.days.map((day) => day?.green)).toEqual([19, undefined]);
    expect(sumRows(rows, 2).days.map((day) => day?.consignments)).toEqual([30, 10]);
  });

  it('never add simulated consignments to real ones', () => {
    const mixed = [[...days[0]!, item('syrym', 100, 0, 'simulated')]];
    expect(buildRows(mixed, 'carrier')[0]?.total.consignments).toBe(10);
    expect(listSources(mixed)).toEqual(['simulated', 'carrier']);
    expect(listSources([])).toEqual([]);
  });

  it('have a tone by the aim', () => {
    const of = (green: number) => ({ consignments: 100, green, yellow: 100 - green, red: 0 });
    expect([95, 94, 85, 84].map((green) => shareTone(of(green), 0.95))).toEqual(['free', 'filling', 'filling', 'full']);
    expect(shareTone(undefined, 0.95)).toBe('closed');
  });

  it('are asked by days of the Kazakh clock', () => {
    expect(lastDays(new Date('2026-11-22T20:00:00Z'), 3)).toEqual(['2026-11-21', '2026-11-22', '2026-11-23']);
  });
});
