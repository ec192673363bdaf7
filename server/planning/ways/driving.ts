/** How long a driver drives and rests. */
export interface DrivingRules {
  /** At the wheel between two rests, above 0. */
  readonly drivingMinutes: number;
  /** A rest without a break. */
  readonly restMinutes: number;
}

/** A driver at a place: when, in minutes on the axis of the way, and for how many minutes at the wheel since the last rest. */
export interface DriverState {
  readonly at: number;
  readonly driven: number;
}

/** The same rules in whole minutes. @param rules hours, as the contract has them. */
export function rulesOf(rules: { drivingHours: number; restHours: number }): DrivingRules {
  return { drivingMinutes: Math.round(rules.drivingHours * 60), restMinutes: Math.round(rules.restHours * 60) };
}

/**
 * Drives on and rests only where the rules ask for it: AETR (European Agreement concerning the Work of Crews of Vehicles engaged in
 * International Road Transport), articles 6 to 8, in their simplest form. Of all ways to lay as many rests this one leaves the fewest minutes since the
 * last, and one rest more is never worse taken at the next stop: so no search over places of rest is needed.
 *
 * @param minutes at the wheel, 0 or more.
 * @returns the driver at the end, and the minutes rested on the way.
 */
export function drive(start: DriverState, minutes: number, rules: DrivingRules): DriverState & { restMinutes: number } {
  const total = Math.min(start.driven, rules.drivingMinutes) + minutes;
  const rests = Math.max(0, Math.ceil(total / rules.drivingMinutes) - 1);
  const restMinutes = rests * rules.restMinutes;
  return { at: start.at + minutes + restMinutes, driven: total - rests * rules.drivingMinutes, restMinutes };
}

/** The rests, in hours, of a rested driver who drives so many hours in one go: none after the last of them. */
export function restHoursFor(drivingHours: number, rules: { drivingHours: number; restHours: number }): number {
  return drive({ at: 0, driven: 0 }, Math.round(drivingHours * 60), rulesOf(rules)).restMinutes / 60;
}
