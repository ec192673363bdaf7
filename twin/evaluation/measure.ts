import { giniOf } from '../../server/planning/fairness/carrier-delay.ts';
import { percentileOf } from '../../server/planning/simulate/journey-minutes.ts';
import type { Scenario, Truck } from './build-scenario.ts';
import { type Outcome, STATUS } from './simulate-week.ts';

/** What one policy did to a group of trucks. Means are over the trucks that came or would have come: no-shows are left out. */
export interface Measures {
  trucks: number;
  meanHours: number;
  p95Hours: number;
  queueHours: number;
  elsewhereHours: number;
  detourHours: number;
  serviceHours: number;
  /** Standing, here or there: not driving, not in service. All trucks together. */
  idleTruckHours: number;
  notServed: number;
  noShows: number;
  moved: number;
  sentAround: number;
  giniOfDelay: number;
}

export function measure(
  { trucks }: Scenario,
  outcome: Outcome,
  moved: Uint8Array | undefined,
  counts: (truck: Truck) => boolean,
): Measures {
  const group = trucks.flatMap((truck, index) => (counts(truck) ? [index] : []));
  const came = group.filter((index) => outcome.status[index] !== STATUS.noShow);
  const hoursOf = (index: number) => delayOf(outcome, index) + outcome.serviceHours[index]!;
  const mean = (column: Float64Array) => sumOf(came, (index) => column[index]!) / came.length;
  return {
    trucks: came.length,
    meanHours: sumOf(came, hoursOf) / came.length,
    p95Hours: percentileOf(Float64Array.from(came, hoursOf).sort(), 0.95),
    queueHours: mean(outcome.queueHours),
    elsewhereHours: mean(outcome.elsewhereHours),
    detourHours: mean(outcome.detourHours),
    serviceHours: mean(outcome.serviceHours),
    idleTruckHours: sumOf(came, (index) => outcome.queueHours[index]! + outcome.elsewhereHours[index]!),
    notServed: came.filter((index) => outcome.status[index] === STATUS.notServed).length,
    noShows: group.length - came.length,
    moved: moved ? sumOf(group, (index) => moved[index]!) : 0,
    sentAround: came.filter((index) => outcome.detourHours[index]! > 0).length,
    giniOfDelay: giniOf(meanDelaysOfCarriers(trucks, outcome, came)),
  };
}

/** Hours between readiness and clearance that were not service. */
function delayOf({ elsewhereHours, detourHours, queueHours }: Outcome, index: number): number {
  return elsewhereHours[index]! + detourHours[index]! + queueHours[index]!;
}

function meanDelaysOfCarriers(trucks: readonly Truck[], outcome: Outcome, came: readonly number[]): number[] {
  const byCarrier = new Map<number, number[]>();
  for (const index of came) {
    const { carrier } = trucks[index]!;
    byCarrier.set(carrier, [...(byCarrier.get(carrier) ?? []), index]);
  }
  return [...byCarrier.values()].map((own) => sumOf(own, (index) => delayOf(outcome, index)) / own.length);
}

function sumOf(indices: readonly number[], hoursAt: (index: number) => number): number {
  return indices.reduce((sum, index) => sum + hoursAt(index), 0);
}
