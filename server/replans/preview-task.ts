import type { Change } from '../../shared/contract/changes.ts';
import type { PreviewFigures, WaitBandView } from '../../shared/contract/previews.ts';
import type { TrafficMix } from '../../shared/contract/regimes.ts';
import type { Channel, Direction, VehicleClass } from '../../shared/words.ts';
import type { GateRule } from '../planning/simulate/slot-scenario.ts';

/** What a preview is computed from and what comes out, as they pass between the database and the thread. Instants are in ms. */

export interface PreviewTask {
  change: Change;
  /** Of a regime. */
  mix: TrafficMix | null;
  /** Of the lottery and of the simulation. */
  seed: string;
  /** Now, for what can still be told. */
  nowMs: number;
  /** When the preview was asked for: what the change ends "now" ends then, and so it is applied. */
  askedMs: number;
  /** JSON of CheckpointRules[], SlotRow[] and BookingRow[], as the database wrote it: parsed on the thread, never on the main one. */
  rules: string;
  slots: string;
  bookings: string;
  /** Where a vehicle may go instead of a checkpoint. */
  siblings: Record<string, SiblingsOf>;
  gateRules: Record<string, GateRule>;
  /** Of the list of sensitive goods in force: prefixes of HS codes. */
  sensitivePrefixes: string[];
  /** Of a regime that ends: the bookings that it moved and their carriers left there, with the slots that they had. */
  displaced: { bookingId: string; slotId: number }[];
}

/** What the plan of moves is made from, beside slots and trucks. */
export type ReplanTask = Pick<
  PreviewTask,
  'change' | 'seed' | 'nowMs' | 'siblings' | 'sensitivePrefixes' | 'displaced'
>;

export interface Sibling {
  checkpointId: string;
  distanceKm: number;
}

export interface SiblingsOf {
  /** The country on the other side. */
  neighbour: string;
  /** For vehicles of the two countries that meet there. */
  local: Sibling[];
  /** For all others: bilateral checkpoints do not take them. */
  third: Sibling[];
}

/** A slot as an array, since 26,000 objects with their names are four times the JSON; load-preview.ts writes it in this order. */
export type SlotRow = [
  id: number,
  checkpointId: string,
  direction: Direction,
  startsAtMs: number,
  endsAtMs: number,
  closedBecause: string | null,
  totalPlaces: number,
  inspectedPlaces: number,
  examinedPlaces: number,
  totalTaken: number,
  inspectedTaken: number,
  examinedTaken: number,
  limitedBySide: string | null,
  limitedByStage: string | null,
  kzLanes: number,
  neighbourLanes: number,
];

/** An active booking as an array; what begins with state is of its passage, null where it has not come. */
export type BookingRow = [
  id: string,
  slotId: number,
  channel: Channel,
  vehicleClass: VehicleClass,
  hsCode: string,
  vehicleCountry: string,
  earliestMs: number,
  latestMs: number,
  state: string | null,
  post: string | null,
  late: boolean | null,
  servedAtMs: number | null,
  arrivedAtMs: number | null,
  sinceMs: number | null,
];

/** What computePlan answers. */
export interface PlanResult {
  fromMs: number;
  toMs: number;
  rulesVersions: Record<string, number>;
  figures: Omit<PreviewFigures, 'wait' | 'replications' | 'computeSeconds'>;
  /** Of all trucks concerned, with the moves. */
  wait: WaitBandView;
  /** JSON for the rows of preview_slot and preview_move, ready to be written. */
  slots: string;
  moves: string;
}

/** What computeWaits answers. */
export interface WaitsResult {
  ofAll: Record<'now' | 'unmoved', WaitBandView>;
  replications: number;
  /** JSON: the waits of each slot, without the moves. */
  slots: string;
}
