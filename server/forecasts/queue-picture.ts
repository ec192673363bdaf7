import type { Direction } from '../../shared/words.ts';
import type { GateTruck } from '../planning/simulate/gate-truck.ts';
import type { GateRule, ScenarioSlot } from '../planning/simulate/slot-scenario.ts';

/**
 * All that is known at one moment about one checkpoint and direction, and asked for by its forecast. Plain values, so that it can go to a thread.
 * Instants are milliseconds since 1970.
 */
export interface QueuePicture {
  checkpointId: string;
  direction: Direction;
  nowMs: number;
  basedOn: 'gate' | 'simulated' | 'bookings';
  rule: GateRule;
  /** One after the other without a gap; the first began at or before the moment the run starts. */
  slots: readonly PictureSlot[];
  trucks: readonly GateTruck[];
  punctuality: Punctuality;
  first: PostMeasure;
  second: PostMeasure;
  clearedLastHour: number;
  /** From the call to the first post, of the last hours. */
  approach: Measured;
  /** Median minutes from the arrival to the call of those who found nobody waiting: until somebody looks. */
  reactionMinutes: number;
  /** The most trucks seen at the second post at one time; no rule says how many it takes. */
  secondPostMost: number;
  /** See measureUnrest; of all posts together. */
  unrest: number;
}

/** What the calendar has for a slot. */
export interface PictureSlot extends ScenarioSlot {
  /** Bookings that will still be made for it, as far as the past tells. */
  laterBookings: number;
}

/** How trucks keep their slots, over all checkpoints. */
export interface Punctuality {
  noShowChance: number;
  /** Minutes from the slot's start to the arrival, as {@link Behaviour} of the simulation has them. */
  deviationQuantiles: readonly number[];
}

/** Services that ended: how many, their minutes in all, and the sum of their squares. */
export interface Measured {
  count: number;
  minutes: number;
  squares: number;
}

/** Services that began in the same hour, and the minutes that the calendar has for one. */
export interface MeasuredHour extends Measured {
  hoursAgo: number;
  calendarMinutes: number;
}

/** What a post really took for the documents of the last day; hours without a service may be missing. */
export interface PostMeasure {
  documents: readonly MeasuredHour[];
}
