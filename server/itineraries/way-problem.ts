import type { Slot } from '../../shared/contract/checkpoints.ts';
import type { Way, WayLeg } from '../../shared/contract/corridors.ts';
import type { CrossingSlot } from '../corridors/index.ts';
import type { DrivingRules } from '../planning/ways/driving.ts';
import { marginFactor } from '../planning/ways/margin.ts';
import type { StopOption, WayPart } from '../planning/ways/way-model.ts';
import { crossingsOfWay } from '../roads/index.ts';
import type { Boarding } from '../sailings/index.ts';
import type { Crossing, Places, SeaWay, Wait } from './load-places.ts';
import { toDate, toMinute } from './way-clock.ts';

/** One part of a way before it is planned: leg i of an itinerary is step i of its way. */
export type WayStep =
  | { kind: 'drive'; leg: WayLeg }
  | { kind: 'crossing'; crossing: Crossing; options: CrossingOption[]; refused: readonly CrossingSlot[] }
  | { kind: 'sailing'; leg: WayLeg; seaWay: SeaWay; options: SailingOption[]; refused: readonly Boarding[] };

export interface CrossingOption {
  slot: Slot;
  wait: Wait | null;
  times: StopOption;
}
export interface SailingOption {
  boarding: Boarding & { gateSlot: NonNullable<Boarding['gateSlot']> };
  times: StopOption;
}

/** A way with what may be chosen at each of its stops, in the words of the engine (`parts`) and in ours (`steps`), index by index. */
export interface WayProblem {
  way: Way;
  steps: WayStep[];
  parts: WayPart[];
  /** By how much the spread of each stop is widened. */
  factor: number;
}

type BareStep = { kind: 'drive'; leg: WayLeg } | { kind: 'crossing'; crossing: Crossing } | SeaStep;
interface SeaStep {
  kind: 'sailing';
  leg: WayLeg;
  seaWay: SeaWay;
}

/** The parts of a way in the order in which they are travelled; a road of no length is none. @param way turned the way it is travelled. */
export function stepsOf(way: Way): BareStep[] {
  const crossings = crossingsOfWay(way);
  return way.legs.flatMap((leg, index): BareStep[] => {
    const steps: BareStep[] = [];
    if (leg.mode === 'sea') {
      steps.push({ kind: 'sailing', leg, seaWay: { fromPortId: leg.fromId, toPortId: leg.toId } });
    } else if (leg.drivingHours > 0) steps.push({ kind: 'drive', leg });
    if (way.nodes[index + 1]!.kind === 'checkpoint') {
      const crossing = crossings.find(({ checkpointId }) => checkpointId === leg.toId)!;
      steps.push({ kind: 'crossing', crossing });
    }
    return steps;
  });
}

/**
 * What the engine plans: a slot, or a sailing with a slot of its gate, as an option of its stop.
 *
 * - **Crossing**: the truck is there by the begin of its slot, at the first post after the wait of that hour (P50, and P80 with the margin), and through after the
 *   minutes at both posts. Where no wait is known, it is at the first post when the slot ends: the ends of the slot are all that is known.
 * - **Ship**: the truck is at the gate by the begin of the gate's slot and leaves the port of arrival when that is open (its weekend and hours) after the ship has come.
 * - **Margin**: the spread of each stop, widened so that all stops still to come are in time together four times of five (`marginFactor`).
 *
 * @param fromStep the first step that is still to come: stops before it spread nothing any more.
 */
export function makeWayProblem(way: Way, places: Places, rules: DrivingRules, fromStep = 0): WayProblem {
  const bare = stepsOf(way);
  const factor = marginFactor(bare.slice(fromStep).filter(({ kind }) => kind !== 'drive').length);
  const steps = bare.map((step): WayStep => {
    if (step.kind === 'drive') return step;
    if (step.kind === 'crossing') {
      const slots = places.slotsOf(step.crossing);
      return {
        ...step,
        options: slots.filter(({ refused }) => refused === null).map(({ slot }) => crossIn(slot, places, factor)),
        refused: slots.filter(({ refused }) => refused !== null),
      };
    }
    const boardings = places.boardingsOf(step.seaWay);
    return {
      ...step,
      options: boardings.filter(({ refused }) => refused === null).map((one) => board(one, rules, factor)),
      refused: boardings.filter(({ refused }) => refused !== null),
    };
  });
  return { way, steps, parts: partsOf(steps), factor };
}

export function partsOf(steps: readonly WayStep[]): WayPart[] {
  return steps.map((step) =>
    step.kind === 'drive'
      ? { kind: 'drive', minutes: Math.round(step.leg.drivingHours * 60) }
      : { kind: 'stop', options: step.options.map(({ times }) => times) },
  );
}

/** A slot as an option. */
export function crossIn(slot: Slot, places: Places, factor: number): CrossingOption {
  const wait = places.waitOf(slot);
  const beginsAt = toMinute(slot.startsAt);
  const endsAt = toMinute(slot.endsAt);
  const postMinutes = Math.round(places.postMinutesOf(slot));
  const leavesAt = (wait ? beginsAt + Math.round(wait.p50Minutes) : endsAt) + postMinutes;
  const marginMinutes = wait ? Math.ceil(factor * Math.max(0, wait.p80Minutes - wait.p50Minutes)) : 0;
  return {
    slot,
    wait,
    times: { beginsAt, endsAt, leavesAt, leavesSafelyAt: leavesAt + marginMinutes, isRest: false },
  };
}

/** A sailing with its gate slot as an option. @param boarding with a gate slot. */
export function board(boarding: Boarding, rules: DrivingRules, factor: number): SailingOption {
  const { sailing, leavesPortAfter } = boarding;
  const gateSlot = boarding.gateSlot!;
  const comesAt = toMinute(sailing.expectedArrivalAt);
  const spread = Math.max(0, toMinute(sailing.arrivalP80At) - comesAt);
  const leavesAt = (minute: number) => toMinute(leavesPortAfter(toDate(minute)));
  return {
    boarding: { ...boarding, gateSlot },
    times: {
      beginsAt: toMinute(gateSlot.startsAt),
      endsAt: toMinute(gateSlot.endsAt),
      leavesAt: leavesAt(comesAt),
      leavesSafelyAt: leavesAt(comesAt + Math.ceil(factor * spread)),
      isRest: comesAt - toMinute(sailing.expectedDepartureAt) >= rules.restMinutes,
    },
  };
}
