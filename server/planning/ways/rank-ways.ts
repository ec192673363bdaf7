/** A whole way with its times, as it is compared. Minutes; times on one axis. */
export interface WayOption {
  readonly wayId: string;
  readonly isMain: boolean;
  readonly distanceKm: number;
  /** At the wheel, without rests. */
  readonly drivingMinutes: number;
  readonly departAt: number;
  readonly arrivalP50: number;
  readonly arrivalP80: number;
  /** False where the wait of a border on it is unknown: its P80 is then no more than its P50, and says nothing of how certain it is. */
  readonly isRiskKnown: boolean;
}

/** What a way costs in minutes of the truck; each its own part, so that the sum can be told. */
export interface WayCost {
  readonly totalMinutes: number;
  readonly travelMinutes: number;
  readonly delayMinutes: number;
  readonly detourMinutes: number;
  readonly riskMinutes: number;
}

export type WayReason = 'soonest' | 'shortest' | 'safest' | 'around' | 'late' | 'only';

export interface RankedWay<Option extends WayOption> {
  readonly option: Option;
  readonly cost: WayCost;
  readonly reasons: readonly WayReason[];
}

export interface OfferLimits {
  /** Further departures are added up to so many offers; each way has its best one in any case. */
  readonly most: number;
  readonly mostPerWay: number;
  /** Two offers of one way leave at least so far from each other. */
  readonly apartMinutes: number;
}

/**
 * Chooses the ways to offer and ranks them, the cheapest first. A minute is a minute, whatever it goes by (ours: nobody publishes a price of time of these
 * corridors):
 *
 * - **travel**: from the departure to the arrival at the median; **delay**: the arrival after the earliest of all; so leaving later is better only by more than it
 *   arrives later;
 * - **detour**: minutes at the wheel beyond the way with the fewest, for what driving costs besides time; **risk**: P80 less P50 of the arrival.
 *
 * Each way is offered with its cheapest departure; then further departures by their cost, as the limits allow. Of equal cost the sooner comes first. A
 * superlative is a reason only where the offers differ in it; the most certain is found among those whose risk is known.
 */
export function rankWays<Option extends WayOption>(
  options: readonly Option[],
  deadline: number,
  limits: OfferLimits,
): RankedWay<Option>[] {
  const earliest = Math.min(...options.map(({ arrivalP50 }) => arrivalP50));
  const fewest = Math.min(...options.map(({ drivingMinutes }) => drivingMinutes));
  const priced = options
    .map((option) => ({ option, cost: costOf(option, earliest, fewest) }))
    .sort((a, b) => a.cost.totalMinutes - b.cost.totalMinutes || a.option.arrivalP80 - b.option.arrivalP80);
  const chosen = choose(priced, limits);
  const reasonsOf = explain(
    chosen.map(({ option }) => option),
    deadline,
  );
  return chosen.map((one) => ({ ...one, reasons: reasonsOf(one.option) }));
}

function costOf(option: WayOption, earliest: number, fewest: number): WayCost {
  const travelMinutes = option.arrivalP50 - option.departAt;
  const delayMinutes = option.arrivalP50 - earliest;
  const detourMinutes = option.drivingMinutes - fewest;
  const riskMinutes = option.arrivalP80 - option.arrivalP50;
  const totalMinutes = travelMinutes + delayMinutes + detourMinutes + riskMinutes;
  return { totalMinutes, travelMinutes, delayMinutes, detourMinutes, riskMinutes };
}

/** @param priced the cheapest first. */
function choose<Priced extends { option: WayOption }>(priced: readonly Priced[], limits: OfferLimits): Priced[] {
  const chosen = new Set<Priced>();
  const take = (one: Priced, mostPerWay: number) => {
    const ofWay = [...chosen].filter(({ option }) => option.wayId === one.option.wayId);
    const isApart = ofWay.every(({ option }) => Math.abs(option.departAt - one.option.departAt) >= limits.apartMinutes);
    const hasRoom = ofWay.length === 0 || chosen.size < limits.most;
    if (hasRoom && ofWay.length < mostPerWay && isApart) chosen.add(one);
  };
  for (const one of priced) take(one, 1);
  for (const one of priced) take(one, limits.mostPerWay);
  return priced.filter((one) => chosen.has(one));
}

function explain(options: readonly WayOption[], deadline: number): (option: WayOption) => WayReason[] {
  const least = (measure: (option: WayOption) => number | undefined) => {
    const values = options.map(measure).filter((value) => value !== undefined);
    const best = Math.min(...values);
    return (option: WayOption) => best < Math.max(...values) && measure(option) === best;
  };
  const isSoonest = least(({ arrivalP50 }) => arrivalP50);
  const isShortest = least(({ distanceKm }) => distanceKm);
  const isSafest = least(({ isRiskKnown, arrivalP50, arrivalP80 }) =>
    isRiskKnown ? arrivalP80 - arrivalP50 : undefined,
  );
  return (option) => {
    const reasons: [WayReason, boolean][] = [
      ['only', options.length === 1],
      ['soonest', isSoonest(option)],
      ['shortest', isShortest(option)],
      ['safest', isSafest(option)],
      ['around', !option.isMain],
      ['late', option.arrivalP80 > deadline],
    ];
    return reasons.filter(([, holds]) => holds).map(([reason]) => reason);
  };
}
