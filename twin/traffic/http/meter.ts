import type { Clock } from '../../../server/platform/clock.ts';

/** What the load tool prints: gate events a second and how long a batch takes to be answered. */
export function createMeter(clock: Clock) {
  const nowMs = () => clock.now().getTime();
  let [sinceMs, events, total, refused] = [nowMs(), 0, 0, 0];
  let batchMs: number[] = [];
  return {
    async time<Answer>(count: number, send: () => Promise<Answer>): Promise<Answer> {
      const startMs = nowMs();
      const answer = await send();
      batchMs.push(nowMs() - startMs);
      events += count;
      total += count;
      return answer;
    },
    addRefused(count: number) {
      refused += count;
    },
    total: () => total,
    sayEvery10Seconds(say: (line: string) => void) {
      const seconds = (nowMs() - sinceMs) / 1000;
      if (seconds < 10) return;
      batchMs.sort((a, b) => a - b);
      const share = (quantile: number) => batchMs[Math.floor(quantile * batchMs.length)] ?? 0;
      say(
        `${(events / seconds).toFixed(1)} gate events a second in ${batchMs.length} batches, answered in ${share(0.5)} ms (P95 ${share(0.95)} ms); ` +
          `${total} in all, ${refused} refused`,
      );
      [sinceMs, events, batchMs] = [nowMs(), 0, []];
    },
  };
}
