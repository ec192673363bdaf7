import { expect, test } from 'vitest';
import { makeRandom, pickWeighted, wholeBelow } from '../../server/planning/random.ts';

test('the same parts are the same stream, for ever: published seeds must stay repeatable', () => {
  const random = makeRandom('lottery', 7);
  // From a second implementation in Python, whose FNV-1a gives the published af63dc4c8601ec8c for "a".
  expect([wholeBelow(random, 1_000_000), wholeBelow(random, 1_000_000), wholeBelow(random, 1_000_000)]).toEqual([
    549_471, 836_218, 10_871,
  ]);
});

test('parts do not run into each other, and neighbouring seeds are strangers', () => {
  const firsts = [makeRandom('ab', 'c'), makeRandom('a', 'bc'), makeRandom('abc'), makeRandom('ab', 'd')].map((next) =>
    next(),
  );
  expect(new Set(firsts).size).toBe(4);
  const many = Array.from({ length: 10_000 }, (_, seed) => makeRandom(seed)());
  expect(new Set(many).size).toBeGreaterThan(9_990);
  expect(Math.abs(many.reduce((sum, value) => sum + value, 0) / many.length - 0.5)).toBeLessThan(0.01);
});

test('every tenth is drawn equally often', () => {
  const random = makeRandom('tenths');
  const drawn = Array.from({ length: 10 }, () => 0);
  for (let draw = 0; draw < 100_000; draw++) drawn[wholeBelow(random, 10)]! += 1;
  const chiSquare = drawn.reduce((sum, times) => sum + (times - 10_000) ** 2 / 10_000, 0);
  expect(chiSquare).toBeLessThan(27.9); // 9 degrees of freedom, 1 in 1,000
});

test('weights are kept, and nothing of weight 0 is picked', () => {
  const random = makeRandom('weights');
  const items = [
    { name: 'never', weight: 0 },
    { name: 'one', weight: 1 },
    { name: 'three', weight: 3 },
    { name: 'never last', weight: 0 },
  ];
  const picked = Array.from({ length: 20_000 }, () => pickWeighted(random, items, ({ weight }) => weight).name);
  expect(new Set(picked)).toEqual(new Set(['one', 'three']));
  expect(picked.filter((name) => name === 'one').length / picked.length).toBeCloseTo(0.25, 1);
  expect(() => pickWeighted(random, [], () => 1)).toThrow(RangeError);
});
