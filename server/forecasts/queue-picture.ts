import type { Channel, Direction, VehicleClass } from '../../shared/words.ts';
import type { SideHour } from '../planning/capacity.ts';

/**
 * All that is known at one moment about one checkpoint and direction, and asked for by its forecast. Plain values, so that it can go to a thread.
 * Instants are milliseconds since 1970.
 */
export interface QueuePicture {
  checkpointId: string;
  direction: Direction;
  nowMs: number;
  basedOn: 'gate' | 'simulated' | 'bookings';
  rule: PictureRule;
  /** One after the other without a gap; the first began at or before the moment the run starts. */
  slots: readonly PictureSlot[];
  trucks: readonly PictureTruck[];
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

export interface PictureRule {
  earlyMinutes: number;
  graceMinutes: number;
  postPlaces: number;
  stripPlaces: number;
  callLeadMinutes: number;
}

/** What the calendar has for a slot: both posts in the direction of travel. */
export interface PictureSlot {
  startsAtMs: number;
  endsAtMs: number;
  closed: boolean;
  totalPlaces: number;
  /** Bookings that will still be made for it, as far as the past tells. */
  laterBookings: number;
  first: SideHour;
  second: SideHour;
}

/** A truck that is booked and has not come, or is between arrival and clearance. */
export interface PictureTruck {
  place: TruckPlace;
  /** Start of its slot; of the slot it is called with, where it came late. */
  slotStartsAtMs: number;
  class: VehicleClass;
  channel: Channel;
  /** Came late: behind those of its slot. */
  late: boolean;
  /** Of one that has come: when, and when it got to where it is. */
  arrivedAtMs: number | null;
  sinceMs: number | null;
}

export type TruckPlace =
  | 'expected'
  | 'waiting'
  | 'called'
  | 'firstDocuments'
  | 'firstScan'
  | 'firstExamination'
  | 'strip'
  | 'secondDocuments'
  | 'secondScan'
  | 'secondExamination';

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
