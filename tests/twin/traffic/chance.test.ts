import { describe, expect, test } from 'vitest';
import { arrivals } from '../../../twin/traffic/assumptions.ts';
import { drawFate, makeMood } from '../../../twin/traffic/chance.ts';
import { makePace } from '../../../twin/traffic/http/pace.ts';
import { hourMs, sampleTrucks, startMs } from './sample-queue.ts';

const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('the chance of the twin', () => {
  test('gives every truck a way to come', () => {
    expect(arrivals.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1);
    const fates = sampleTrucks('a', 200, 24).map((truck) => ({ ...truck, fate: drawFate('one', truck) }));
    const never = fates.filter(({ fate }) => fate.arrivesAtMs === undefined).length / fates.length;
    expect(never).toBeGreaterThan(0.015);
    expect(never).toBeLessThan(0.045);
    const documents = fates.flatMap(({ fate }) => [fate.first.documents, fate.second.documents]);
    expect(mean(documents)).toBeGreaterThan(0.97);
    expect(mean(documents)).toBeLessThan(1.03);
  });

  test('hangs on the seed and the booking alone', () => {
    const [one, two] = sampleTrucks('a', 1, 2);
    expect(drawFate('seed', one!)).toEqual(drawFate('seed', { ...one!, state: 'arrived', sinceMs: 5 }));
    expect(drawFate('seed', one!)).not.toEqual(drawFate('seed', two!));
    expect(drawFate('seed', one!)).not.toEqual(drawFate('other', one!));
  });

  test('makes posts slower and faster, and what is announced true on the whole', () => {
    const hours = Array.from({ length: 200 * 24 }, (_, hour) => startMs + hour * hourMs);
    const factors = ['one', 'two', 'three', 'four'].flatMap((seed) => hours.map(makeMood(seed, 'syrym', 'kz')));
    expect(mean(factors)).toBeGreaterThan(0.95);
    expect(mean(factors)).toBeLessThan(1.1);
    const slow = factors.filter((factor) => factor > 1.5).length / factors.length;
    expect(slow).toBeGreaterThan(0.03);
    expect(slow).toBeLessThan(0.12);
    expect(makeMood('one', 'syrym', 'kz')(startMs)).toBe(makeMood('one', 'syrym', 'kz')(startMs));
    expect(makeMood('one', 'syrym', 'kz')(startMs)).not.toBe(makeMood('one', 'syrym', 'neighbour')(startMs));
  });

  test('runs at the pace of the wall until it starts, and then at its own', () => {
    const pace = makePace(startMs, 50);
    expect(pace.toWorld(startMs - 5)).toBe(startMs - 5);
    expect(pace.toWorld(startMs + 72_000)).toBe(startMs + hourMs);
    expect(pace.toWall(startMs + hourMs)).toBe(startMs + 72_000);
    expect(makePace(startMs, 1).toWorld(startMs + 7)).toBe(startMs + 7);
  });
});
