import type { Measures } from './measure.ts';
import type { Load } from './measure-load.ts';
import { type Group, worlds } from './run-evaluation.ts';
import { type Row, type Spread, spreadOf } from './summarise.ts';

/** The measures of the five policies for a group of trucks in one world. */
export function hoursTable(rows: readonly Row[], world: Row['world'], group: Group): string {
  const header = [
    '',
    'mean h',
    'P95 h',
    'queue h',
    'elsewhere h',
    'around h',
    'idle truck-h',
    'not served',
    'moved',
    'sent around',
    'Gini',
    'computing s',
  ];
  return table(
    header,
    listFive(rows, world).map(({ policy, measures, seconds }) => {
      const of = measures[group];
      return [
        policy.name,
        plusMinus(of.meanHours, 2),
        plusMinus(of.p95Hours, 1),
        plusMinus(of.queueHours, 2),
        plusMinus(of.elsewhereHours, 2),
        plusMinus(of.detourHours, 2),
        plusMinus(of.idleTruckHours, 0),
        plusMinus(of.notServed, 0),
        plusMinus(of.moved, 0),
        plusMinus(of.sentAround, 0),
        plusMinus(of.giniOfDelay, 2),
        // Whole seconds, so that the page differs little from run to run.
        seconds < 1 ? '< 1' : seconds.toFixed(0),
      ];
    }),
  );
}

/** The mean hours under other conditions. */
export function checksTable(rows: readonly Row[]): string {
  const names = { plain: 'normal', heavier: 'heavier' };
  const header = worlds.flatMap((world) => [
    names[world],
    `${names[world]}, endless yards`,
    `${names[world]}, three`,
    `${names[world]}, three, endless yards`,
  ]);
  return table(
    ['mean h', ...header],
    rows
      .filter(({ world }) => world === 'plain')
      .map(({ policy }) => [
        policy.name,
        ...worlds.flatMap((world) => {
          const row = rows.find((other) => other.world === world && other.policy.id === policy.id)!;
          return (['all', 'inspected'] as const).flatMap((group) => [
            row.measures[group].meanHours.mean.toFixed(2),
            row.meanHoursInEndlessYards[group].mean.toFixed(2),
          ]);
        }),
      ]),
  );
}

/** The ten crossings with the greatest load in any count, in the mean of the seeds. */
export function loadsTable(loads: readonly (readonly Load[])[]): string {
  const means = loads[0]!.map((load, index) => {
    const over = (name: 'total' | 'inspected' | 'totalHeavier') =>
      spreadOf(loads.map((ofSeed) => ofSeed[index]![name])).mean;
    return { ...load, total: over('total'), inspected: over('inspected'), totalHeavier: over('totalHeavier') };
  });
  const greatest = means
    .sort((a, b) => Math.max(b.total, b.inspected, b.totalHeavier) - Math.max(a.total, a.inspected, a.totalHeavier))
    .slice(0, 10);
  return table(
    ['crossing', 'all places', 'inspected', 'all places, heavier'],
    greatest.map(({ checkpointId, direction, total, inspected, totalHeavier }) => [
      `${checkpointId} ${direction}`,
      ...[total, inspected, totalHeavier].map((load) => load.toFixed(2)),
    ]),
  );
}

const compared: readonly { name: keyof Measures; says: string; digits: number }[] = [
  { name: 'meanHours', says: 'mean hours', digits: 2 },
  { name: 'p95Hours', says: 'P95 hours', digits: 1 },
  { name: 'queueHours', says: 'hours in the queue', digits: 2 },
  { name: 'elsewhereHours', says: 'hours elsewhere', digits: 2 },
  { name: 'detourHours', says: 'hours driven around', digits: 2 },
  { name: 'idleTruckHours', says: 'idle truck-hours', digits: 0 },
  { name: 'notServed', says: 'trucks not served', digits: 1 },
  { name: 'moved', says: 'trucks moved', digits: 0 },
  { name: 'giniOfDelay', says: 'Gini of delay', digits: 2 },
];
const groupNames = {
  all: 'all trucks',
  inspected: 'trucks for the three checkpoints',
  siblings: 'trucks for checkpoints near them',
};

/** Every measure in which another of the five is better, as it is printed. */
export function listNotBetter(rows: readonly Row[]): string {
  return worlds
    .flatMap((world) =>
      (['all', 'inspected', 'siblings'] as const).map((group) => {
        const five = listFive(rows, world);
        const own = five.find(({ policy }) => policy.id === 'otkel-replanning')!.measures[group];
        const worse = compared.flatMap(({ name, says, digits }) => {
          const best = five.reduce((least, row) =>
            row.measures[group][name].mean < least.measures[group][name].mean ? row : least,
          );
          const [ours, theirs] = [own[name].mean.toFixed(digits), best.measures[group][name].mean.toFixed(digits)];
          return ours === theirs ? [] : [`${says} ${ours} (${best.policy.name}: ${theirs})`];
        });
        return `- ${world === 'plain' ? 'normal' : 'heavier'}, ${groupNames[group]}: ${worse.join(', ') || 'nothing'}`;
      }),
    )
    .join('\n');
}

/** "no gain" where two means are the same as printed, else the difference. */
export function alike(before: Spread, after: Spread): string {
  const gained = before.mean - after.mean;
  return Math.abs(gained) < 0.005 ? 'no gain that shows' : `${gained.toFixed(2)} h a truck`;
}

function listFive(rows: readonly Row[], world: Row['world']): Row[] {
  return rows.filter((row) => row.world === world && row.policy.aside === undefined);
}

function plusMinus({ mean, deviation }: Spread, digits: number): string {
  const shown = (value: number) =>
    value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
  return deviation === 0 ? shown(mean) : `${shown(mean)} ± ${shown(deviation)}`;
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(header), line(header.map((_, index) => (index === 0 ? '---' : '--:'))), ...rows.map(line)].join('\n');
}
