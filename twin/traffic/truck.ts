import type { Fate } from './chance.ts';
import type { TrafficTruck } from './facts.ts';

/** A truck of a world: where it is changes, its fate does not. */
export interface Truck extends TrafficTruck {
  fate: Fate;
  late: boolean;
  /** Start of the slot it is called with. */
  servedAtMs: number;
}
