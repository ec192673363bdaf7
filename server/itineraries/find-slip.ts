import type { ItineraryLeg } from '../../shared/contract/itineraries.ts';
import { type DriverState, type DrivingRules, drive, rulesOf } from '../planning/ways/driving.ts';
import type { CrossingStop, Journey, SailingStop, Slip, Stop } from './journey.ts';

/** What is later than planned, by how much: of several, the one that costs the most is the cause. */
interface Suspect extends Pick<Slip, 'cause' | 'leg' | 'reason'> {
  minutes: number;
  what: string;
}

type Place = Omit<ItineraryLeg & { kind: 'crossing' }, 'kind'>;
type Voyage = Omit<ItineraryLeg & { kind: 'sailing' }, 'kind'>;

/**
 * Goes a way as it stands now, at the median, and says what no longer fits: the first stop whose slot is over before the truck is there, whose slot is closed,
 * or whose ship does not take it. What the margins absorb is no slip: as long as each stop is reached before its slot ends, nobody is asked anything.
 *
 * Where the truck has been is known from the gates; a truck that has not been seen yet is taken to be on its way as planned.
 *
 * @returns undefined where all of it still fits
 */
export function findSlip(journey: Journey, now: Date): Slip | undefined {
  const rules = rulesOf(journey.wish.drivingRules);
  const departAt = minuteOf(journey.departAt);
  let truck: DriverState = { at: departAt, driven: 0 };
  // It leaves as late as the way allows; before that it could leave sooner.
  const earliest = departAt > minuteOf(now) ? Math.max(minuteOf(now), minuteOf(journey.wish.readyAt)) : departAt;
  let from = { leg: 0, at: earliest, driven: 0 };
  let suspect: Suspect | undefined;
  const passed: Slip['passed'] = [];
  const pass = (next: DriverState) => {
    passed.push({ startsAt: dateOf(truck.at), endsAt: dateOf(next.at) });
    truck = next;
  };
  for (const [index, leg] of journey.legs.entries()) {
    if (leg.kind === 'drive') {
      pass(drive(truck, Math.round(leg.drivingHours * 60), rules));
      continue;
    }
    const stop = journey.stops.get(index);
    if (!stop) return undefined; // it was given up: there is no whole way any more
    if (stop.kind === 'crossing' && stop.passageState === 'turned-back') return undefined;
    const missed = missedBecause(stop, index, truck, minuteOf(now));
    if (missed) {
      const cause = missed === 'late' ? (suspect ?? lateAt(leg, stop, index)) : missed;
      // Nobody knows where a truck is that did not come: at the checkpoint, at best.
      const isAbsent = stop.kind === 'crossing' && stop.state === 'no-show';
      const rest = isAbsent ? { leg: index, at: minuteOf(now), driven: 0 } : from;
      return { ...slipOf(cause, index, stop, rest), passed: passed.slice(0, rest.leg) };
    }
    const left = leaveStop(leg, stop, truck, minuteOf(now), rules);
    const found = suspectAt(leg, stop, index, left.at);
    if (found && found.minutes > (suspect?.minutes ?? 0)) suspect = found;
    pass(left);
    from = { leg: index + 1, ...truck };
  }
  return undefined;
}

function missedBecause(stop: Stop, leg: number, truck: DriverState, now: number): Suspect | 'late' | undefined {
  if (stop.kind === 'crossing') {
    if (stop.state === 'no-show') {
      return { cause: 'truck-late', leg, reason: '', minutes: 0, what: stop.bookingId };
    }
    if (isThere(stop) || stop.state === 'ended') return undefined;
    if (stop.isClosed && minuteOf(stop.endsAt) > now) {
      return { cause: 'slot-moved', leg, reason: stop.reason, minutes: 0, what: `closed/${stop.slotId}` };
    }
    return truck.at > minuteOf(stop.endsAt) ? 'late' : undefined;
  }
  if (hasSailed(stop)) return undefined;
  if (stop.hasNoRoom) {
    const isMoved = stop.sailingState !== 'cancelled' && stop.gateEndsAt > stop.gateCutoffAt;
    const { reason, expectedDepartureAt, sailingId } = stop;
    return isMoved
      ? { cause: 'sailing-delayed', leg, reason, minutes: 0, what: expectedDepartureAt.toISOString() }
      : { cause: 'sailing-cancelled', leg, reason, minutes: 0, what: sailingId };
  }
  return truck.at > minuteOf(stop.gateEndsAt) ? 'late' : undefined;
}

