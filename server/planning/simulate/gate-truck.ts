import { ranks, type VehicleClass } from '../call-forward.ts';
import { STEP, type TruckInput } from './model.ts';

/** Where a truck of a slot is: on its way to the checkpoint, or between arrival and clearance. */
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

/** A truck that is booked and has not come, or is between arrival and clearance. Instants are milliseconds since 1970. */
export interface GateTruck {
  place: TruckPlace;
  /** Start of its slot; of the slot it is called with, where it came late. */
  slotStartsAtMs: number;
  class: VehicleClass;
  channel: 'green' | 'yellow' | 'red';
  /** Came late: behind those of its slot. */
  late: boolean;
  /** Of one that has come: when, and when it got to where it is. */
  arrivedAtMs: number | null;
  sinceMs: number | null;
}

const channels = { green: 0, yellow: 1, red: 2 } as const;
const classes = Object.keys(ranks).length;

/** @param minuteOf minutes of the run: what is here has come at minute 0 or before */
export function toTruckInput(truck: GateTruck, minuteOf: (ms: number) => number): TruckInput {
  const slotMinute = Math.floor(minuteOf(truck.slotStartsAtMs));
  const common = { channel: channels[truck.channel], rank: ranks[truck.class] + (truck.late ? classes : 0) };
  if (truck.place === 'expected') return { ...common, slotMinute, readyMinute: 0 };
  const readyMinute = Math.min(0, minuteOf(truck.arrivedAtMs ?? truck.sinceMs ?? truck.slotStartsAtMs));
  const sinceMinute = Math.max(readyMinute, Math.min(0, minuteOf(truck.sinceMs ?? truck.slotStartsAtMs)));
  return { ...common, slotMinute, readyMinute, sinceMinute, step: STEP[truck.place] };
}

/** @param state of a passage, in the words of shared/gate-steps.ts; one that is over is not here any more, and counts as expected */
export function placeOf(state: string, post: string | null): TruckPlace {
  switch (state) {
    case 'arrived':
      return 'waiting';
    case 'called':
    case 'strip':
      return state;
    case 'at-post':
    case 'documents':
      return post === 'second' ? 'secondDocuments' : 'firstDocuments';
    case 'scan':
      return post === 'second' ? 'secondScan' : 'firstScan';
    case 'examination':
      return post === 'second' ? 'secondExamination' : 'firstExamination';
    default:
      return 'expected';
  }
}
