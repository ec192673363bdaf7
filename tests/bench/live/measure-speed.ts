import { nowMs, quantile } from './measures.ts';

const rounds = 5;

/** Calls a second of so many callers at once, each of which waits for its answer; a call yields how many events it was. */
export async function measureSpeed(callers: readonly AsyncGenerator<number>[], callsPerRound: number) {
  const speeds: number[] = [];
  for (let round = -1; round < rounds; round++) {
    const speed = await eventsPerSecond(callers, callsPerRound);
    if (round >= 0) speeds.push(speed); // the first round warms up
  }
  return { worst: quantile(speeds, 0), median: quantile(speeds, 0.5), best: quantile(speeds, 1) };
}

async function eventsPerSecond(callers: readonly AsyncGenerator<number>[], calls: number): Promise<number> {
  let left = calls;
  let events = 0;
  const startedAt = nowMs();
  await Promise.all(
    callers.map(async (caller) => {
      while (left-- > 0) {
        const { value } = await caller.next();
        events += value;
      }
    }),
  );
  return (events / (nowMs() - startedAt)) * 1000;
}
