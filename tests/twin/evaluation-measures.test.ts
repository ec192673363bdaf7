import { describe, expect, it } from 'vitest';
import { assign } from '../../server/planning/assign/assign.ts';
import { NONE } from '../../server/planning/model.ts';
import { type Bookings, placesLeft, poseProblem } from '../../twin/evaluation/book-places.ts';
import type { Scenario } from '../../twin/evaluation/build-scenario.ts';
import { drawHours, drawQueues } from '../../twin/evaluation/draw-charts.ts';
import { spreadOf } from '../../twin/evaluation/summarise.ts';
import { ticksUpTo } from '../../twin/evaluation/svg.ts';

describe('measures, by hand', () => {
  it('mean and standard deviation of 2, 4, 9', () => {
    expect(spreadOf([2, 4, 9])).toEqual({ mean: 5, deviation: Math.sqrt(13) });
  });
});

describe('places that are left', () => {
  const truck = (channel: 0 | 1 | 2) => ({ channel }) as Scenario['trucks'][number];
  const scenario = { hours: 3, trucks: [truck(0), truck(1), truck(1), truck(0)] } as unknown as Scenario;
  const places = [[1, 2, 3].map(() => ({ total: 2, inspected: 1, examined: 0 }))];
  const holding = (...cells: number[]): Bookings => ({
    slotHours: 1,
    cellOf: Int32Array.from(cells),
    moved: new Uint8Array(cells.length),
  });

  it('are the places without those taken', () => {
    expect(placesLeft(scenario, places, holding(0, 0, 1, -1))).toEqual([
      [
        [0, 0, 0],
        [1, 0, 0],
        [2, 1, 0],
      ],
    ]);
  });

  it('spill into the next hours where more hold one than there are', () => {
    expect(placesLeft(scenario, places, holding(0, 0, 0, -1))).toEqual([
      [
        [0, 0, 0],
        [1, 0, 0],
        [2, 1, 0],
      ],
    ]);
  });

  it('count only those who hold', () => {
    expect(placesLeft(scenario, places, holding(0, 0, 0, 0), () => false)[0]![0]).toEqual([2, 1, 0]);
  });
});

it.each([
  [0, 5],
  [5, 0],
])('a replan leaves the last place to whoever has it, whatever the lots (%d and %d)', (own, other) => {
  const truck = (lottery: number) => ({
    channel: 0,
    lottery,
    readyMinutes: 0,
    ways: [{ crossing: 0, detourHours: 0 }],
  });
  const scenario = { hours: 1, seed: 's', trucks: [truck(own), truck(other), truck(other)] } as unknown as Scenario;
  const bookings: Bookings = { slotHours: 1, cellOf: Int32Array.of(NONE, 0, NONE), moved: new Uint8Array(3) };
  const problem = poseProblem(scenario, [[[1, 1, 1]]], [0, 1, 2], 'all', bookings);
  for (const plan of [assign(problem), assign(problem, { warmPrices: assign(problem).prices })])
    expect([...plan.cellOf]).toEqual([NONE, 0, NONE]);
});

describe('pictures', () => {
  it('have round ticks up to the greatest value', () => {
    expect(ticksUpTo(3.1)).toEqual([0, 1, 2, 3, 4]);
    expect(ticksUpTo(500)).toEqual([0, 100, 200, 300, 400, 500]);
    expect(ticksUpTo(0.3)).toEqual([0, 0.1, 0.2, 0.3]);
  });

  it('name every policy and its hours', () => {
    const svg = drawHours('All <trucks>', [
      { name: 'plain', bars: [{ name: 'no slots', queueHours: 1.5, elsewhereHours: 0.25, detourHours: 0.5 }] },
    ]);
    expect(svg).toContain('>no slots</text>');
    expect(svg).toContain('>2.25 h</text>');
    expect(svg).toContain('All &lt;trucks&gt;');
  });

  it('draw a line for each policy', () => {
    const lines = ['a', 'b'].map((name) => ({ name, trucks: [0, 5, 2] }));
    const svg = drawQueues('Queues', [{ name: 'Syrym', lines }], 1);
    // One in the legend and one in the plot.
    expect(svg.match(/<polyline/g)).toHaveLength(4);
  });
});
