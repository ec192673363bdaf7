import { expect, test } from 'vitest';
import type { Regime } from '../../../shared/contract/regimes.ts';
import { type Announced, openAsAnnounced } from '../../../twin/traffic/announced.ts';
import { callByRule } from '../../../twin/traffic/call-rule.ts';
import { createQueueWorld } from '../../../twin/traffic/queue-world.ts';
import { hourMs, sampleQueue, sampleTrucks, startMs } from './sample-queue.ts';

const at = (hour: number) => new Date(startMs + hour * hourMs).toISOString();
const calendar = sampleQueue();

const regime = (changes: Partial<Regime> = {}): Regime => ({
  id: '00000000-0000-4000-8000-000000000001',
  checkpointIds: ['sample'],
  side: 'neighbour',
  direction: null,
  startsAt: at(2),
  endsAt: at(20),
  effect: { documentMinutes: 24 },
  scope: { kind: 'all' },
  cause: 'more papers are read',
  source: 'the neighbour',
  templateId: null,
  proposalId: null,
  state: 'in-force',
  mix: { inScopeShare: 1, channels: { green: 1, yellow: 0, red: 0 }, trucks: 0 },
  madeAt: at(0),
  endedAt: null,
  endReason: null,
  ...changes,
});

function announced(regimes: Regime[], shifts: Announced['shifts'] = []): Announced {
  const ofSide = (side: 'kz' | 'neighbour', post: 'first' | 'second') =>
    Array.from({ length: 24 }, (_, localHour) => ({
      ...calendar[post](startMs),
      direction: 'out' as const,
      side,
      localHour,
      assumed: [],
    }));
  return { hours: [...ofSide('kz', 'first'), ...ofSide('neighbour', 'second')], shifts, regimes };
}

const minutesAt = (what: Announced, hour: number, side: 'kz' | 'neighbour' = 'neighbour') =>
  openAsAnnounced(what, 'out', side)(0, startMs + hour * hourMs, startMs + (hour + 0.5) * hourMs).announced
    .documentMinutes;

test('an announced regime holds at its side for its period, until it is ended', () => {
  const what = announced([regime()]);
  expect([1.5, 2, 19.5, 20].map((hour) => minutesAt(what, hour))).toEqual([6, 24, 24, 6]);
  expect(minutesAt(what, 10, 'kz')).toBe(6);
  expect([9.5, 10].map((hour) => minutesAt(announced([regime({ endedAt: at(10) })]), hour))).toEqual([24, 6]);
  expect(minutesAt(announced([regime({ endedAt: at(1) })]), 1.5)).toBe(6);
  expect(minutesAt(announced([regime({ direction: 'in' })]), 10)).toBe(6);
});

test('a shift replaces lanes, and a regime comes after it', () => {
  const shift: Announced['shifts'][number] = {
    id: 'shift',
    checkpointId: 'sample',
    direction: null,
    side: 'neighbour',
    startsAt: at(4),
    endsAt: at(6),
    open: { lanes: 3 },
    reason: 'helpers',
    madeAt: at(0),
  };
  const open = (regimes: Regime[]) =>
    openAsAnnounced(announced(regimes, [shift]), 'out', 'neighbour')(0, startMs + 5 * hourMs, startMs + 5.5 * hourMs)
      .announced;
  expect(open([])).toMatchObject({ lanes: 3, documentMinutes: 6 });
  expect(open([regime({ effect: { lanes: 2 } })])).toMatchObject({ lanes: 2, documentMinutes: 6 });
});

test('the world feels it: fewer trucks come through, and the queue grows', () => {
  const run = (what: Announced) => {
    const open = (side: 'kz' | 'neighbour') => {
      const openAt = openAsAnnounced(what, 'out', side);
      return (atMs: number) => openAt(0, atMs, atMs + hourMs / 2).announced;
    };
    const facts = { ...calendar, first: open('kz'), second: open('neighbour') };
    const world = createQueueWorld(facts, { seed: 'regime', startsAtMs: startMs, rule: callByRule });
    world.expect(sampleTrucks('regime', 7));
    const events = world.advance(startMs + 20 * hourMs);
    return { cleared: events.filter(({ step }) => step === 'cleared').length, waiting: world.view().waiting.length };
  };
  const [normal, heavier] = [run(announced([])), run(announced([regime()]))];
  expect(normal.cleared).toBeGreaterThan(110);
  expect(heavier.cleared).toBeLessThan(normal.cleared / 2); // a quarter of the pace for 18 of 20 hours
  expect(heavier.waiting).toBeGreaterThan(normal.waiting + 30);
});
