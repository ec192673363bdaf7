import { simulate } from '../../../server/planning/simulate/simulate.ts';
import { makePeriod, makeScenario } from './scenarios.ts';

/** Runs `first` … `first + count − 1` of M/M/c. */
export interface QueueTask {
  servers: number;
  load: number;
  trucksPerRun: number;
  first: number;
  count: number;
}

/** Of one run: the mean wait in minutes, and how far arrivals and services were from their means. */
export interface QueueRun {
  wait: number;
  arrivals: number;
  service: number;
}

const ARRIVALS_PER_HOUR = 600;
/** Trucks that are not counted: the queue is empty at the start. */
const WARM_UP = 2_000;

export function serviceMinutes(servers: number, load: number): number {
  return (60 * servers * load) / ARRIVALS_PER_HOUR;
}

/** On a thread: Vite takes every import apart, which makes the run twice as long. */
export function runQueues({ servers, load, trucksPerRun, first, count }: QueueTask): QueueRun[] {
  const documentMinutes = serviceMinutes(servers, load);
  const perHour = Array.from({ length: Math.round(trucksPerRun / ARRIVALS_PER_HOUR) }, () => ARRIVALS_PER_HOUR);
  const scenario = makeScenario({
    service: { kind: 'exponential' },
    posts: [{ places: Number.POSITIVE_INFINITY, periods: [makePeriod({ lanes: servers, documentMinutes })] }],
    walkIns: { perHour, channel: 0, rank: 0 },
  });
  return Array.from({ length: count }, (_, index) => {
    const { trucks } = simulate(scenario, 'erlang', first + index);
    return {
      wait: meanOf(trucks.stageWaitMinutes[0]!.subarray(WARM_UP)),
      arrivals: trucks.count / (perHour.length * ARRIVALS_PER_HOUR) - 1,
      service: meanOf(trucks.servedMinutes) / documentMinutes - 1,
    };
  });
}

function meanOf(column: Float32Array | Float64Array): number {
  let sum = 0;
  for (let index = 0; index < column.length; index++) sum += column[index]!;
  return sum / column.length;
}
