/**
 * One direction of one checkpoint as a discrete-event simulation: what goes in and what comes out.
 *
 * A truck comes to the **waiting area**, is called to the **first post** when a place is free there, drives up, passes its stages
 * (documents; scan and examination where its channel or the post's own pick asks for them), the neutral **strip**, the same stages
 * of the **second post**, and is cleared. A truck that is done at the first post and finds the strip full keeps its server until
 * there is room (blocking after service: Perros, Queueing Networks with Blocking, 1994). A port, or a plain queue, is one post.
 *
 * Time is minutes since the start of the run; what lies before it is negative. Trucks are columns: one entry per truck in each.
 */
import type { SideHour } from '../capacity.ts';
import type { Channel } from '../model.ts';

/** In `slotMinute`: the truck has no slot. */
export const NO_SLOT = -(2 ** 31);

/** Where a truck is. At a post, a step counts those who queue for the stage and those in it. */
export const STEP = {
  expected: 0,
  waiting: 1,
  firstDocuments: 2,
  firstScan: 3,
  firstExamination: 4,
  strip: 5,
  secondDocuments: 6,
  secondScan: 7,
  secondExamination: 8,
  cleared: 9,
  noShow: 10,
  /** On the way from the waiting area to the first post. */
  called: 11,
} as const;
export type Step = (typeof STEP)[keyof typeof STEP];

/** The stages in driving order; the index of every per-stage column. A checkpoint of one post uses the first three. */
export const STAGES = [
  'first documents',
  'first scan',
  'first examination',
  'second documents',
  'second scan',
  'second examination',
] as const;

export const MAX_TRUCKS = 2 ** 23;
/** A year: what the order of calling can hold beside rank and arrival. */
export const MAX_MINUTE = 525_600;

export interface Scenario {
  /** The run ends here, above 0 and at most MAX_MINUTE; Infinity: when nothing more can happen. */
  readonly horizonMinutes: number;
  /** One or two posts in driving order. */
  readonly posts: readonly Post[];
  /** Trucks that fit between two posts, at least 1; not looked at with one post. */
  readonly stripPlaces: number;
  readonly callRule: CallRule;
  /** Without it a truck is at the first post as soon as it is called. */
  readonly approach?: Approach;
  readonly service: ServiceShape;
  readonly behaviour: Behaviour;
  readonly trucks: Trucks;
  /** Trucks nobody announced, without a slot: a Poisson process, drawn anew in each run. */
  readonly walkIns?: WalkIns;
  /** Trucks that measure and take no room: see {@link Probes}. */
  readonly probes?: Probes;
}

export interface Post {
  /** Trucks that may stand at the post: called, in the lanes, and in the yard before scan and examination. At least 1, may be Infinity. */
  readonly places: number;
  /** In time order, the first at or before minute 0. Each holds until the next begins, the last for good. */
  readonly periods: readonly Period[];
}

/** The way from the waiting area to the first post, and the pace at which trucks are sent on it: countToCall and callPaceOf of call-forward.ts. */
export interface Approach {
  /** Mean minutes of the drive, above 0; log-normal with this coefficient of variation, 0…10. */
  readonly minutes: number;
  readonly cv: number;
  /**
   * Trucks called, at the first post and on the strip together, at most: who is called is sure of a place on the strip, whatever happens
   * behind it (a kanban loop, as call-forward.ts has it). At least 1, may be Infinity.
   */
  readonly loopPlaces: number;
  /** What the rule of calling takes the drive for: so long a piece of the hour's pace may be on the way at once. Above 0. */
  readonly leadMinutes: number;
  /** Trucks cleared in the hour before minute 0. */
  readonly clearedLastHour: number;
}

/**
 * What a post has open from `fromMinute` on: whole servers (0: closed), minutes and shares as in capacity.ts. A service takes the minutes
 * of the period it begins in. Where servers become fewer, those who serve finish their truck.
 */
export interface Period extends Readonly<SideHour> {
  readonly fromMinute: number;
  /** Trucks an hour that the first post is scheduled to take: with an {@link Approach} the pace of calling; 0: nobody is called. */
  readonly scheduledPerHour?: number;
}

export interface CallRule {
  /**
   * `slot`: by slot, then rank, then arrival. A truck without a slot, or late for it, stands where it would with the slot it arrives in.
   * `first-come`: by arrival alone.
   */
  readonly order: 'slot' | 'first-come';
  /** A truck that comes more than this after its slot began is late. Infinity: nobody is. */
  readonly lateAfterMinutes: number;
  /** Who comes more than this before its slot waits until then, and is not called. Infinity where it is left out. */
  readonly earlyMinutes?: number;
  /** Length of a slot, for those who get the slot they arrive in. Above 0. */
  readonly slotMinutes: number;
  /** A minute at which a slot begins; 0 where it is left out. */
  readonly slotsFromMinute?: number;
}

/**
 * How service times scatter around the minutes of the period. `cv` is the coefficient of variation (standard deviation / mean), 0…10.
 */
export type ServiceShape =
  | { readonly kind: 'lognormal'; readonly cv: number }
  | { readonly kind: 'exponential' }
  | { readonly kind: 'deterministic' };

