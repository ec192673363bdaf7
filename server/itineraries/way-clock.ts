/** The axis of the engine for ways: whole minutes since 1970 in UTC, whatever the zones of the places. */

/** An instant is not over before its minute is: what begins within it begins with the next. */
export function toMinute(instant: Date | string): number {
  return Math.ceil(new Date(instant).getTime() / 60_000);
}

export function toDate(minute: number): Date {
  return new Date(minute * 60_000);
}

export function toInstant(minute: number): string {
  return toDate(minute).toISOString();
}
