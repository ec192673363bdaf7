import { afterAll, describe, expect, it } from 'vitest';
import { meanOverRuns } from '../../../server/planning/simulate/ensemble.ts';
import { openThreads } from '../../../server/platform/threads.ts';
import { type QueueRun, type QueueTask, serviceMinutes } from './queue-runs.ts';

/**
 * The mean wait of M/M/1, M/M/4 and M/M/8 against Erlang C, within 1%, from runs long enough that chance is well below that: the standard error over
 * independent runs is asserted beside the mean.
 *
 * At load 0.9 a million trucks still scatter by 2%, so three control variates take out what is known (Law, Simulation Modeling and Analysis, ch. 11.4): how many
 * trucks came, how long their services were, and, for 4 and 8 servers, the wait of the same trucks at one server, whose mean is the older
 * and elementary ρ / (1 − ρ) service times.
 */
const CASES = [
  { load: 0.5, trucksPerRun: 40_000, runs: { 1: 60, 4: 60, 8: 360 } },
  { load: 0.8, trucksPerRun: 50_000, runs: { 1: 110, 4: 20, 8: 30 } },
  { load: 0.9, trucksPerRun: 100_000, runs: { 1: 170, 4: 20, 8: 20 } },
];

const threads = openThreads({ maxThreads: 2 });
afterAll(() => threads.close());

describe.each(CASES)('at load $load', ({ load, trucksPerRun, runs }) => {
  const single: number[] = [];

  it.each([1, 4, 8] as const)(
    '%i servers keep trucks waiting as long as Erlang C says',
    { timeout: 120_000 },
    async (servers) => {
      const exact = erlangWait(servers, load);
      const rows = await runOnThreads(servers, load, trucksPerRun, runs[servers]);
      const controls = [rows.map((row) => row.arrivals), rows.map((row) => row.service)];
      if (servers > 1 && single.length >= rows.length) controls.push(single.slice(0, rows.length));
      const waits = rows.map((row) => row.wait / exact - 1);
      if (servers === 1) single.push(...waits);
      const error = meanOverRuns(Float64Array.from(controlled(waits, controls)));
      expect(error.standardError).toBeLessThan(0.0055);
      expect(Math.abs(error.mean)).toBeLessThan(0.01);
    },
  );
});

/** Runs are independent, so two threads share them. */
async function runOnThreads(servers: number, load: number, trucksPerRun: number, runs: number): Promise<QueueRun[]> {
  const half = Math.ceil(runs / 2);
  const parts = [
    { first: 0, count: half },
    { first: half, count: runs - half },
  ];
  const file = new URL('./queue-runs.ts', import.meta.url);
  const run = (part: { first: number; count: number }) =>
    threads.run<QueueTask, QueueRun[]>(file, { servers, load, trucksPerRun, ...part }, { name: 'runQueues' });
  return (await Promise.all(parts.map(run))).flat();
}

/** Mean minutes in the queue of M/M/c (Erlang 1917): the chance to wait, by the recursion of Erlang B, times the mean wait of those who do. */
function erlangWait(servers: number, load: number): number {
  let lost = 1;
  for (let count = 1; count <= servers; count++) lost = (load * servers * lost) / (count + load * servers * lost);
  const waiting = lost / (1 - load * (1 - lost));
  return (waiting * serviceMinutes(servers, load)) / (servers * (1 - load));
}

/** The values less what the controls explain of them: each control has the known mean 0, so the mean stays what it estimates. */
function controlled(values: readonly number[], controls: readonly (readonly number[])[]): number[] {
  const used: number[][] = [];
  for (const control of controls) used.push(used.reduce((rest, other) => without(rest, other), [...control]));
  return used.reduce((rest, control) => without(rest, control), [...values]);
}

/** Regression on one control; least squares about the sample means. */
function without(values: readonly number[], control: readonly number[]): number[] {
  const slope = covariance(values, control) / covariance(control, control);
  return values.map((value, index) => value - slope * control[index]!);
}

function covariance(a: readonly number[], b: readonly number[]): number {
  const meanA = a.reduce((sum, value) => sum + value, 0) / a.length;
  const meanB = b.reduce((sum, value) => sum + value, 0) / b.length;
  return a.reduce((sum, value, index) => sum + (value - meanA) * (b[index]! - meanB), 0);
}
