/** prisma/reference/capacity.json: the compact table of what each side of a checkpoint has open, and its rows hour by hour. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Side, SideHour } from '../server/planning/capacity.ts';

const hoursOfDay = 24;

/** A number for the whole day, or one per span of hours ("08-20"; "20-08" runs over midnight) that together cover the day once. */
const wholeDay = <Value extends z.ZodType<number>>(value: Value) =>
  z.union([
    value,
    z
      .record(z.string().regex(/^\d\d-\d\d$/), value)
      .refine((spans) => coversTheDay(Object.keys(spans)), 'the spans must cover each hour of the day once'),
  ]);

const count = wholeDay(z.int().min(0));
const minutes = wholeDay(z.number().positive());
const share = wholeDay(z.number().min(0).max(1));

const numbers = z.strictObject({
  lanes: count,
  scanners: count,
  bays: count,
  documentMinutes: minutes,
  scanMinutes: minutes,
  examinationMinutes: minutes,
  scanShare: share,
  examinationShare: share,
});
type Numbers = z.infer<typeof numbers>;
const nameOfNumber = numbers.keyof();

const post = z.strictObject({
  checkpointId: z.string(),
  side: z.enum(['kz', 'neighbour']),
  /** `both`: each of the two directions has these numbers for itself. */
  direction: z.enum(['out', 'in', 'both']),
  standard: z.string(),
  set: numbers.partial().optional(),
  assumed: z.union([z.literal('all'), z.array(nameOfNumber)]),
  source: z.string(),
});

const episode = z.strictObject({
  id: z.string(),
  checkpointId: z.string(),
  side: z.enum(['kz', 'neighbour']),
  direction: z.enum(['out', 'in', 'both']),
  from: z.iso.date(),
  to: z.iso.date(),
  set: numbers.partial(),
  assumed: z.array(nameOfNumber),
  /** What was reported, lowest and highest. */
  trucksPerHour: z.tuple([z.number(), z.number()]),
  source: z.string(),
});

const capacity = z.strictObject({
  about: z.array(z.string()),
  standards: z.record(z.string(), numbers),
  posts: z.array(post),
  episodes: z.array(episode),
});
type Capacity = z.infer<typeof capacity>;

/** What one side of a checkpoint has open in one hour of its own clock, and which of the numbers are ours. */
export interface CapacityRow extends SideHour {
  checkpointId: string;
  direction: 'out' | 'in';
  side: Side;
  localHour: number;
  assumed: (keyof SideHour)[];
}

/** @throws ZodError where the file is not what it should be. */
export function readCapacity(): Capacity {
  const text = readFileSync(new URL('./reference/capacity.json', import.meta.url), 'utf8');
  return capacity.parse(JSON.parse(text));
}

/**
 * One row per checkpoint, direction, side and local hour.
 *
 * @param episodeId replaces the numbers of the named episode's post, to look at a period that is over.
 * @throws Error for an unknown episode or standard.
 */
export function expandCapacity(table: Capacity = readCapacity(), episodeId?: string): CapacityRow[] {
  const overlay = table.episodes.find((known) => known.id === episodeId);
  if (episodeId !== undefined && overlay === undefined) throw new Error(`unknown episode: ${episodeId}`);

  return table.posts.flatMap((row) => {
    const standard = table.standards[row.standard];
    if (standard === undefined) throw new Error(`unknown standard: ${row.standard}`);
    return directionsOf(row.direction).flatMap((direction) => {
      const replaced = overlay !== undefined && concerns(overlay, row, direction);
      const set = definedOnly({ ...row.set, ...(replaced ? overlay.set : {}) });
      const assumed = row.assumed === 'all' ? [...nameOfNumber.options] : row.assumed;
      const kept = replaced ? assumed.filter((name) => overlay.set[name] === undefined) : assumed;
      return hoursOf({ ...standard, ...set }).map((hour, localHour) => ({
        checkpointId: row.checkpointId,
        direction,
        side: row.side,
        localHour,
        ...hour,
        assumed: replaced ? [...kept, ...overlay.assumed] : kept,
      }));
    });
  });
}

function concerns(overlay: Capacity['episodes'][number], row: Capacity['posts'][number], direction: 'out' | 'in') {
  return (
    overlay.checkpointId === row.checkpointId &&
    overlay.side === row.side &&
    directionsOf(overlay.direction).includes(direction)
  );
}

function directionsOf(direction: 'out' | 'in' | 'both'): ('out' | 'in')[] {
  return direction === 'both' ? ['out', 'in'] : [direction];
}

function hoursOf(numbersOfDay: Numbers): SideHour[] {
  return Array.from({ length: hoursOfDay }, (_, hour) => ({
    lanes: atHour(numbersOfDay.lanes, hour),
    scanners: atHour(numbersOfDay.scanners, hour),
    bays: atHour(numbersOfDay.bays, hour),
    documentMinutes: atHour(numbersOfDay.documentMinutes, hour),
    scanMinutes: atHour(numbersOfDay.scanMinutes, hour),
    examinationMinutes: atHour(numbersOfDay.examinationMinutes, hour),
    scanShare: atHour(numbersOfDay.scanShare, hour),
    examinationShare: atHour(numbersOfDay.examinationShare, hour),
  }));
}

function atHour(value: number | Record<string, number>, hour: number): number {
  if (typeof value === 'number') return value;
  const found = Object.entries(value).find(([span]) => hoursOfSpan(span).includes(hour));
  if (found === undefined) throw new Error(`no value at hour ${hour}`);
  return found[1];
}

function coversTheDay(spans: string[]): boolean {
  const hours = spans.flatMap(hoursOfSpan);
  return hours.length === hoursOfDay && new Set(hours).size === hoursOfDay;
}

function hoursOfSpan(span: string): number[] {
  const [from = 0, to = 0] = span.split('-').map(Number);
  const length = (to - from + hoursOfDay) % hoursOfDay || hoursOfDay;
  return Array.from({ length }, (_, step) => (from + step) % hoursOfDay);
}

// With exactOptionalPropertyTypes a partial from zod may hold undefined, which would blot out the standard.
function definedOnly(partial: { [Name in keyof Numbers]?: Numbers[Name] | undefined }): Partial<Numbers> {
  return Object.fromEntries(Object.entries(partial).filter(([, value]) => value !== undefined));
}
