import { DateTime } from 'luxon';

/** @param local what a datetime-local field holds, such as 2026-11-22T05:00 @returns the instant with its offset, or undefined */
export function toInstant(local: string, zone: string): string | undefined {
  const time = DateTime.fromISO(local, { zone });
  return time.isValid ? time.toISO({ suppressMilliseconds: true }) : undefined;
}

/** @returns what a datetime-local field shows for an instant on the clock of a zone */
export function toLocal(instant: string | Date, zone: string): string {
  const time = typeof instant === 'string' ? DateTime.fromISO(instant) : DateTime.fromJSDate(instant);
  return time.setZone(zone).toFormat("yyyy-MM-dd'T'HH:mm");
}
