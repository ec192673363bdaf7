/**
 * The reference data of prisma/reference as checked plain objects. Where each file comes from and how far it can be trusted
 * stands in prisma/reference/README.md. Every reader throws where its file is not what it should be.
 */
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { type ListRow, listRowSchemas } from '../shared/list-rows.ts';

export { type CapacityRow, expandCapacity, readCapacity } from './expand-capacity.ts';

const direction = z.enum(['out', 'in']);
const monthDay = z.string().regex(/^\d\d-\d\d$/);
const day = z.iso.date();
const optionalDay = z.preprocess((text) => (text === '' ? null : text), day.nullable());
const optionalNumber = z.preprocess((text) => (text === '' ? null : text), z.coerce.number().nullable());

const checkpoint = z.strictObject({
  id: z.string(),
  kzPost: z.string(),
  neighbourPost: z.string(),
  neighbour: z.enum(['RU', 'KG', 'CN', 'UZ', 'TM']),
  lat: z.number(),
  lon: z.number(),
  positionAccuracyKm: z.number().positive(),
  kzZone: z.string(),
  neighbourZone: z.string(),
  access: z.enum(['multilateral', 'bilateral']),
  road: z.string(),
  /** `core` ones are seeded, the others come later. */
  scope: z.enum(['core', 'later']),
  /** Open from and to this day of every year, both included. */
  season: z.strictObject({ from: monthDay, to: monthDay }).optional(),
  /** HH:mm-HH:mm on the clock of the Kazakh post. */
  hours: z
    .string()
    .regex(/^\d\d:\d\d-\d\d:\d\d$/)
    .optional(),
  status: z.literal('closed').optional(),
});
export type ReferenceCheckpoint = z.infer<typeof checkpoint>;

export function readCheckpoints(): ReferenceCheckpoint[] {
  return z.array(checkpoint).parse(readJson('checkpoints.json'));
}

const port = z.strictObject({
  id: z.string(),
  name: z.string(),
  country: z.string().length(2),
  lat: z.number(),
  lon: z.number(),
  zone: z.string(),
  weekend: z.string().nullable().default(null),
});

export function readPorts(): z.infer<typeof port>[] {
  return z.array(port).parse(readJson('ports.json'));
}

const sensitiveGood = z.strictObject({
  hs6: z.string().regex(/^\d{6}$/),
  tier: z.string(),
  action: z.enum(['block', 'review']),
});
export type SensitiveGood = z.infer<typeof sensitiveGood>;

export function readSensitiveGoods(): SensitiveGood[] {
  return z.array(sensitiveGood).parse(readCsv('sensitive-goods.csv'));
}

export type DocumentRule = ListRow<'documents'>;
export type StoppedParty = ListRow<'parties'>;

/** The lists of screening that are shipped, by their kind; the goods are those of the sensitive list, by their action. */
export function readLists() {
  const read = <Kind extends keyof typeof listRowSchemas>(kind: Kind) =>
    z.array(listRowSchemas[kind]).parse(readCsv(`list-${kind}.csv`));
  const goods = readSensitiveGoods().map(({ hs6, tier, action }) => ({
    hsPrefix: hs6,
    rule: `sensitive-goods-tier-${tier}`,
    channel: action === 'block' ? ('blocked' as const) : ('red' as const),
    note: 'Common High Priority List, February 2024',
  }));
  return { goods, parties: read('parties'), routes: read('routes'), documents: read('documents') };
}

/** What goods alone ask for, where nobody has papers: the goods that are listed, and those that need a certificate. */
export function readScreeningRules(): { hsPrefix: string; channel: 'yellow' | 'red' | 'blocked' }[] {
  const { goods, documents } = readLists();
  const certified = documents.filter(({ kinds }) => kinds.some((kind) => kind.endsWith('-certificate')));
  return [...goods, ...certified];
}

const observedThroughput = z
  .strictObject({
    checkpoint: z.string(),
    direction: z.enum(['out', 'in', 'both']),
    trucks_per_day_low: z.coerce.number(),
    trucks_per_day_high: z.coerce.number(),
    when: z.string(),
    note: z.string(),
    source: z.string(),
  })
  .transform(({ checkpoint: checkpointId, trucks_per_day_low, trucks_per_day_high, ...row }) => ({
    ...row,
    checkpointId,
    trucksPerDayLow: trucks_per_day_low,
    trucksPerDayHigh: trucks_per_day_high,
  }));
export type ObservedThroughput = z.infer<typeof observedThroughput>;

export function readObservedThroughput(): ObservedThroughput[] {
  return z.array(observedThroughput).parse(readCsv('observed-throughput.csv'));
}

