import type { FairnessFigures, RoundFairness } from '../../shared/contract/rounds.ts';
import type { VehicleClass } from '../../shared/words.ts';
import { giniOf } from '../planning/fairness/carrier-delay.ts';

/** What a round did for one application, as the database writes it. */
export interface Outcome {
  organisationId: string;
  class: VehicleClass;
  country: string;
  /** From the first slot asked for to the one it has; null without one. */
  delayMinutes: number | null;
  inWindow: boolean;
}

/**
 * How evenly a round treats those who asked: the same figures by size of the carrier, by class and by nationality of the vehicle, and Gini's coefficient
 * of the carriers' mean delays. Of what was published, so with repairs and with what others took meanwhile. Pure, for a thread.
 *
 * @param json of {@link Outcome}[]
 */
export function measureFairness(json: string): RoundFairness {
  const outcomes = JSON.parse(json) as Outcome[];
  const carriers = listGroups(outcomes, ({ organisationId }) => organisationId).map(([, own]) => own);
  const means = carriers.flatMap((own) => figuresOf(own).meanDelayMinutes ?? []);
  return {
    byCarrierSize: bySize(carriers),
    byClass: listGroups(outcomes, (outcome) => outcome.class).map(([name, own]) => ({
      class: name,
      ...figuresOf(own),
    })),
    byCountry: listGroups(outcomes, ({ country }) => country).map(([country, own]) => ({ country, ...figuresOf(own) })),
    gini: means.length === 0 ? null : giniOf(means),
    carriers: carriers.length,
  };
}

/**
 * Carriers in thirds, by the number of their trucks: what is small in a round of a country's week is large in one of an evening. Carriers with as many
 * trucks are of one size, so a third may be larger, or empty.
 */
function bySize(carriers: readonly Outcome[][]): RoundFairness['byCarrierSize'] {
  const trucks = carriers.map((own) => own.length).sort((one, other) => one - other);
  const third = (part: number) => trucks[Math.ceil((part * trucks.length) / 3) - 1] ?? 0;
  const limits = { small: third(1), medium: third(2), large: third(3) };
  let above = 0;
  return (['small', 'medium', 'large'] as const).flatMap((size) => {
    const own = carriers.filter(({ length }) => length > above && length <= limits[size]);
    above = limits[size];
    return own.length === 0 ? [] : [{ size, carriers: own.length, trucksMax: limits[size], ...figuresOf(own.flat()) }];
  });
}

/** The largest group first. */
function listGroups<Key>(outcomes: readonly Outcome[], keyOf: (outcome: Outcome) => Key): [Key, Outcome[]][] {
  const groups = new Map<Key, Outcome[]>();
  for (const outcome of outcomes) {
    const key = keyOf(outcome);
    const group = groups.get(key);
    if (group) group.push(outcome);
    else groups.set(key, [outcome]);
  }
  return [...groups].sort(([, one], [, other]) => other.length - one.length);
}

function figuresOf(outcomes: readonly Outcome[]): FairnessFigures {
  const delays = outcomes.flatMap(({ delayMinutes }) => delayMinutes ?? []).sort((one, other) => one - other);
  return {
    asked: outcomes.length,
    placed: delays.length,
    inWindow: outcomes.filter(({ inWindow }) => inWindow).length,
    medianDelayMinutes: medianOf(delays),
    meanDelayMinutes:
      delays.length === 0 ? null : Math.round(delays.reduce((sum, delay) => sum + delay, 0) / delays.length),
  };
}

function medianOf(sorted: readonly number[]): number | null {
  if (sorted.length === 0) return null;
  const [low, high] = [sorted[(sorted.length - 1) >> 1]!, sorted[sorted.length >> 1]!];
  return Math.round((low + high) / 2);
}
