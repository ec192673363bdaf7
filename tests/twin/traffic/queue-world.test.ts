import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { GateEvent } from '../../../shared/contract/gate.ts';
import { gateEventSchema } from '../../../shared/contract/gate.ts';
import { isAtPost, isFinal, mayFollow, type Position } from '../../../shared/gate-steps.ts';
import { callByRule } from '../../../twin/traffic/call-rule.ts';
import type { CallRule, QueueFacts, TrafficTruck } from '../../../twin/traffic/facts.ts';
import { createQueueWorld } from '../../../twin/traffic/queue-world.ts';
import { dayMs, hourMs, sampleQueue, sampleTrucks, startMs } from './sample-queue.ts';

const minuteMs = 60_000;
const endMs = startMs + 2 * dayMs;

function play(seed: string, trucks: TrafficTruck[], facts: QueueFacts = sampleQueue(), rule: CallRule = callByRule) {
  const world = createQueueWorld(facts, { seed, startsAtMs: startMs - 6 * hourMs, rule });
  world.expect(trucks);
  return { world, events: world.advance(endMs) };
}

const bookingOf = ({ truck }: GateEvent) => ('bookingId' in truck ? truck.bookingId : '');
const positionOf = ({ step, post }: GateEvent): Position => {
  if (step === 'undo') throw new Error('trucks undo nothing');
  return { state: step, post: post ?? null };
};

/** Where the trucks are while the events happen, one after the other. */
function* follow(events: readonly GateEvent[]) {
  const positions = new Map<string, Position>();
  for (const event of events) {
    const before = positions.get(bookingOf(event)) ?? { state: 'expected', post: null };
    positions.set(bookingOf(event), positionOf(event));
    yield { event, before, after: positionOf(event), positions };
  }
}

const arbitraryDay = fc.record({ seed: fc.string(), perHour: fc.integer({ min: 1, max: 20 }) });

