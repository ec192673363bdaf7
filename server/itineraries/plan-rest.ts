import type { ItineraryWish, NoWay } from '../../shared/contract/itineraries.ts';
import { getSlot } from '../corridors/index.ts';
import { leaveLate } from '../planning/ways/find-departures.ts';
import { findSoonest } from '../planning/ways/find-soonest.ts';
import type { WayChoice, WayPart } from '../planning/ways/way-model.ts';
import type { Database } from '../platform/database/client.ts';
import { findBoarding } from '../sailings/index.ts';
import { addBoarding, addSlot } from './add-option.ts';
import { composeWay, type PlannedWay } from './compose-way.ts';
import { explainNoWay } from './explain-no-way.ts';
import { getOpenWay, type OpenWay } from './get-open-way.ts';
import { toMinute } from './way-clock.ts';

/** A place that a carrier has is kept as long as giving it up does not bring the truck there sooner by more than this. Ours. */
const keepMinutes = 60;

export interface RestOfWay {
  /** Index of the first leg that is still to come. */
  leg: number;
  at: Date;
  drivenMinutes: number;
  /** It has not left yet: it leaves as late as the new places allow, for who waits does that better at home than at a port. */
  isAtHome: boolean;
}

export interface KeptPlaces {
  slotIds: readonly number[];
  sailing: { sailingId: string; gateSlotId: number } | null;
}

/**
 * Plans the rest of a way anew from where the truck is. One that is under way goes on at once; the places that it has are options even where they are full, and as many of them are
 * kept as cost no more than an hour together.
 *
 * @returns the legs from `from.leg` on, or why nothing leads on
 * @throws apiError CORRIDOR_NOT_FOUND
 */
export async function planRest(
  db: Database,
  now: Date,
  organisationId: string,
  wish: ItineraryWish,
  wayId: string,
  from: RestOfWay,
  keep: KeptPlaces,
): Promise<PlannedWay | NoWay> {
  const rest = { step: from.leg, at: Math.max(toMinute(now), toMinute(from.at)), driven: from.drivenMinutes };
  const open = await getOpenWay(db, now, organisationId, wish, wayId, rest);
  const kept = await keepPlaces(db, open, keep);
  const choice = choose(open, kept);
  if (!choice) return explainNoWay(open.problem, open.horizon);
  const { rules, start, fromStep } = open.horizon;
  const planned = from.isAtHome ? leaveLate(open.problem.parts.slice(fromStep), rules, start, choice) : choice;
  return composeWay(open.problem, planned, open.horizon);
}

/** The index of the option that the truck has, by the part of the rest. */
async function keepPlaces(
  db: Database,
  { problem, places, horizon }: OpenWay,
  keep: KeptPlaces,
): Promise<Map<number, number>> {
  const slots = await Promise.all(keep.slotIds.map((id) => getSlot(db, id)));
  const boarding = keep.sailing && (await findBoarding(db, keep.sailing));
  const kept = new Map<number, number>();
  for (const [index, step] of problem.steps.entries()) {
    if (index < horizon.fromStep) continue;
    const part = index - horizon.fromStep;
    if (step.kind === 'crossing') {
      const { checkpointId, direction } = step.crossing;
      const slot = slots.find((one) => one.checkpointId === checkpointId && one.direction === direction);
      if (slot && slot.closedBecause === null) kept.set(part, addSlot(problem, step, slot, places));
    } else if (step.kind === 'sailing' && boarding && boarding.sailing.fromPortId === step.seaWay.fromPortId) {
      kept.set(part, addBoarding(problem, step, boarding, horizon.rules));
    }
  }
  return kept;
}

function choose({ problem, horizon }: OpenWay, kept: ReadonlyMap<number, number>): WayChoice | undefined {
  const { rules, start, fromStep, latest } = horizon;
  const parts = problem.parts.slice(fromStep);
  const free = findSoonest(parts, rules, start, latest);
  if (!free) return undefined;
  for (const keptParts of subsetsOf([...kept.keys()])) {
    const narrowed = parts.map((part, index): WayPart => {
      if (part.kind === 'drive' || !keptParts.includes(index)) return part;
      return { ...part, options: [part.options[kept.get(index)!]!] };
    });
    const choice = findSoonest(narrowed, rules, start, free.arrivalP80 + keepMinutes);
    if (!choice) continue;
    const optionOf = choice.optionOf.map((option, index) => (keptParts.includes(index) ? kept.get(index)! : option));
    return { ...choice, optionOf };
  }
  return free;
}

/** The largest first; a way has a handful of stops. */
function subsetsOf(parts: readonly number[]): number[][] {
  const subsets: number[][] = [[]];
  for (const part of parts) subsets.push(...subsets.map((one) => [...one, part]));
  return subsets.sort((a, b) => b.length - a.length);
}