export interface Behaviour {
  /** Chance that a truck with a slot never comes, 0…1. One that is still missing after its slot began is likelier a no-show (Bayes). */
  readonly noShowChance: number;
  /**
   * Minutes between the slot's start and the truck's arrival, as quantiles at equal steps of probability from the earliest to the
   * latest, straight lines between: `[-60, 0, 90]` comes at most an hour early and 90 minutes late, half of the trucks before the start.
   * `[0]`: everybody is on time. Never descending.
   */
  readonly deviationQuantiles: readonly number[];
}

export interface Trucks {
  readonly count: number;
  /**
   * Without a slot: when the truck comes. With one: it does not come before. For a truck already here: when it came, at most 0.
   */
  readonly readyMinute: Float64Array;
  /** Start of its slot, or NO_SLOT. */
  readonly slotMinute: Int32Array;
  /** {@link Channel}: yellow and red are scanned, red is examined, at both posts; green where the post picks it. */
  readonly channel: Uint8Array;
  /** Class: the smallest is called first within a slot, 0…255. */
  readonly rank: Uint8Array;
  /** 1: will not come, whatever the chance. */
  readonly noShow: Uint8Array;
  /** {@link STEP}: `expected`, or where the truck is at minute 0. */
  readonly step: Uint8Array;
  /** For a truck already here: when it came to this step, at most 0. */
  readonly sinceMinute: Float64Array;
}

/** One truck for {@link buildTrucks}; what is left out is green, of rank 0, without a slot, and expected. */
export interface TruckInput {
  readyMinute: number;
  slotMinute?: number;
  channel?: Channel;
  rank?: number;
  noShow?: boolean;
  step?: Step;
  sinceMinute?: number;
}

export interface WalkIns {
  /** Mean number of trucks in hour 0, 1, … of the run; none afterwards. At least 0. */
  readonly perHour: readonly number[];
  readonly channel: Channel;
  readonly rank: number;
}

/**
 * Trucks that see what a truck would see and delay nobody: a probe stands in the queue and is served, but takes no server and no
 * place. So an hour in which nobody comes has a wait, too, and measuring it does not lengthen it.
 */
export interface Probes {
  /** Probes come in hours 0 … hours − 1, 1…168. */
  readonly hours: number;
  /** In each hour, at a random moment of each of so many equal parts, 1…60. */
  readonly perHour: number;
  readonly channel: Channel;
  readonly rank: number;
  /**
   * How long before or after the start of its slot a probe comes, as in {@link Behaviour}: it stands in the order of calling with the slot that
   * begins nearest to so long before its arrival. Left out: with the slot it arrives in.
   */
  readonly deviationQuantiles?: readonly number[];
}

/** What happened to each truck. NaN: did not happen in the run, or before it. */
export interface Journeys {
  readonly count: number;
  /** At the waiting area; NaN for a no-show. */
  readonly arrivalMinute: Float64Array;
  /** From the waiting area to the first post. */
  readonly calledMinute: Float64Array;
  /** At the first post: when it was called, and has driven up. */
  readonly postMinute: Float64Array;
  readonly clearedMinute: Float64Array;
  /** Minutes in service, all stages together. */
  readonly servedMinutes: Float64Array;
  /** By stage ({@link STAGES}): minutes in its queue, the strip not counted; NaN where the truck did not begin the stage. */
  readonly stageWaitMinutes: readonly Float32Array[];
  /** {@link STEP} at the end of the run. */
  readonly step: Uint8Array;
}

export interface Run {
  /** The trucks of the scenario in its order, then the walk-ins in order of arrival. */
  readonly trucks: Journeys;
  /** By hour, then in order of arrival within it; empty where the scenario has none. */
  readonly probes: Journeys;
  readonly summary: Summary;
}

/** Of trucks, not of probes. */
export interface Summary {
  /** When the run ended: the horizon, or without one the last event, which may be a probe's. */
  readonly endMinute: number;
  /** Trucks that came, with those already here at minute 0: `entered = cleared + inside`. */
  readonly entered: number;
  readonly cleared: number;
  readonly inside: number;
  readonly noShows: number;
  /** Trucks that had not come when the run ended: `entered + noShows + expected` are all. */
  readonly expected: number;
  readonly clearedPerHour: number;
  /** Time average of trucks from waiting area to clearance: L of Little's law. */
  readonly meanInside: number;
  /** By stage: minutes in service / minutes of its open servers; NaN where none was open. */
  readonly utilisation: Float64Array;
  /** By stage: minutes in which a server was kept by a truck that found the strip full. */
  readonly blockedMinutes: Float64Array;
  /** The most trucks there at one time: by post, with those called to the first, and on the strip. */
  readonly peakAtPost: readonly number[];
  readonly peakOnStrip: number;
}

/** Rows to columns. */
export function buildTrucks(rows: readonly TruckInput[]): Trucks {
  return {
    count: rows.length,
    readyMinute: Float64Array.from(rows, (row) => row.readyMinute),
    slotMinute: Int32Array.from(rows, (row) => row.slotMinute ?? NO_SLOT),
    channel: Uint8Array.from(rows, (row) => row.channel ?? 0),
    rank: Uint8Array.from(rows, (row) => row.rank ?? 0),
    noShow: Uint8Array.from(rows, (row) => (row.noShow ? 1 : 0)),
    step: Uint8Array.from(rows, (row) => row.step ?? STEP.expected),
    sinceMinute: Float64Array.from(rows, (row) => row.sinceMinute ?? 0),
  };
}
