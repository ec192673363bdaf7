import type { ItineraryLeg } from '../../shared/contract/itineraries.ts';
import type { Direction } from '../../shared/words.ts';
import type { DriverState, DrivingRules } from '../planning/ways/driving.ts';
import { findEarliestStarts, findLatestStart } from '../planning/ways/find-departures.ts';
import { type Walk, walkWay } from '../planning/ways/walk-way.ts';
import type { WayChoice } from '../planning/ways/way-model.ts';
import { toDate, toInstant } from './way-clock.ts';
import type { WayProblem, WayStep } from './way-problem.ts';

/** A whole way, or the rest of one, as it is planned. */
export interface PlannedWay {
  legs: ItineraryLeg[];
  departAt: Date;
  arrivalP50At: Date;
  arrivalP80At: Date;
  distanceKm: number;
  /** The slots it takes, in order; `leg` is the index in the legs of the whole way. */
  crossings: PlannedCrossing[];
  sailing: { sailingId: string; gateSlotId: number; leg: number } | null;
}

export interface PlannedCrossing {
  checkpointId: string;
  direction: Direction;
  slotId: number;
  leg: number;
  /** What this leg asks for as an application of its own: the first and last begin of a slot that fits the whole way. */
  earliestAt: Date;
  latestAt: Date;
}

export interface WayFrame {
  rules: DrivingRules;
  /** The earliest time at which the first of the parts may begin. */
  start: DriverState;
  /** Minute of arriveBy. */
  deadline: number;
  /** Index of the first step that is planned; those before it are over. */
  fromStep: number;
}

/**
 * Writes down a choice of the engine as the contract shows it: the times of every leg as planned, and between which it may be moved.
 *
 * `earliestAt`: the soonest at the median, with every slot that has room. `latestAt`: the latest start from which the end is reached by the deadline, four
 * times of five; of a way that is late anyway, by its own arrival.
 */
export function composeWay(problem: WayProblem, choice: WayChoice, frame: WayFrame): PlannedWay {
  const { rules, fromStep } = frame;
  const steps = problem.steps.slice(fromStep);
  const parts = problem.parts.slice(fromStep);
  const walk = walkChosen(problem, choice, frame);
  const earliest = findEarliestStarts(parts, rules, frame.start);
  const deadline = Math.max(frame.deadline, walk.arrivalP80);
  const legs = steps.map((step, index): ItineraryLeg => {
    const { startsAt, endsAt, driven, restMinutes } = walk.parts[index]!;
    const latest = findLatestStart(parts.slice(index), rules, { at: startsAt, driven }, deadline);
    const times = {
      earliestAt: toInstant(Math.min(earliest[index]!, startsAt)),
      latestAt: toInstant(latest),
      startsAt: toInstant(startsAt),
      endsAt: toInstant(endsAt),
    };
    return legOf(step, choice.optionOf[index]!, { times, restMinutes, arrivesAt: startsAt });
  });
  return {
    legs,
    departAt: toDate(walk.parts[0]?.startsAt ?? choice.departAt),
    arrivalP50At: toDate(walk.arrivalP50),
    arrivalP80At: toDate(walk.arrivalP80),
    distanceKm: problem.way.distanceKm,
    ...placesOf(legs, fromStep),
  };
}

/** The engine's choice as it goes at the median. */
export function walkChosen(problem: WayProblem, choice: WayChoice, { rules, start, fromStep }: WayFrame): Walk {
  const parts = problem.parts.slice(fromStep);
  return walkWay(
    parts,
    (part) => {
      const step = problem.steps[fromStep + part]!;
      if (step.kind === 'drive') throw new Error(`part ${part} is a drive`);
      return step.options[choice.optionOf[part]!]!.times;
    },
    rules,
    { ...start, at: choice.departAt },
  );
}

type Times = Pick<ItineraryLeg, 'earliestAt' | 'latestAt' | 'startsAt' | 'endsAt'>;

function legOf(
  step: WayStep,
  option: number,
  { times, restMinutes, arrivesAt }: { times: Times; restMinutes: number; arrivesAt: number },
): ItineraryLeg {
  if (step.kind === 'drive') {
    const { fromId, toId, distanceKm, drivingHours, isEstimated } = step.leg;
    return {
      kind: 'drive',
      fromId,
      toId,
      distanceKm,
      drivingHours,
      restHours: restMinutes / 60,
      isEstimated,
      ...times,
    };
  }
  if (step.kind === 'crossing') {
    const { slot, wait, times: slotTimes } = step.options[option]!;
    return {
      kind: 'crossing',
      ...step.crossing,
      slot,
      waitP50Minutes: wait && Math.round(wait.p50Minutes),
      waitP80Minutes: wait && Math.round(wait.p80Minutes),
      waitFrom: wait?.from ?? 'none',
      marginMinutes: slotTimes.leavesSafelyAt - slotTimes.leavesAt,
      idleMinutes: Math.max(0, slotTimes.beginsAt - arrivesAt),
      ...times,
    };
  }
  const { boarding, times: boardingTimes } = step.options[option]!;
  return {
    kind: 'sailing',
    sailing: boarding.sailing,
    gateSlot: boarding.gateSlot,
    marginMinutes: boardingTimes.leavesSafelyAt - boardingTimes.leavesAt,
    ...times,
  };
}

function placesOf(legs: readonly ItineraryLeg[], fromStep: number): Pick<PlannedWay, 'crossings' | 'sailing'> {
  const crossings: PlannedCrossing[] = [];
  let sailing: PlannedWay['sailing'] = null;
  for (const [index, leg] of legs.entries()) {
    const at = fromStep + index;
    if (leg.kind === 'crossing') {
      const { checkpointId, direction, slot, earliestAt, latestAt } = leg;
      const window = { earliestAt: new Date(earliestAt), latestAt: new Date(latestAt) };
      crossings.push({ checkpointId, direction, slotId: slot.id, leg: at, ...window });
    } else if (leg.kind === 'sailing') {
      sailing = { sailingId: leg.sailing.id, gateSlotId: leg.gateSlot.id, leg: at };
    }
  }
  return { crossings, sailing };
}
