import type { TripRow } from '../../shared/contract/trip-board.ts';
import type { Direction } from '../../shared/words.ts';

/** A row of what readTrips reads: a crossing or a sailing with what decides its phase. */
export interface Trip {
  id: string;
  kind: TripRow['kind'];
  itineraryId: string | null;
  plate: string;
  driverName: string | null;
  state: TripRow['state'];
  checkpointId: string | null;
  direction: Direction | null;
  fromPortId: string | null;
  toPortId: string | null;
  startsAt: Date;
  endsAt: Date;
  /** When the truck may arrive: at the checkpoint, or at the gate of the port. */
  dueAt: Date;
  sailingState: string | null;
  seq: bigint;
  isMoved: boolean;
  isRepaired: boolean;
}