const inspectionEpisode = z.strictObject({
  /** A checkpoint id, or a group of them in brackets. */
  checkpoint: z.string(),
  side: z.string(),
  from: optionalDay,
  to: optionalDay,
  effect: z.string(),
  figure: z.string(),
  source: z.string(),
});

export function readInspectionEpisodes(): z.infer<typeof inspectionEpisode>[] {
  return z.array(inspectionEpisode).parse(readCsv('inspection-episodes.csv'));
}

const tradeOfRegion = z
  .strictObject({
    region: z.string(),
    turnover_2021_kusd: optionalNumber,
    turnover_2022_kusd: optionalNumber,
    turnover_2023_kusd: optionalNumber,
    turnover_2024_kusd: optionalNumber,
    turnover_2025_jan_jul_kusd: optionalNumber,
    coverage_2021: optionalNumber,
    coverage_2025_jan_jul: z.coerce.number(),
  })
  .transform((row) => ({
    region: row.region,
    /** Thousand US dollars; 2025 is January to July. Null where the region did not exist yet. */
    turnoverKusd: {
      2021: row.turnover_2021_kusd,
      2022: row.turnover_2022_kusd,
      2023: row.turnover_2023_kusd,
      2024: row.turnover_2024_kusd,
      2025: row.turnover_2025_jan_jul_kusd,
    },
    /** Export divided by import, for the two periods it was published for. */
    coverage: { 2021: row.coverage_2021, 2025: row.coverage_2025_jan_jul },
  }));
export type RegionTrade = z.infer<typeof tradeOfRegion>;

export function readTradeByRegion(): RegionTrade[] {
  return z.array(tradeOfRegion).parse(readCsv('trade-by-region.csv'));
}

const nationalTrade = z
  .strictObject({
    period: z.string(),
    partner: z.enum(['EAEU', 'Russia']),
    turnover_busd: z.coerce.number(),
    precision_busd: z.coerce.number(),
    published: z.string(),
    source: z.string(),
    note: z.string(),
  })
  .transform(({ turnover_busd, precision_busd, ...row }) => ({
    ...row,
    turnoverBusd: turnover_busd,
    precisionBusd: precision_busd,
  }));

export function readTradeNational(): z.infer<typeof nationalTrade>[] {
  return z.array(nationalTrade).parse(readCsv('trade-national.csv'));
}

const closure = z.strictObject({
  checkpointId: z.string(),
  direction: direction.nullable(),
  startsAt: z.iso.datetime({ offset: true }),
  endsAt: z.iso.datetime({ offset: true }),
  reason: z.string(),
});

export function readClosures(): z.infer<typeof closure>[] {
  return z.array(closure).parse(readJson('closures.json'));
}

const quota = z.strictObject({
  id: z.string(),
  kind: z.enum([
    'carrier-slot',
    'class-day',
    'cancellation-grade',
    'conduct',
    'change',
    'waitlist',
    'fairness',
    'framework-day',
    'framework-carrier',
  ]),
  class: z.enum(['out-of-turn', 'post', 'accelerated']).nullable(),
  share: z.number().min(0).max(1),
  minimum: z.int().min(0),
  source: z.string(),
});

export function readQuotas(): z.infer<typeof quota>[] {
  return z.array(quota).parse(readJson('quotas.json'));
}

const places = z.int().positive();
const minutes = z.int().min(0);
const queueRule = z.strictObject({
  earlyMinutes: minutes,
  graceMinutes: minutes,
  noShowMinutes: minutes,
  waitingPlaces: places,
  postPlaces: places,
  stripPlaces: places,
  callLeadMinutes: minutes,
  autoCall: z.boolean(),
});
const queueRules = z.strictObject({
  about: z.array(z.string()),
  kinds: z.record(z.string(), queueRule),
  checkpoints: z.record(z.string(), z.string()),
  otherwise: z.string(),
});

/** How each of these checkpoints runs its waiting area; all of it assumed. */
export function readQueueRules(checkpointIds: readonly string[]) {
  const { kinds, checkpoints, otherwise } = queueRules.parse(readJson('queues.json'));
  return checkpointIds.map((checkpointId) => {
    const rule = queueRule.parse(kinds[checkpoints[checkpointId] ?? otherwise]);
    return { checkpointId, ...rule, assumed: Object.keys(rule) };
  });
}

function readJson(file: string): unknown {
  return JSON.parse(readText(file));
}

function readCsv(file: string): unknown {
  return parse(readText(file), { columns: true, skip_empty_lines: true });
}

function readText(file: string): string {
  return readFileSync(new URL(`./reference/${file}`, import.meta.url), 'utf8');
}
