/** The evaluation in miniature: two checkpoints, a day or three, every policy. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { postPlaces, weekStart } from '../../twin/evaluation/assumptions.ts';
import { buildScenario, type Scenario } from '../../twin/evaluation/build-scenario.ts';
import { inspectHarder, listCrossings, placesOf, type Regime } from '../../twin/evaluation/crossings.ts';
import { policies } from '../../twin/evaluation/policies.ts';
import { factorOfHeavierInspections, listHeavierRegimes } from '../../twin/evaluation/regimes.ts';
import { evaluateWeek } from '../../twin/evaluation/run-evaluation.ts';
import { STATUS, simulateWeek } from '../../twin/evaluation/simulate-week.ts';
import { coreCheckpoints, demand } from './reference.ts';

const ids = ['syrym', 'taskala'];
const checkpoints = coreCheckpoints.filter(({ id }) => ids.includes(id));
const regimes: Regime[] = [
  {
    checkpointId: 'syrym',
    direction: 'out',
    side: 'neighbour',
    what: 'its lanes pass a third',
    change: (hour) => ({ ...hour, documentMinutes: hour.documentMinutes * 3 }),
  },
];
const noStopwatch = () => 0;

const oneDay = miniature(1, 48);
const threeDays = miniature(3, 144);
const ofOneDay = evaluateWeek(oneDay, regimes, noStopwatch);
const ofThreeDays = evaluateWeek(threeDays, regimes, noStopwatch);

describe('every policy, in both worlds', () => {
  it('has a row', () => {
    const rows = ofOneDay.map(({ world, policy }) => `${policy.id} ${world}`);
    expect(rows).toEqual(policies.flatMap(({ id }) => [`${id} plain`, `${id} heavier`]));
    expect(rows.length).toBeGreaterThanOrEqual(10);
  });

  it.each(ofThreeDays.map((result) => [result.policy.name, result.world, result] as const))(
    '%s, %s: everyone is served, not served or a no-show, and hours add up',
    (_name, _world, { measures: { all } }) => {
      expect(all.trucks + all.noShows).toBe(threeDays.trucks.length);
      expect(all.noShows).toBe(threeDays.trucks.filter(({ noShow }) => noShow).length);
      const parts = [all.queueHours, all.elsewhereHours, all.detourHours, all.serviceHours];
      expect(Math.min(...parts)).toBeGreaterThanOrEqual(0);
      expect(parts.reduce((sum, hours) => sum + hours, 0)).toBeCloseTo(all.meanHours, 9);
      expect(all.idleTruckHours).toBeCloseTo((all.queueHours + all.elsewhereHours) * all.trucks, 6);
    },
  );

  it('meets the same trucks with the same work where nobody is sent around', () => {
    const served = (id: string) =>
      ofThreeDays.find(({ world, policy }) => world === 'plain' && policy.id === id)!.measures.all;
    expect(served('no-slots').notServed + served('ration').notServed).toBe(0);
    expect(served('ration').serviceHours).toBeCloseTo(served('no-slots').serviceHours, 9);
    expect(served('daily-quota').serviceHours).toBeCloseTo(served('no-slots').serviceHours, 9);
  });

  it('is the same again', () => {
    expect(evaluateWeek(miniature(1, 48), regimes, noStopwatch)).toEqual(ofOneDay);
  });
});

describe('the simulated week', () => {
  const outcome = simulateWeek(threeDays, threeDays.heavierCrossings, undefined, postPlaces);

  it('keeps each truck for all the hours from readiness to the horizon where it is not cleared', () => {
    const last = { ...threeDays, hours: 72 };
    const cut = simulateWeek(last, threeDays.heavierCrossings, undefined, postPlaces);
    const stuck = threeDays.trucks.flatMap((_, index) => (cut.status[index] === STATUS.notServed ? [index] : []));
    expect(stuck.length).toBeGreaterThan(10);
    for (const index of stuck) {
      const hours = cut.queueHours[index]! + cut.elsewhereHours[index]! + cut.detourHours[index]!;
      expect(hours).toBeCloseTo(72 - threeDays.trucks[index]!.readyMinutes / 60, 9);
    }
  });

  it('has as many truck-hours as trucks seen there, hour by hour (Little)', () => {
    const seen = outcome.presentAt.reduce((sum, hours) => sum + hours.reduce((all, trucks) => all + trucks, 0), 0);
    let spent = 0;
    threeDays.trucks.forEach((_, index) => {
      if (outcome.status[index] === STATUS.cleared) spent += outcome.queueHours[index]! + outcome.serviceHours[index]!;
    });
    expect(seen / spent).toBeCloseTo(1, 1);
  });
});

describe('replanning', () => {
  const heavier = (id: string) => ofThreeDays.find(({ world, policy }) => world === 'heavier' && policy.id === id)!;

  it('is not worse than the plan alone when inspections get heavier', () => {
    expect(heavier('otkel-replanning').measures.all.meanHours).toBeLessThan(heavier('otkel').measures.all.meanHours);
    expect(heavier('otkel-replanning').measures.all.moved).toBeGreaterThan(0);
    expect(heavier('otkel').measures.all.moved).toBe(0);
  });

  it('never sells a place twice', () => {
    const policy = policies.find(({ id }) => id === 'otkel-replanning')!;
    const { cellOf } = policy.book(threeDays, 'plain')!;
    threeDays.crossings.map(placesOf).forEach((places, crossing) => {
      places.forEach(({ total, inspected }, hour) => {
        const there = threeDays.trucks.filter((_, index) => cellOf[index] === crossing * threeDays.hours + hour);
        expect(there.length).toBeLessThanOrEqual(total);
        expect(there.filter(({ channel }) => channel > 0).length).toBeLessThanOrEqual(inspected);
      });
    });
  });
});

describe('the heavier inspections', () => {
  it('are those of inspection-episodes.csv: 8.5 trucks an hour of 750 a day in both directions', () => {
    expect(factorOfHeavierInspections()).toBeCloseTo(8.5 / (750 / 48), 9);
  });

  it('leave the first two days as they are', () => {
    const crossings = listCrossings(coreCheckpoints, weekStart, 96);
    const perDay = (of: typeof crossings, id: string, direction: string, day: number) =>
      placesOf(of.find((crossing) => crossing.checkpoint.id === id && crossing.direction === direction)!)
        .slice(24 * day, 24 * day + 24)
        .reduce((sum, { total }) => sum + total, 0);
    const heavier = inspectHarder(crossings, listHeavierRegimes(), 48);
    for (const { checkpointId, direction } of listHeavierRegimes()) {
      expect(perDay(heavier, checkpointId, direction, 1)).toBe(perDay(crossings, checkpointId, direction, 1));
      expect(perDay(heavier, checkpointId, direction, 2)).toBeLessThan(
        0.7 * perDay(crossings, checkpointId, direction, 2),
      );
    }
    expect(perDay(heavier, 'kairak', 'out', 2)).toBe(perDay(crossings, 'kairak', 'out', 2));
  });
});

it('the page has every policy', () => {
  const page = readFileSync(new URL('../../docs/evaluation.md', import.meta.url), 'utf8');
  expect(policies.filter(({ name }) => !page.includes(`| ${name} |`))).toEqual([]);
});

function miniature(days: number, hours: number): Scenario {
  const applications = demand({ days }).filter(({ checkpointId }) => ids.includes(checkpointId));
  const crossings = listCrossings(checkpoints, weekStart, hours);
  const heavierCrossings = inspectHarder(crossings, regimes, 24);
  return buildScenario(
    { seed: 'mini', hours, crossings, heavierCrossings, heavierFromHour: 24 },
    applications,
    weekStart,
  );
}
