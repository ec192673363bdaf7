import type { ItineraryLeg, ItineraryRepair, ItineraryWish } from '../../shared/contract/itineraries.ts';

/** A confirmed itinerary with where each of its stops stands now. */
export interface Journey {
  id: string;
  organisationId: string;
  wayId: string;
  wish: ItineraryWish;
  legs: readonly ItineraryLeg[];
  departAt: Date;
  /** By the index of its leg. */
  stops: ReadonlyMap<number, Stop>;
}

export type Stop = CrossingStop | SailingStop;

export interface CrossingStop {
  kind: 'crossing';
  bookingId: string;
  state: 'confirmed' | 'ended' | 'no-show';
  checkpointId: string;
  direction: 'out' | 'in';
  slotId: number;
  startsAt: Date;
  endsAt: Date;
  isClosed: boolean;
  /** Of its last move, in the words of whoever moved it; empty where it was not moved. */
  reason: string;
  /** As the gate reports it; null where it has said nothing. */
  passageState: string | null;
  clearedAt: Date | null;
  /** From the begin of the slot to the first post, by the forecast of now; null where there is none. */
  waitP50Minutes: number | null;
}

export interface SailingStop {
  kind: 'sailing';
  claimId: string;
  state: 'confirmed' | 'ended';
  sailingId: string;
  gateSlotId: number;
  gateStartsAt: Date;
  gateEndsAt: Date;
  gateCutoffAt: Date;
  sailingState: string;
  expectedDepartureAt: Date;
  expectedArrivalAt: Date;
  /** It is cancelled, or has less room than it has sold, and this truck is one of those left over. */
  hasNoRoom: boolean;
  reason: string;
}

export interface Slip {
  cause: ItineraryRepair['cause'];
  /** Index of the leg that slipped, and of the stop that cannot be kept for it. */
  leg: number;
  missedLeg: number;
  reason: string;
  /** The same as long as it is the same slip: what was declined is not asked again. */
  mark: string;
  /** Where the rest of the way begins: the first leg that is planned anew, when, and with how many minutes at the wheel since a rest. */
  from: { leg: number; at: Date; drivenMinutes: number };
  /** When the legs before that begin and end, as they stand now; index by index. */
  passed: { startsAt: Date; endsAt: Date }[];
}
