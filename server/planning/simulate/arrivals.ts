import { makeRandom, type Random } from '../random.ts';
import { DEVIATION, drawShare, NO_SHOW } from './chance.ts';
import { type Behaviour, NO_SLOT, type Probes, type Scenario, STEP, type Trucks } from './model.ts';

/** All trucks of one run in one table: those of the scenario, then walk-ins, then probes. */
export interface Crowd {
  /** Trucks that take room: the probes are numbered from here. */
  readonly realCount: number;
  readonly count: number;
  /** NaN for a no-show. */
  readonly arrivalMinute: Float64Array;
  readonly slotMinute: Int32Array;
  readonly channel: Uint8Array;
  readonly rank: Uint8Array;
  /** Truck numbers in order of arrival: first the `hereCount` that are here at minute 0, then those who come. */
  readonly bySequence: Int32Array;
  readonly hereCount: number;
  readonly noShows: number;
}

/** Who comes when in this run. The same truck has the same luck in every scenario with the same seed and replication. */
export function drawCrowd(scenario: Scenario, keys: Int32Array, seed: string | number, replication: number): Crowd {
  const { trucks, behaviour, walkIns, probes } = scenario;
  const walkInMinutes = walkIns
    ? drawPoissonMinutes(walkIns.perHour, makeRandom('simulate', seed, replication, 'walk-ins'))
    : new Float64Array(0);
  const probeMinutes = probes
    ? drawProbeMinutes(probes, makeRandom('simulate', seed, replication, 'probes'))
    : new Float64Array(0);

  const realCount = trucks.count + walkInMinutes.length;
  const count = realCount + probeMinutes.length;
  const slotOfProbe = makeSlotOfProbe(scenario, keys);
  const arrivalMinute = new Float64Array(count);
  const noShows = drawBookedMinutes(trucks, behaviour, keys, arrivalMinute);
  arrivalMinute.set(walkInMinutes, trucks.count);
  arrivalMinute.set(probeMinutes, realCount);

  const here = trucks.step.some((step) => step !== STEP.expected) ? listHere(trucks) : new Int32Array(0);
  const bySequence = sequence(arrivalMinute, trucks.step, here, count - noShows);
  const extended = <Column extends Int32Array | Uint8Array>(column: Column, walkIn: number, probe: number): Column => {
    if (count === trucks.count) return column;
    const longer = column instanceof Int32Array ? new Int32Array(count) : new Uint8Array(count);
    longer.set(column);
    return longer.fill(walkIn, trucks.count, realCount).fill(probe, realCount) as Column;
  };
  const slotMinute = extended(trucks.slotMinute, NO_SLOT, NO_SLOT);
  for (let probe = realCount; probe < count; probe++) slotMinute[probe] = slotOfProbe(probe, arrivalMinute[probe]!);
  return {
    realCount,
    count,
    arrivalMinute,
    slotMinute,
    channel: extended(trucks.channel, walkIns?.channel ?? 0, probes?.channel ?? 0),
    rank: extended(trucks.rank, walkIns?.rank ?? 0, probes?.rank ?? 0),
    bySequence,
    hereCount: here.length,
    noShows,
  };
}

/** Fills in when the trucks of the scenario come and returns how many never do. */
function drawBookedMinutes(
  trucks: Trucks,
  behaviour: Behaviour,
  keys: Int32Array,
  arrivalMinute: Float64Array,
): number {
  const { readyMinute, slotMinute, noShow, step } = trucks;
  const quantiles = behaviour.deviationQuantiles;
  let noShows = 0;
  for (let truck = 0; truck < trucks.count; truck++) {
    const ready = readyMinute[truck]!;
    const slot = slotMinute[truck]!;
    if (step[truck] !== STEP.expected) {
      arrivalMinute[truck] = ready;
    } else if (noShow[truck] === 1) {
      arrivalMinute[truck] = Number.NaN;
      noShows++;
    } else if (slot === NO_SLOT) {
      arrivalMinute[truck] = ready;
    } else {
      // It is known not to have come before minute 0: what is left is the part of the distribution after it.
      const past = shareBelow(quantiles, -slot);
      const missing = behaviour.noShowChance / (behaviour.noShowChance + (1 - behaviour.noShowChance) * (1 - past));
      if (behaviour.noShowChance > 0 && drawShare(keys, NO_SHOW, truck) < missing) {
        arrivalMinute[truck] = Number.NaN;
        noShows++;
      } else {
        const share = past + drawShare(keys, DEVIATION, truck) * (1 - past);
        arrivalMinute[truck] = Math.max(0, ready, slot + quantileAt(quantiles, share));
      }
    }
  }
  return noShows;
}

/** Straight lines between quantiles at equal steps of probability. */
function quantileAt(quantiles: readonly number[], share: number): number {
  const place = share * (quantiles.length - 1);
  const below = Math.min(Math.floor(place), Math.max(0, quantiles.length - 2));
  const low = quantiles[below]!;
  return low + (place - below) * ((quantiles[below + 1] ?? low) - low);
}

