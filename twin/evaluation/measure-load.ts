import type { Scenario } from './build-scenario.ts';
import { placesOf } from './crossings.ts';

/** What a crossing is asked for in the week, over its places in the same days: 1 is just enough. */
export interface Load {
  checkpointId: string;
  direction: string;
  /** Of all trucks, and of those inspected (channel yellow or red). */
  total: number;
  inspected: number;
  /** Of all trucks, with the places of the heavier world. */
  totalHeavier: number;
}

/** The load of every crossing that has places. */
export function measureLoads(scenario: Scenario, days: number): Load[] {
  return scenario.crossings.flatMap((crossing, index) => {
    const wishes = scenario.trucks.filter(({ ways }) => ways[0]!.crossing === index);
    const heavier = scenario.heavierCrossings[index]!;
    const places = (of: typeof crossing, count: 'total' | 'inspected') =>
      placesOf(of)
        .slice(0, days * 24)
        .reduce((sum, hour) => sum + hour[count], 0);
    if (places(crossing, 'total') === 0) return [];
    return [
      {
        checkpointId: crossing.checkpoint.id,
        direction: crossing.direction,
        total: wishes.length / places(crossing, 'total'),
        inspected: wishes.filter(({ channel }) => channel > 0).length / places(crossing, 'inspected'),
        totalHeavier: wishes.length / places(heavier, 'total'),
      },
    ];
  });
}
