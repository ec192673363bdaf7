import type { SideHour } from '../capacity.ts';
import { MAX_SERVICE_MINUTES } from './check-scenario.ts';
import type { Approach, Period, Post, Scenario, ServiceShape } from './model.ts';

/** What a slot has for a simulation: its places, and both posts in the direction of travel. */
export interface ScenarioSlot {
  startsAtMs: number;
  endsAtMs: number;
  closed: boolean;
  totalPlaces: number;
  first: SideHour;
  second: SideHour;
}

/** The windows of arrival and the places of a checkpoint, in one direction. */
export interface GateRule {
  earlyMinutes: number;
  graceMinutes: number;
  postPlaces: number;
  stripPlaces: number;
  callLeadMinutes: number;
}

export interface SlotScenarioInput {
  /** One after the other without a gap; the first began at or before minute 0. */
  slots: readonly ScenarioSlot[];
  rule: GateRule;
  /** Minute 0. */
  startMs: number;
  horizonMinutes: number;
  /** At the second post at one time; never taken for fewer than its lanes. */
  secondPostPlaces: number;
  /** On the calendar's minutes of a slot: above 1 is slower. 1 where it is left out. */
  tempoAt?: (post: 'first' | 'second', slot: ScenarioSlot) => number;
  approach: Pick<Approach, 'minutes' | 'cv'>;
  clearedLastHour: number;
  service: ServiceShape;
}

const minuteMs = 60_000;

/**
 * The simulation of a queue whose trucks come by their slots and are called by the rule of call-forward.ts, without its trucks.
 *
 * @throws RangeError without slots
 */
export function buildSlotScenario(input: SlotScenarioInput): Omit<Scenario, 'behaviour' | 'trucks'> {
  const { slots, rule, startMs, tempoAt = () => 1 } = input;
  const [head] = slots;
  if (!head) throw new RangeError('a simulation needs slots');
  const slotMinutes = (head.endsAtMs - head.startsAtMs) / minuteMs;
  const periods = (post: 'first' | 'second'): Period[] =>
    slots.map((slot): Period => {
      const side = slot.closed ? shut(slower(slot[post], 1)) : slower(slot[post], tempoAt(post, slot));
      return {
        lanes: side.lanes,
        scanners: side.scanners,
        bays: side.bays,
        documentMinutes: side.documentMinutes,
        scanMinutes: side.scanMinutes,
        examinationMinutes: side.examinationMinutes,
        scanShare: side.scanShare,
        examinationShare: side.examinationShare,
        fromMinute: (slot.startsAtMs - startMs) / minuteMs,
        scheduledPerHour: slot.closed ? 0 : slot.totalPlaces * perHour(slot),
      };
    });
  const mostLanes = slots.reduce((most, slot) => Math.max(most, slot.second.lanes), 1);
  const posts: Post[] = [
    { places: rule.postPlaces, periods: periods('first') },
    { places: Math.max(input.secondPostPlaces, mostLanes), periods: periods('second') },
  ];
  return {
    horizonMinutes: input.horizonMinutes,
    posts,
    stripPlaces: rule.stripPlaces,
    approach: {
      ...input.approach,
      loopPlaces: rule.stripPlaces,
      leadMinutes: Math.max(1, rule.callLeadMinutes),
      clearedLastHour: input.clearedLastHour,
    },
    callRule: {
      order: 'slot',
      lateAfterMinutes: slotMinutes + rule.graceMinutes,
      earlyMinutes: rule.earlyMinutes,
      slotMinutes,
      slotsFromMinute: (head.startsAtMs - startMs) / minuteMs,
    },
    service: input.service,
  };
}

const perHour = ({ startsAtMs, endsAtMs }: ScenarioSlot) => (60 * minuteMs) / (endsAtMs - startsAtMs);

/**
 * The same posts with fewer periods: in a run, one costs as much as a truck, and an hour that is as the one before is none. The pace of calling is
 * that of the first post, so that of the second counts for nothing.
 */
export function joinEqualPeriods(posts: readonly Post[]): Post[] {
  return posts.map(({ places, periods }, post) => {
    const names = post === 0 ? [...sideNames, 'scheduledPerHour' as const] : sideNames;
    const differs = (one: Period, other: Period) => names.some((name) => one[name] !== other[name]);
    return { places, periods: periods.filter((period, at) => at === 0 || differs(periods[at - 1]!, period)) };
  });
}

const sideNames = [
  ...(['lanes', 'scanners', 'bays', 'documentMinutes', 'scanMinutes', 'examinationMinutes'] as const),
  ...(['scanShare', 'examinationShare'] as const),
];

const shut = (side: SideHour): SideHour => ({ ...side, lanes: 0, scanners: 0, bays: 0 });

/** A pace of a hundredth, or a tempo on top of a day's examination, is more than a run takes: nobody is served then, and nobody is with the most. */
function slower(side: SideHour, factor: number): SideHour {
  const minutes = (calendar: number) => Math.min(MAX_SERVICE_MINUTES, calendar * factor);
  return {
    ...side,
    documentMinutes: minutes(side.documentMinutes),
    scanMinutes: minutes(side.scanMinutes),
    examinationMinutes: minutes(side.examinationMinutes),
  };
}