/** The share of the distribution strictly below `minutes`: the inverse of {@link quantileAt}. */
function shareBelow(quantiles: readonly number[], minutes: number): number {
  if (quantiles[0]! >= minutes) return 0;
  const above = quantiles.findIndex((quantile) => quantile >= minutes);
  if (above < 0) return 1;
  const low = quantiles[above - 1]!;
  return (above - 1 + (minutes - low) / (quantiles[above]! - low)) / (quantiles.length - 1);
}

/**
 * Moments of a Poisson process with these mean numbers per hour, in order: unit exponentials, taken back through the cumulative rate
 * (Çinlar, Introduction to Stochastic Processes, 1975, ch. 4.7).
 */
function drawPoissonMinutes(perHour: readonly number[], random: Random): Float64Array {
  const total = perHour.reduce((sum, mean) => sum + mean, 0);
  let minutes = new Float64Array(Math.ceil(total + 6 * Math.sqrt(total) + 16));
  let count = 0;
  let before = 0;
  let drawn = -Math.log(1 - random());
  for (let hour = 0; hour < perHour.length; hour++) {
    const mean = perHour[hour]!;
    while (drawn < before + mean) {
      if (count === minutes.length) minutes = doubled(minutes);
      minutes[count++] = 60 * (hour + (drawn - before) / mean);
      drawn -= Math.log(1 - random());
    }
    before += mean;
  }
  return minutes.subarray(0, count);
}

function doubled(column: Float64Array): Float64Array<ArrayBuffer> {
  const longer = new Float64Array(2 * column.length);
  longer.set(column);
  return longer;
}

/** One moment in each of the equal parts of each hour: stratified, so that an hour is measured all over. */
function drawProbeMinutes(probes: Probes, random: Random): Float64Array {
  const part = 60 / probes.perHour;
  return Float64Array.from({ length: probes.hours * probes.perHour }, (_, index) => part * (index + random()));
}

/** The slot a probe is called with: {@link Probes}. */
function makeSlotOfProbe({ probes, callRule }: Scenario, keys: Int32Array): (probe: number, arrival: number) => number {
  const quantiles = probes?.deviationQuantiles;
  if (!quantiles) return () => NO_SLOT;
  const { slotMinutes, slotsFromMinute = 0 } = callRule;
  return (probe, arrival) => {
    const start = arrival - quantileAt(quantiles, drawShare(keys, DEVIATION, probe));
    return Math.floor(Math.round((start - slotsFromMinute) / slotMinutes) * slotMinutes + slotsFromMinute);
  };
}

/** Trucks that are here at minute 0, in the order in which they came. */
function listHere(trucks: Trucks): Int32Array {
  const here = trucks.step.reduce<number[]>((list, step, truck) => {
    if (step !== STEP.expected) list.push(truck);
    return list;
  }, []);
  return Int32Array.from(here.sort((a, b) => trucks.readyMinute[a]! - trucks.readyMinute[b]! || a - b));
}

/**
 * Truck numbers in order of arrival, ties by number. Counting sort by the minute, then insertion within it: linear, where a sort with a
 * comparison took longer than the run itself.
 */
function sequence(arrivalMinute: Float64Array, step: Uint8Array, here: Int32Array, count: number): Int32Array {
  const bySequence = new Int32Array(count);
  bySequence.set(here);
  let filled = here.length;
  let last = 0;
  let sorted = true;
  for (let truck = 0; truck < arrivalMinute.length; truck++) {
    const minute = arrivalMinute[truck]!;
    if (Number.isNaN(minute) || (truck < step.length && step[truck] !== STEP.expected)) continue;
    sorted &&= minute >= last;
    last = Math.max(last, minute);
    bySequence[filled++] = truck;
  }
  if (!sorted) sortByMinute(bySequence.subarray(here.length), arrivalMinute, last);
  return bySequence;
}

function sortByMinute(trucks: Int32Array, arrivalMinute: Float64Array, lastMinute: number): void {
  const unsorted = trucks.slice();
  const next = new Int32Array(Math.floor(lastMinute) + 2);
  for (const truck of unsorted) next[Math.floor(arrivalMinute[truck]!) + 1]!++;
  for (let minute = 1; minute < next.length; minute++) next[minute]! += next[minute - 1]!;
  for (const truck of unsorted) trucks[next[Math.floor(arrivalMinute[truck]!)]!++] = truck;
  for (let index = 1; index < trucks.length; index++) {
    const truck = trucks[index]!;
    const minute = arrivalMinute[truck]!;
    let place = index;
    while (place > 0 && arrivalMinute[trucks[place - 1]!]! > minute) {
      trucks[place] = trucks[place - 1]!;
      place--;
    }
    trucks[place] = truck;
  }
}
