import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  chooseToCall,
  compareWaiting,
  countToCall,
  type Forecourt,
  findPlace,
  paceOf,
  type WaitingTruck,
} from '../../server/planning/call-forward.ts';

const hour = 3_600_000;
const truck = (id: string, changes: Partial<WaitingTruck> = {}): WaitingTruck => ({
  id,
  servedAtMs: 10 * hour,
  late: false,
  class: 'general',
  arrivedAtMs: 9 * hour,
  callableFromMs: 9 * hour,
  ...changes,
});
const idle: Forecourt = {
  called: 0,
  atFirstPost: 0,
  onStrip: 0,
  firstPostPlaces: 8,
  stripPlaces: 12,
  perHour: 12,
  callLeadMinutes: 15,
};

describe('the order', () => {
  test('is the slot, then who came in time, then class, then arrival', () => {
    const queue = [
      truck('next-slot-first-class', { servedAtMs: 11 * hour, class: 'out-of-turn', arrivedAtMs: 1 }),
      truck('late', { late: true, class: 'out-of-turn', arrivedAtMs: 2 }),
      truck('second', { arrivedAtMs: 4 }),
      truck('first', { arrivedAtMs: 3 }),
      truck('accelerated', { class: 'accelerated', arrivedAtMs: 5 }),
      truck('post', { class: 'post', arrivedAtMs: 6 }),
      truck('out-of-turn', { class: 'out-of-turn', arrivedAtMs: 7 }),
    ];
    expect(queue.sort(compareWaiting).map(({ id }) => id)).toEqual([
      'out-of-turn',
      'post',
      'accelerated',
      'first',
      'second',
      'late',
      'next-slot-first-class',
    ]);
  });

  test('is total: whatever the order they stand in, they are called in one', () => {
    const anyTruck = fc.record({
      id: fc.uuid(),
      servedAtMs: fc.integer({ min: 0, max: 3 }),
      late: fc.boolean(),
      class: fc.constantFrom('general' as const, 'post' as const, 'accelerated' as const, 'out-of-turn' as const),
      arrivedAtMs: fc.integer({ min: 0, max: 3 }),
      callableFromMs: fc.constant(0),
    });
    const queue = fc.uniqueArray(anyTruck, { selector: ({ id }) => id, maxLength: 20 });
    fc.assert(
      fc.property(queue, (trucks) => {
        const sorted = [...trucks].sort(compareWaiting);
        expect([...trucks].reverse().sort(compareWaiting)).toEqual(sorted);
        sorted.forEach((one, index) => void expect(findPlace(one, trucks, []).place).toBe(index + 1));
      }),
    );
  });
});

describe('how many', () => {
  test.each<[string, Partial<Forecourt>, number, object]>([
    ['nobody waits', {}, 0, { count: 0, limitedBy: 'waiting' }],
    ['12 an hour take 3 in 15 minutes: half as many again', {}, 40, { count: 5, limitedBy: 'pace' }],
    ['those called count', { called: 2 }, 40, { count: 3, limitedBy: 'pace' }],
    ['the strip is full', { onStrip: 12 }, 40, { count: 0, limitedBy: 'strip' }],
    ['the strip has one place', { onStrip: 6, atFirstPost: 4, called: 1 }, 40, { count: 1, limitedBy: 'strip' }],
    ['the first post is full', { atFirstPost: 8 }, 40, { count: 0, limitedBy: 'post' }],
    ['overfull is not less than nothing', { onStrip: 20 }, 40, { count: 0, limitedBy: 'strip' }],
    ['closed', { perHour: 0 }, 40, { count: 0, limitedBy: 'closed' }],
    ['a slow post gets two at a time', { perHour: 0.5 }, 40, { count: 2, limitedBy: 'pace' }],
    ['one that does not come stops nobody', { perHour: 0.5, called: 1 }, 40, { count: 1, limitedBy: 'pace' }],
  ])('%s', (_what, changes, waiting, expected) => {
    expect(countToCall({ ...idle, ...changes }, waiting)).toEqual(expected);
  });

  test('whatever the posts do, the strip never holds more than its places', () => {
    const size = fc.integer({ min: 1, max: 12 });
    const moves = fc.array(fc.constantFrom('call', 'arrive', 'leave-first', 'take', 'wait'), { maxLength: 200 });
    fc.assert(
      fc.property(
        size,
        size,
        fc.integer({ min: 1, max: 60 }),
        moves,
        (stripPlaces, firstPostPlaces, perHour, steps) => {
          const now = { ...idle, stripPlaces, firstPostPlaces, perHour };
          let fullest = 0;
          for (const step of steps) {
            if (step === 'call') now.called += countToCall(now, 1000).count;
            if (step === 'arrive' && now.called > 0)
              [now.called, now.atFirstPost] = [now.called - 1, now.atFirstPost + 1];
            if (step === 'leave-first' && now.atFirstPost > 0)
              [now.atFirstPost, now.onStrip] = [now.atFirstPost - 1, now.onStrip + 1];
            if (step === 'take' && now.onStrip > 0) now.onStrip -= 1;
            expect(now.called + now.atFirstPost).toBeLessThanOrEqual(firstPostPlaces);
            fullest = Math.max(fullest, now.onStrip);
          }
          expect(fullest).toBeLessThanOrEqual(stripPlaces);
        },
      ),
    );
  });

  test('who is early is not called, though nobody else waits', () => {
    const early = truck('early', { callableFromMs: 10 * hour });
    expect(chooseToCall(idle, [early], 10 * hour - 1)).toEqual({ trucks: [], limitedBy: 'waiting' });
    expect(chooseToCall(idle, [early], 10 * hour).trucks).toEqual([early]);
  });
});

test('"41st: 3 priority before you, 12 an hour"', () => {
  const before = Array.from({ length: 37 }, (_, index) => truck(`before-${index}`, { arrivedAtMs: index }));
  const priority = Array.from({ length: 3 }, (_, index) =>
    truck(`priority-${index}`, { class: 'post', arrivedAtMs: 9.5 * hour }),
  );
  const own = truck('own', { arrivedAtMs: 9 * hour });
  const behind = truck('behind', { arrivedAtMs: 9 * hour + 1 });
  expect(findPlace(own, [behind, ...before, own, ...priority], [9 * hour, 10 * hour, 11 * hour])).toEqual({
    place: 41,
    ahead: 40,
    aheadByPriority: 3,
    expectedAhead: 1,
  });
});

describe('the pace', () => {
  const queue = { scheduledPerHour: 12, clearedLastHour: 7, readyMinutes: 60 };
  test.each([
    ['what was done, where somebody waited all hour long', queue, 7],
    ['what is scheduled, where nobody had to wait so long', { ...queue, readyMinutes: 59 }, 12],
    ['what is scheduled, where nobody waits', { ...queue, readyMinutes: 0 }, 12],
    ['one at least, while open', { ...queue, clearedLastHour: 0 }, 1],
    ['none while closed', { ...queue, scheduledPerHour: 0 }, 0],
  ])('is %s', (_what, given, perHour) => {
    expect(paceOf(given)).toBe(perHour);
  });
});
