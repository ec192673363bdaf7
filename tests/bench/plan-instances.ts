import { NONE, type Problem } from '../../server/planning/model.ts';
import { makeRandom, pickWeighted, type Random, wholeBelow } from '../../server/planning/random.ts';

export interface InstanceOptions {
  readonly requests: number;
  /** Requests per place. */
  readonly load: number;
  readonly seed: string;
  /** Whether inspected and examined counts bind (70, 22 and 8 trucks of a hundred are green, yellow and red). */
  readonly nested: boolean;
}

const CHECKPOINTS = 30;
const SLOTS = 336;
const SLOTS_PER_DAY = 48;
const CLOSED_HOURS = { before: 6, after: 22 };

const WEIGHTS = [
  { weight: 1, share: 72 },
  { weight: 2, share: 18 },
  { weight: 4, share: 7 },
  { weight: 8, share: 3 },
];
const LENGTHS = [
  { length: 8, share: 15 },
  { length: 12, share: 20 },
  { length: 16, share: 25 },
  { length: 24, share: 20 },
  { length: 32, share: 13 },
  { length: 48, share: 7 },
];
const WINDOW_COUNTS = [
  { count: 1, share: 50 },
  { count: 2, share: 35 },
  { count: 3, share: 15 },
];
const CHANNEL_SHARES = [70, 22, 8];
const DAYS = [1.2, 1, 1, 1.05, 1.25, 0.8, 0.6];

const shareOf = (item: { share: number }) => item.share;

/**
 * A week of made-up applications at thirty checkpoints in half hours: some checkpoints are far more popular than others, trucks want to
 * cross in the morning and the late afternoon, a fifth of the checkpoints close at night, and half of the trucks have a way around.
 */
export function makeInstance({ requests, load, seed, nested }: InstanceOptions): Problem {
  const random = makeRandom('bench', seed, requests, load);
  const popularity = Array.from({ length: CHECKPOINTS }, (_, checkpoint) => ({
    checkpoint,
    share: (checkpoint + 1) ** -0.6,
  }));
  const total = spreadPlaces(popularity, requests / load, random);
  const inspected = nested ? shareOfPlaces(total, 0.3, total) : total;
  const examined = nested ? shareOfPlaces(total, 0.08, inspected) : total;
  return {
    delayCost: { linear: 10, quadratic: 1 },
    firstCell: Int32Array.from({ length: CHECKPOINTS + 1 }, (_, checkpoint) => checkpoint * SLOTS),
    places: { total, inspected, examined },
    carrierQuota: new Int32Array(0),
    ...drawRequests(requests, popularity, random),
    seed,
  };
}

/** Places by popularity, fewer at night; fractions are carried to the next slot. */
function spreadPlaces(popularity: { share: number }[], places: number, random: Random): Int32Array {
  const raw = popularity.flatMap(({ share }) => {
    const night = random() < 0.2 ? 0 : 0.6;
    return Array.from({ length: SLOTS }, (_, slot) => share * (isNight(slot) ? night : 1) * (0.85 + 0.3 * random()));
  });
  const sum = raw.reduce((total, value) => total + value, 0);
  return roundCumulatively(raw.map((value) => (value / sum) * places));
}

function isNight(slot: number): boolean {
  const hour = (slot % SLOTS_PER_DAY) / 2;
  return hour < CLOSED_HOURS.before || hour >= CLOSED_HOURS.after;
}

function shareOfPlaces(total: Int32Array, share: number, around: Int32Array): Int32Array {
  const rounded = roundCumulatively(Array.from(total, (count) => count * share));
  return rounded.map((count, cell) => Math.min(count, around[cell]!));
}

function roundCumulatively(values: readonly number[]): Int32Array {
  let carried = 0;
  return Int32Array.from(values, (value) => {
    carried += value;
    const whole = Math.floor(carried + 1e-9);
    carried -= whole;
    return whole;
  });
}

function drawRequests(
  count: number,
  popularity: { checkpoint: number; share: number }[],
  random: Random,
): Pick<Problem, 'requests' | 'windows'> {
  const weight = new Int32Array(count);
  const channel = new Uint8Array(count);
  const firstWindow = new Int32Array(count + 1);
  const cell = new Int32Array(3 * count);
  const length = new Int32Array(3 * count);
  const detour = new Int32Array(3 * count);
  let windows = 0;
  for (let request = 0; request < count; request++) {
    weight[request] = pickWeighted(random, WEIGHTS, shareOf).weight;
    channel[request] = pickWeighted(random, [0, 1, 2], (row) => CHANNEL_SHARES[row]!);
    const home = pickWeighted(random, popularity, shareOf).checkpoint;
    const wanted = drawSlot(random);
    const patience = pickWeighted(random, LENGTHS, shareOf).length;
    const ways = pickWeighted(random, WINDOW_COUNTS, shareOf).count;
    for (let way = 0; way < ways; way++) {
      const start = way === 0 ? wanted : Math.min(SLOTS - 1, wanted + 2 + wholeBelow(random, 6));
      cell[windows] = ((home + way) % CHECKPOINTS) * SLOTS + start;
      length[windows] = Math.min(patience, SLOTS - start);
      detour[windows] = way === 0 ? 0 : 30 * way + wholeBelow(random, 60);
      windows++;
    }
    firstWindow[request + 1] = windows;
  }
  return {
    requests: {
      count,
      weight,
      penalty: weight.map((value) => 4000 * value),
      channel,
      carrier: new Int32Array(count).fill(NONE),
      lottery: new Uint32Array(count).map(() => wholeBelow(random, 2 ** 32)),
      currentCell: new Int32Array(count).fill(NONE),
      moveCost: new Int32Array(count),
      firstWindow,
    },
    windows: { cell: cell.slice(0, windows), length: length.slice(0, windows), detour: detour.slice(0, windows) },
  };
}

/** A slot of the week by rejection: the peaks of the day times the weight of the weekday. */
function drawSlot(random: Random): number {
  for (;;) {
    const slot = wholeBelow(random, SLOTS - 8);
    const share = (slot % SLOTS_PER_DAY) / SLOTS_PER_DAY;
    const peak = 0.35 + Math.exp(-((share - 0.4) ** 2) / 0.012) + 0.8 * Math.exp(-((share - 0.66) ** 2) / 0.02);
    if (random() * 1.7 < (peak * DAYS[Math.floor(slot / SLOTS_PER_DAY)]!) / 1.25) return slot;
  }
}

/** The same problem after a plan, with half of the places of the three busiest checkpoints gone for the twelve hours of the fourth day. */
export function cutByHalf(problem: Problem, cellOf: Int32Array, moveCost: number): Problem {
  const halve = (places: Int32Array) =>
    places.map((count, cell) => {
      const slot = cell % SLOTS;
      const isCut = cell < 3 * SLOTS && slot >= 3 * SLOTS_PER_DAY && slot < 3.5 * SLOTS_PER_DAY;
      return isCut ? count >> 1 : count;
    });
  const { total, inspected, examined } = problem.places;
  return {
    ...problem,
    places: { total: halve(total), inspected: halve(inspected), examined: halve(examined) },
    requests: {
      ...problem.requests,
      currentCell: cellOf,
      moveCost: new Int32Array(cellOf.length).fill(moveCost),
    },
  };
}
