/** `npm run evaluate`: writes docs/evaluation.md and its pictures anew. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { readCheckpoints, readSensitiveGoods, readTradeByRegion } from '../../prisma/reference.ts';
import { generateDemand } from '../demand/generate-demand.ts';
import { demandDays, drainDays, heavierFromHour, seeds, weekStart } from './assumptions.ts';
import { buildScenario } from './build-scenario.ts';
import { inspectHarder, listCrossings } from './crossings.ts';
import { drawHours, drawQueues } from './draw-charts.ts';
import { measureLoads } from './measure-load.ts';
import { listHeavierRegimes } from './regimes.ts';
import { evaluateWeek, type Group, worlds } from './run-evaluation.ts';
import { type Row, summarise } from './summarise.ts';
import { writeReport } from './write-report.ts';

const docs = new URL('../../docs/', import.meta.url);
const say = (line: string) => process.stdout.write(`${line}\n`);
const stopwatch = () => performance.now();

const hours = (demandDays + drainDays) * 24;
const checkpoints = readCheckpoints().filter(({ scope }) => scope === 'core');
const crossings = listCrossings(checkpoints, weekStart, hours);
const regimes = listHeavierRegimes();
const world = {
  hours,
  crossings,
  heavierCrossings: inspectHarder(crossings, regimes, heavierFromHour),
  heavierFromHour,
};

const scenarios = seeds.map((seed) => {
  const applications = generateDemand({
    seed,
    from: weekStart,
    days: demandDays,
    checkpoints,
    trade: readTradeByRegion(),
    sensitiveGoods: readSensitiveGoods(),
  });
  return buildScenario({ ...world, seed }, applications, weekStart);
});
const begun = stopwatch();
const results = scenarios.flatMap((scenario, index) => {
  const week = evaluateWeek(scenario, regimes, stopwatch);
  const seconds = ((stopwatch() - begun) / 1000).toFixed(0);
  say(`seed ${index + 1} of ${seeds.length}: ${scenario.trucks.length} trucks, ${seconds} s`);
  for (const { world, policy, measures } of week) {
    const { meanHours, p95Hours } = measures.all;
    say(`  ${world.padEnd(8)} ${policy.name.padEnd(38)} ${meanHours.toFixed(2)} h, P95 ${p95Hours.toFixed(1)} h`);
  }
  return week;
});

const rows = summarise(results);
const loads = scenarios.map((scenario) => measureLoads(scenario, demandDays));
mkdirSync(new URL('images/', docs), { recursive: true });
writeFileSync(new URL('images/evaluation-all.svg', docs), hoursPicture('All trucks', 'all'));
writeFileSync(
  new URL('images/evaluation-inspected.svg', docs),
  hoursPicture('Trucks for Syrym out, Zhaisan out and Karasu in', 'inspected'),
);
writeFileSync(new URL('images/evaluation-queues.svg', docs), queuesPicture());
writeFileSync(new URL('evaluation.md', docs), writeReport({ rows, loads, scenarios, regimes }));
say('docs/evaluation.md and its pictures are written');

function hoursPicture(title: string, group: Group): string {
  const panels = worlds.map((world) => ({
    name: world === 'plain' ? 'Normal inspections' : 'Heavier inspections from the third day',
    bars: listFive(world).map(({ policy, measures }) => ({
      name: policy.name,
      queueHours: measures[group].queueHours.mean,
      elsewhereHours: measures[group].elsewhereHours.mean,
      detourHours: measures[group].detourHours.mean,
    })),
  }));
  return drawHours(title, panels);
}

function queuesPicture(): string {
  const panels = regimes.map(({ checkpointId, direction }, index) => ({
    name: `${checkpointId[0]!.toUpperCase()}${checkpointId.slice(1)}, ${direction} of Kazakhstan`.replace(
      'in of',
      'into',
    ),
    lines: listFive('heavier').map(({ policy, presentAt }) => ({ name: policy.name, trucks: presentAt[index]! })),
  }));
  return drawQueues('Trucks at the checkpoints with heavier inspections', panels, heavierFromHour);
}

function listFive(world: Row['world']): Row[] {
  return rows.filter((row) => row.world === world && row.policy.aside === undefined);
}