/** Nothing before it is late, and yet it is missed: then its own slot came sooner. */
function lateAt(leg: Place | Voyage, stop: Stop, index: number): Suspect {
  const isMoved = stop.kind === 'crossing' && 'slot' in leg && leg.slot.id !== stop.slotId;
  return isMoved
    ? { cause: 'slot-moved', leg: index, reason: stop.reason, minutes: 0, what: `${stop.slotId}` }
    : { cause: 'truck-late', leg: index, reason: '', minutes: 0, what: idOf(stop) };
}

function leaveStop(leg: Place | Voyage, stop: Stop, truck: DriverState, now: number, rules: DrivingRules): DriverState {
  if (stop.kind === 'crossing' && 'slot' in leg) return leaveCrossing(leg, stop, truck, now, rules);
  if (stop.kind === 'sailing' && 'sailing' in leg) {
    // Unloaded as long after the ship has come as was planned: its port may have been closed.
    const unloadMinutes = Math.max(0, minuteOf(leg.endsAt) - minuteOf(leg.sailing.expectedArrivalAt));
    const atSeaMinutes = minuteOf(stop.expectedArrivalAt) - minuteOf(stop.expectedDepartureAt);
    const at = minuteOf(stop.expectedArrivalAt) + unloadMinutes;
    return { at, driven: atSeaMinutes >= rules.restMinutes ? 0 : truck.driven };
  }
  throw new Error('a stop is of another kind than its leg');
}

function leaveCrossing(
  leg: Place,
  stop: CrossingStop,
  truck: DriverState,
  now: number,
  rules: DrivingRules,
): DriverState {
  const begin = minuteOf(stop.startsAt);
  const driven = begin - truck.at >= rules.restMinutes ? 0 : truck.driven;
  if (stop.clearedAt) return { at: minuteOf(stop.clearedAt), driven };
  const inTurn = Math.max(minuteOf(leg.slot.startsAt), minuteOf(leg.startsAt));
  const postMinutes = Math.max(0, minuteOf(leg.endsAt) - inTurn - (leg.waitP50Minutes ?? slotMinutes(leg.slot)));
  const waitMinutes = stop.waitP50Minutes ?? leg.waitP50Minutes ?? slotMinutes(leg.slot);
  const ready = Math.max(truck.at, begin) + waitMinutes;
  // Who stands there still will not be through before now.
  const at = (isThere(stop) ? Math.max(begin + waitMinutes, now) : ready) + postMinutes;
  return { at: Math.round(at), driven };
}

/** What of this stop is later than it was planned. @param leavesAt minute at which the truck is through */
function suspectAt(leg: Place | Voyage, stop: Stop, index: number, leavesAt: number): Suspect | undefined {
  const late = leavesAt - minuteOf(leg.endsAt);
  if (late <= 0) return undefined;
  if (stop.kind === 'sailing') {
    const what = stop.expectedDepartureAt.toISOString();
    return { cause: 'sailing-delayed', leg: index, reason: stop.reason, minutes: late, what };
  }
  if ('slot' in leg && leg.slot.id !== stop.slotId) {
    return { cause: 'slot-moved', leg: index, reason: stop.reason, minutes: late, what: `${stop.slotId}` };
  }
  const cause = isThere(stop) || stop.clearedAt ? 'truck-late' : 'wait-longer';
  return { cause, leg: index, reason: '', minutes: late, what: stop.bookingId };
}

function slipOf(
  { cause, leg, reason, what }: Suspect,
  missedLeg: number,
  stop: Stop,
  { leg: fromLeg, at, driven }: DriverState & { leg: number },
): Omit<Slip, 'passed'> {
  return {
    cause,
    leg,
    missedLeg,
    reason,
    mark: [cause, leg, what, missedLeg, idOf(stop)].join('/'),
    from: { leg: fromLeg, at: dateOf(at), drivenMinutes: driven },
  };
}

const idOf = (stop: Stop) => (stop.kind === 'crossing' ? `${stop.slotId}` : `${stop.sailingId}/${stop.gateSlotId}`);
const minuteOf = (at: Date | string) => Math.floor(new Date(at).getTime() / 60_000);
const dateOf = (minute: number) => new Date(minute * 60_000);
const slotMinutes = ({ startsAt, endsAt }: { startsAt: string; endsAt: string }) =>
  minuteOf(endsAt) - minuteOf(startsAt);
const hasSailed = ({ state, sailingState }: SailingStop) =>
  state === 'ended' || sailingState === 'departed' || sailingState === 'arrived';
/** At the gate, and not through. */
const isThere = ({ passageState, clearedAt }: CrossingStop) =>
  clearedAt === null && passageState !== null && !['expected', 'cancelled', 'no-show'].includes(passageState);
