import type { GreenShare } from '../../shared/contract/compliance.ts';

type Item = GreenShare['items'][number];
export type Source = Item['source'];

export interface Counts {
  consignments: number;
  green: number;
  yellow: number;
  red: number;
}

export interface ShareRow {
  /** of the checkpoint or carrier; empty for all together */
  key: string;
  name: string;
  total: Counts;
  /** in the order of the days; undefined where nothing crossed */
  days: (Counts | undefined)[];
}

const none: Counts = { consignments: 0, green: 0, yellow: 0, red: 0 };

const add = (a: Counts, b: Counts): Counts => ({
  consignments: a.consignments + b.consignments,
  green: a.green + b.green,
  yellow: a.yellow + b.yellow,
  red: a.red + b.red,
});

/** @returns share of green, 0 to 1; 0 of nothing */
export const greenShareOf = ({ green, consignments }: Counts) => (consignments === 0 ? 0 : green / consignments);

/** @returns percent of green, rounded down: 95 is said where the aim is reached, and not at 94.6 */
export const wholePercent = ({ green, consignments }: Counts) =>
  consignments === 0 ? 0 : Math.floor((100 * green) / consignments);

type ShareTone = 'free' | 'filling' | 'full' | 'closed';

/** Below the aim by more than this is far from it. */
const nearShare = 0.1;

/** @returns the tone of a share: at the aim, near it, far from it; closed for nothing */
export function shareTone(counts: Counts | undefined, aim: number): ShareTone {
  if (!counts || counts.consignments === 0) return 'closed';
  const share = greenShareOf(counts);
  if (share >= aim) return 'free';
  return share >= aim - nearShare ? 'filling' : 'full';
}

/** @returns one row per checkpoint or carrier, the lowest share first, of equal ones the busier */
export function buildRows(days: readonly (readonly Item[])[], source: Source): ShareRow[] {
  const ofSource = days.map((items) => items.filter((item) => item.source === source));
  const names = new Map(ofSource.flat().map(({ key, name }) => [key, name]));
  return [...names]
    .map(([key, name]) =>
      rowOf(
        key,
        name,
        ofSource.map((items) => items.find((item) => item.key === key)),
      ),
    )
    .sort((a, b) => greenShareOf(a.total) - greenShareOf(b.total) || b.total.consignments - a.total.consignments);
}

/** @returns all rows in one */
export function sumRows(rows: readonly ShareRow[], days: number): ShareRow {
  const ofDay = (day: number) =>
    rows
      .flatMap((row) => row.days[day] ?? [])
      .reduce<Counts | undefined>((sum, one) => add(sum ?? none, one), undefined);
  return rowOf(
    '',
    '',
    Array.from({ length: days }, (_, day) => ofDay(day)),
  );
}

function rowOf(key: string, name: string, days: (Counts | undefined)[]): ShareRow {
  return { key, name, days, total: days.reduce<Counts>((sum, day) => add(sum, day ?? none), none) };
}

/** @returns the sources there are, the one with more consignments first */
export function listSources(days: readonly (readonly Item[])[]): Source[] {
  const count = (source: Source) =>
    days.flat().reduce((sum, item) => sum + (item.source === source ? item.consignments : 0), 0);
  return (['carrier', 'simulated'] as const).filter((source) => count(source) > 0).sort((a, b) => count(b) - count(a));
}