describe('the twin of a queue', () => {
  test('takes only steps that may follow, in the order of time, as the contract has them', () => {
    fc.assert(
      fc.property(arbitraryDay, ({ seed, perHour }) => {
        const { events } = play(seed, sampleTrucks('a', perHour));
        let last = 0;
        for (const { event, before, after } of follow(events)) {
          expect(mayFollow(before, after), `${before.state} → ${after.state}`).toBe(true);
          expect(Date.parse(event.happenedAt)).toBeGreaterThanOrEqual(last);
          last = Date.parse(event.happenedAt);
        }
      }),
      { numRuns: 15 },
    );
    const ids = sampleTrucks('a', 8).map((truck, index) => ({
      ...truck,
      bookingId: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
    }));
    for (const event of play('one', ids).events) expect(gateEventSchema.parse(event)).toEqual(event);
  });

  test('gives the same events for the same seed in steps of any size, and others for another', () => {
    const trucks = sampleTrucks('a', 8);
    const whole = play('one', trucks).events;
    expect(whole.length).toBeGreaterThan(1000);
    expect(new Set(whole.map(({ id }) => id)).size).toBe(whole.length);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 6 * hourMs }), { minLength: 5 }), (steps) => {
        const world = createQueueWorld(sampleQueue(), {
          seed: 'one',
          startsAtMs: startMs - 6 * hourMs,
          rule: callByRule,
        });
        world.expect(trucks);
        const events: GateEvent[] = [];
        for (let atMs = startMs - 6 * hourMs, step = 0; atMs < endMs; step++) {
          atMs = Math.min(endMs, atMs + steps[step % steps.length]!);
          events.push(...world.advance(atMs));
          if (step > 500) break;
        }
        expect([...events, ...world.advance(endMs)]).toEqual(whole);
      }),
      { numRuns: 10 },
    );
    expect(play('two', trucks).events).not.toEqual(whole);
  });

  test('never has more trucks on the strip, or called and before it, than places, whatever the second post does', () => {
    fc.assert(
      fc.property(arbitraryDay, fc.integer({ min: 1, max: 12 }), ({ seed, perHour }, stripPlaces) => {
        const stops = (atMs: number) => atMs > startMs + 8 * hourMs && atMs < startMs + 11 * hourMs;
        const open = sampleQueue({ stripPlaces });
        const facts = { ...open, second: sampleQueue({ closedAtMs: stops }).second };
        for (const { positions } of follow(play(seed, sampleTrucks('a', perHour), facts).events)) {
          const there = [...positions.values()];
          const before = there.filter(({ state, post }) => state === 'called' || (isAtPost(state) && post === 'first'));
          const onStrip = there.filter(({ state }) => state === 'strip').length;
          expect(onStrip + before.length).toBeLessThanOrEqual(stripPlaces);
        }
      }),
      { numRuns: 10 },
    );
  });

  test('holds trucks back at the first post where somebody calls more than the strip takes', () => {
    const all: CallRule = ({ waiting }) => waiting.map(({ id }) => id);
    const facts = { ...sampleQueue({ stripPlaces: 2 }), second: sampleQueue({ closedAtMs: () => true }).second };
    const { events } = play('one', sampleTrucks('a', 8), facts, all);
    expect(events.filter(({ step }) => step === 'strip')).toHaveLength(2);
  });

  test('lets everybody through in the end, but for those who never came or were turned back', () => {
    const trucks = sampleTrucks('a', 7);
    const { world, events } = play('one', trucks);
    const count = (step: string) => events.filter((event) => event.step === step).length;
    expect(world.countInside()).toBe(0);
    expect(count('cleared') + count('turned-back')).toBe(count('arrived'));
    expect(count('arrived') / trucks.length).toBeGreaterThan(0.92);
    expect(count('arrived')).toBeLessThan(trucks.length);
  });

  test('goes on from what a server knows as if it had always watched', () => {
    const trucks = sampleTrucks('a', 8);
    const whole = play('one', trucks).events;
    const cutMs = startMs + 9 * hourMs + 17 * minuteMs;
    const happened = whole.filter(({ happenedAt }) => Date.parse(happenedAt) <= cutMs);
    const known = new Map(trucks.map((truck) => [truck.bookingId, truck]));
    for (const event of happened) {
      const truck = known.get(bookingOf(event))!;
      const sinceMs = Date.parse(event.happenedAt);
      const arrivedAtMs = event.step === 'arrived' ? sinceMs : truck.arrivedAtMs;
      known.set(truck.bookingId, { ...truck, ...positionOf(event), sinceMs, arrivedAtMs });
    }
    const clearedLastHour = happened.filter(
      ({ step, happenedAt }) => step === 'cleared' && Date.parse(happenedAt) > cutMs - hourMs,
    ).length;
    const world = createQueueWorld(sampleQueue(), {
      seed: 'one',
      startsAtMs: cutMs,
      rule: callByRule,
      clearedLastHour,
    });
    world.expect([...known.values()].filter(({ state }) => !isFinal(state)));
    // Whoever is called later is called at the pace of the last hour, of which a server knows the sum only.
    const called = new Set(happened.filter(({ step }) => step === 'called').map(bookingOf));
    const restOf = (events: GateEvent[]) =>
      events.filter((event) => called.has(bookingOf(event)) && Date.parse(event.happenedAt) > cutMs);
    expect(restOf(whole).length).toBeGreaterThan(20);
    expect(restOf(world.advance(endMs))).toEqual(restOf(whole));
  });

  test('calls nobody by itself: an officer does', () => {
    const world = createQueueWorld(sampleQueue(), { seed: 'one', startsAtMs: startMs - 6 * hourMs });
    world.expect(sampleTrucks('a', 8));
    const events = world.advance(startMs + 3 * hourMs);
    expect(new Set(events.map(({ step }) => step))).toEqual(new Set(['arrived']));
    const [one, two] = world.view().waiting;
    expect(world.call([two!.id, 'nobody', one!.id]).map((event) => [event.step, bookingOf(event)])).toEqual([
      ['called', two!.id],
      ['called', one!.id],
    ]);
    expect(world.call([one!.id])).toEqual([]);
    const taken = world
      .advance(startMs + 4 * hourMs)
      .filter(({ step, post }) => step === 'at-post' && post === 'first');
    expect(taken.map(bookingOf).sort()).toEqual([one!.id, two!.id].sort());
  });

  test('looks like a border: most waits are short, nearly full slots or not', () => {
    const waits: number[] = [];
    for (let day = 0; day < 20; day++) {
      const arrivedAt = new Map<string, number>();
      for (const event of play(`day ${day}`, sampleTrucks('a', 8)).events) {
        const atMs = Date.parse(event.happenedAt);
        if (event.step === 'arrived') arrivedAt.set(bookingOf(event), atMs);
        if (event.step === 'at-post' && event.post === 'first')
          waits.push((atMs - arrivedAt.get(bookingOf(event))!) / minuteMs);
      }
    }
    waits.sort((a, b) => a - b);
    const share = (quantile: number) => waits[Math.floor(quantile * waits.length)]!;
    expect(share(0.5)).toBeGreaterThan(4);
    expect(share(0.5)).toBeLessThan(40);
    expect(share(0.9)).toBeGreaterThan(20);
    expect(share(0.9)).toBeLessThan(300);
  });
});
