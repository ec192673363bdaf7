import { describe, expect, test } from 'vitest';
import { comparePost, findHeavier } from '../../../server/proposals/compare-post.ts';
import { hourMs, type PostHour } from '../../../server/proposals/measure-posts.ts';
import { posts } from '../../../shared/gate-steps.ts';
import { calendarOf, simulatePosts, startMs } from './simulate-posts.ts';

const windowHours = 72;
const days = 4;
const worlds = 12;
const paces = [2, 5, 12];
const factors = [1.3, 1.5, 2];

/** What the job would propose every other hour, after the first window. */
function* look(hours: readonly PostHour[], perHour: number) {
  const calendar = calendarOf(perHour);
  const whole = comparePost(hours, () => calendar);
  for (let end = windowHours; end <= hours.length; end += 2) {
    const window = whole.map((one) => ({ ...one, hours: one.hours.slice(end - windowHours, end) }));
    yield { end, findings: findHeavier(window) };
  }
}

function print(rows: readonly Record<string, number>[]) {
  const lines = rows.map((row) =>
    Object.entries(row)
      .map(([name, value]) => `${name} ${value.toFixed(2)}`)
      .join('  '),
  );
  process.stdout.write(`${lines.join('\n')}\n`);
}

describe('measured regimes on simulated days', () => {
  test('are proposed at fewer than one of a hundred posts a day where nothing is announced wrongly', () => {
    const alarms = paces.map((perHour) => {
      let count = 0;
      for (let world = 0; world < worlds; world++) {
        const both = simulatePosts({ seed: `normal ${world}`, perHour, hours: windowHours + days * 24 });
        for (const post of posts) {
          const found = [...look(both[post], perHour)].find(({ findings }) => findings.length > 0);
          if (found) count++;
        }
      }
      return { perHour, postDays: 2 * worlds * days, alarms: count };
    });
    print(alarms);
    const all = alarms.reduce((sum, row) => sum + row.alarms, 0);
    expect(all / (paces.length * 2 * worlds * days)).toBeLessThan(0.01);
  }, 300_000);

  test('are found the sooner, the slower the post and the busier; 1.3 times is often within what hours differ by themselves', () => {
    const table = paces.flatMap((perHour) =>
      factors.map((factor) => {
        const delays: number[] = [];
        for (let world = 0; world < worlds; world++) {
          const changesAtMs = startMs + windowHours * hourMs;
          const both = simulatePosts({
            seed: `slow ${world}`,
            perHour,
            hours: windowHours + days * 24,
            truly: (post, calendar, atMs) =>
              post === 'first' && atMs >= changesAtMs
                ? { ...calendar, documentMinutes: calendar.documentMinutes * factor }
                : calendar,
          });
          for (const { end, findings } of look(both.first, perHour)) {
            if (end === windowHours || !findings.some(({ what }) => what === 'minutes')) continue;
            delays.push(end - windowHours);
            break;
          }
        }
        delays.sort((a, b) => a - b);
        const of = (share: number) => delays[Math.floor(share * (worlds - 1))] ?? Number.POSITIVE_INFINITY;
        return { perHour, factor, found: delays.length / worlds, medianHours: of(0.5), p90Hours: of(0.9) };
      }),
    );
    print(table);
    const at = (perHour: number, factor: number) =>
      table.find((row) => row.perHour === perHour && row.factor === factor)!;
    for (const perHour of [5, 12]) {
      expect(at(perHour, 2).found).toBe(1);
      expect(at(perHour, 2).medianHours).toBeLessThanOrEqual(20);
      expect(at(perHour, 1.5).found).toBeGreaterThanOrEqual(0.9);
      expect(at(perHour, 1.5).medianHours).toBeLessThanOrEqual(48);
    }
    expect(at(2, 2).found).toBeGreaterThanOrEqual(0.9);
    for (const row of table) expect(row.medianHours).toBeGreaterThanOrEqual(12);
  }, 300_000);
});
