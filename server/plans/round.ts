import type { Channel, Direction, VehicleClass } from '../../shared/words.ts';

/** What a round is planned from and what it decides, as they pass between the database and the thread of the engine. Times are in ms. */

export interface OpenApplication {
  id: string;
  organisationId: string;
  checkpointId: string;
  direction: Direction;
  earliest: number;
  latest: number;
  flexible: boolean;
  class: VehicleClass;
  channel: Channel;
  hsCode: string;
  vehicleCountry: string;
}

/** One slot of the horizon with what is left of it; nothing where it is closed. In the order of checkpoint, direction and time. */
export interface FreeSlot {
  id: number;
  checkpointId: string;
  direction: Direction;
  startsAt: number;
  minutes: number;
  total: number;
  inspected: number;
  examined: number;
}

export interface Sibling {
  checkpointId: string;
  distanceKm: number;
}

export interface RoundTask {
  seed: string;
  /** 0 is the cheapest plan; more trades cost for even delays, see server/planning/fairness. */
  fairnessStrength: number;
  /** JSON of OpenApplication[] and FreeSlot[], as the database wrote it: parsed on the thread, never on the main one. */
  applications: string;
  slots: string;
  /** Where a vehicle of a country may go instead, by {@link siblingKey}. */
  siblings: Record<string, Sibling[]>;
  /** Slots in which a carrier has all that its quota allows. */
  fullForCarrier: { organisationId: string; slotId: number }[];
}

export const siblingKey = (checkpointId: string, vehicleCountry: string) => `${checkpointId}/${vehicleCountry}`;

export interface Decision {
  applicationId: string;
  lotteryNumber: number;
  /** null where the plan has none for it. */
  slotId: number | null;
  reason: 'NO_PLACE' | 'NO_SLOT_IN_WINDOW' | null;
  delayCost: number;
  detourCost: number;
  penalty: number;
  inWindow: boolean;
  explanation: unknown;
}

export interface RoundResult {
  /** JSON of Decision[], ready to be written. */
  decisions: string;
  requests: number;
  /** What the plan costs; what it costs when it is published is another matter. */
  objective: number;
  lowerBound: number;
  /** How much dearer than the cheapest, as a share; null where fairness did not weigh. */
  priceOfFairness: number | null;
}
