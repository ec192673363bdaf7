/**
 * Chance from a seed: the only source of it in the engine and in the twin.
 *
 * Generator: sfc32, Chris Doty-Humphrey, PractRand 0.93 (public domain); period at least 2^32 and about 2^127 on average,
 * passes PractRand to 16 TB. Seeded as PractRand does: the 64-bit seed in b and c, counter 1, twelve rounds thrown away.
 * Seed text to 64 bits: FNV-1a (Fowler, Noll, Vo).
 */

/** Gives the next number of its stream, at least 0 and below 1, with 32 random bits. */
export type Random = () => number;

/**
 * A stream that depends on nothing but its parts. Name the thing it is for (`makeRandom(seed, day, checkpointId)`): then
 * streams may be drawn in any order, and one of them can be repeated alone.
 */
export function makeRandom(...parts: readonly (string | number)[]): Random {
  const seed = fnv1a64(JSON.stringify(parts));
  let a = 0;
  let b = Number(seed & 0xffffffffn) | 0;
  let c = Number(seed >> 32n) | 0;
  let counter = 1;
  const next = () => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 2 ** 32;
  };
  for (let round = 0; round < 12; round++) next();
  return next;
}

/** A whole number at least 0 and below `limit`, each as likely (the bias is limit / 2^32). */
export function wholeBelow(random: Random, limit: number): number {
  return Math.floor(random() * limit);
}

/**
 * One of the items, each as likely as its weight. A weight of 0 is never picked while another is positive.
 *
 * @throws RangeError where there is nothing to pick from.
 */
export function pickWeighted<Item>(random: Random, items: readonly Item[], weightOf: (item: Item) => number): Item {
  const last = items.findLast((item) => weightOf(item) > 0);
  if (last === undefined) throw new RangeError('no item with a positive weight');
  let left = random() * items.reduce((sum, item) => sum + weightOf(item), 0);
  for (const item of items) {
    left -= weightOf(item);
    if (left < 0) return item;
  }
  return last;
}

function fnv1a64(text: string): bigint {
  let hash = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(text)) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  }
  return hash;
}
