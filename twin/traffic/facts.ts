import type { WaitingTruck } from '../../server/planning/call-forward.ts';
import type { SideHour } from '../../server/planning/capacity.ts';
import type { PassageState, Post } from '../../shared/gate-steps.ts';
import type { Channel, Direction, VehicleClass } from '../../shared/words.ts';

/** What is known about one direction of a checkpoint: its calendar and the rule of its waiting area. Instants are milliseconds since 1970. */
export interface QueueFacts {
  checkpointId: string;
  direction: Direction;
  /** What the first post has open at an instant; no lanes while it is closed. Minutes are those announced: the true ones are drawn from them. */
  first(atMs: number): SideHour;
  second(atMs: number): SideHour;
  /** Trucks an hour that the slot of an instant has places for; 0 while closed. */
  scheduledPerHour(atMs: number): number;
  rule: QueueRule;
}

/** As prisma/reference/queues.json has it. */
export interface QueueRule {
  earlyMinutes: number;
  graceMinutes: number;
  postPlaces: number;
  stripPlaces: number;
  callLeadMinutes: number;
}

/** A booked truck and where it is. A world can begin at any instant: what is under way goes on as if it had always watched. */
export interface TrafficTruck {
  bookingId: string;
  class: VehicleClass;
  channel: Channel;
  slotStartsAtMs: number;
  slotEndsAtMs: number;
  state: PassageState;
  post: Post | null;
  /** When it got there; of an expected truck it is not looked at. */
  sinceMs: number;
  arrivedAtMs: number | null;
}

/** What an officer who calls trucks sees. */
export interface CallView {
  nowMs: number;
  waiting: WaitingTruck[];
  called: number;
  atFirstPost: number;
  onStrip: number;
  clearedLastHour: number;
  scheduledPerHour: number;
  rule: QueueRule;
}

/** Which of the waiting trucks to call now, in order. */
export type CallRule = (view: CallView) => readonly string[];
