import { makeRandom, pickWeighted, type Random } from '../../server/planning/random.ts';
import type { Post } from '../../shared/gate-steps.ts';
import { uuidOf } from '../demand/uuid.ts';
import { arrivals, driveUp, mood, serviceCv, slowSpell, stripDrive, turnedBackShare } from './assumptions.ts';
import type { TrafficTruck } from './facts.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** At one post: minutes there as multiples of what is usual, and chances that are compared with the shares of the post. */
export interface PostFate {
  documents: number;
  scan: number;
  examination: number;
  pickScan: number;
  pickExamination: number;
}

/** Everything that will happen to a truck by itself. It hangs on the seed and the booking alone, so that a world that begins anew has the same. */
export interface Fate {
  /** Undefined: it never comes. */
  arrivesAtMs: number | undefined;
  driveUpMs: number;
  stripMs: number;
  isTurnedBack: boolean;
  first: PostFate;
  second: PostFate;
}

export function drawFate(seed: string, { bookingId, slotStartsAtMs }: TrafficTruck): Fate {
  const random = makeRandom(seed, 'fate', bookingId);
  const afterMinutes = drawArrivalMinutes(random);
  const post = (): PostFate => ({
    documents: logNormal(random, 1, serviceCv.documents),
    scan: logNormal(random, 1, serviceCv.scan),
    examination: logNormal(random, 1, serviceCv.examination),
    pickScan: random(),
    pickExamination: random(),
  });
  return {
    arrivesAtMs: afterMinutes === undefined ? undefined : Math.round(slotStartsAtMs + afterMinutes * minuteMs),
    driveUpMs: Math.round(logNormal(random, driveUp.meanMinutes, driveUp.cv) * minuteMs),
    stripMs: Math.round(logNormal(random, stripDrive.meanMinutes, stripDrive.cv) * minuteMs),
    isTurnedBack: random() < turnedBackShare,
    first: post(),
    second: post(),
  };
}

/** After the beginning of its slot; below zero is before. */
function drawArrivalMinutes(random: Random): number | undefined {
  const arrival = pickWeighted(random, arrivals, ({ share }) => share);
  if (arrival.kind === 'never') return undefined;
  if (arrival.kind === 'on-time') return arrival.meanMinutes + arrival.deviationMinutes * normal(random);
  const minutes = arrival.leastMinutes - arrival.meanMinutes * Math.log(1 - random());
  return arrival.kind === 'early' ? -minutes : minutes;
}

/** How much longer than announced a post takes at an instant, in either direction. */
export function makeMood(seed: string, checkpointId: string, side: 'kz' | 'neighbour'): (atMs: number) => number {
  const blocks = new Map<number, number>();
  const spells = new Map<number, { fromMs: number; toMs: number; factor: number } | undefined>();
  const between = (random: Random, least: number, most: number) => least + random() * (most - least);

  function blockAt(atMs: number): number {
    const block = Math.floor(atMs / (mood.blockHours * hourMs));
    const known =
      blocks.get(block) ?? logNormal(makeRandom(seed, 'mood', checkpointId, side, block), mood.mean, mood.cv);
    blocks.set(block, known);
    return known;
  }

  function spellOf(day: number) {
    if (!spells.has(day)) {
      const random = makeRandom(seed, 'slow spell', checkpointId, side, day);
      const happens = random() < slowSpell.perDay;
      const fromMs = (day + random()) * dayMs;
      const toMs = fromMs + between(random, slowSpell.leastHours, slowSpell.mostHours) * hourMs;
      const factor = between(random, slowSpell.leastFactor, slowSpell.mostFactor);
      spells.set(day, happens ? { fromMs, toMs, factor } : undefined);
    }
    return spells.get(day);
  }

  return (atMs) => {
    const day = Math.floor(atMs / dayMs);
    const spell = [spellOf(day - 1), spellOf(day)].find((one) => one && one.fromMs <= atMs && atMs < one.toMs);
    return blockAt(atMs) * (spell?.factor ?? 1);
  };
}

/**
 * The id of an event: the same step of the same truck at the same time has the same one, so that sending it twice records it once. The time is part
 * of it because a step that was undone is taken again.
 */
export function eventId(seed: string, bookingId: string, step: string, post: Post | null, atMs: number): string {
  return uuidOf(makeRandom(seed, 'event', bookingId, step, post ?? '', atMs));
}

/** Box and Muller, 1958. */
function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

function logNormal(random: Random, mean: number, cv: number): number {
  const variance = Math.log1p(cv * cv);
  return mean * Math.exp(Math.sqrt(variance) * normal(random) - variance / 2);
}
