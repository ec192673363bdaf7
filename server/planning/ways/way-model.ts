/**
 * A whole way as numbers: drives and stops in their order. Times are whole minutes on one axis for all places, whatever their zones.
 *
 * - **A stop** is a crossing (its options are slots) or a ship (its options are pairs of a slot of the port's gate and a sailing). A truck takes one option of each.
 * - **Reached**: the truck is there by `beginsAt` four times of five, so what came before counts with its margin (`leavesSafelyAt` of the stop before).
 * - **Left** at `leavesAt` at the median and at `leavesSafelyAt` with the margin, whenever the truck came before `beginsAt`.
 * - **Rest**: the time from the arrival, with its margin, to `beginsAt` is known beforehand, and a rest if it is as long as one. What a truck waits
 *   beyond `beginsAt` is of unknown length: to AETR that is availability and not rest. On a ship (`isRest`) the driver sleeps.
 */
export type WayPart = DrivePart | StopPart;

export interface DrivePart {
  readonly kind: 'drive';
  /** At the wheel, without rests. */
  readonly minutes: number;
}

export interface StopPart {
  readonly kind: 'stop';
  /** Only those that would take the truck; in any order. */
  readonly options: readonly StopOption[];
}

export interface StopOption {
  readonly beginsAt: number;
  /** Who comes later has missed it. */
  readonly endsAt: number;
  /** At least `beginsAt`. */
  readonly leavesAt: number;
  /** At least `leavesAt`. */
  readonly leavesSafelyAt: number;
  readonly isRest: boolean;
}

/** What is chosen of a way: when the truck leaves, and for each part the index of its option; NO_OPTION for a drive. */
export interface WayChoice {
  readonly departAt: number;
  readonly optionOf: readonly number[];
  /** At the end, four times of five. */
  readonly arrivalP80: number;
}

export const NO_OPTION = -1;
