import { IANAZone } from 'luxon';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** The clock of an IANA zone. Instants are milliseconds since 1970. */
export interface ZoneClock {
  /** Add it to an instant, and the UTC fields of the sum are those of the local clock. */
  offsetMsAt(atMs: number): number;
  /** The first instant of the local day that holds this one. */
  startOfDay(atMs: number): number;
}

const known = new Map<string, ZoneClock>();

/**
 * Asking for the offset of an instant costs 5 to 10 µs, and a preview asks 60 thousand times: so it is asked for once for each day
 * of UTC, but for the two days a year in which clocks change.
 */
export function zoneClock(zone: string): ZoneClock {
  const clock = known.get(zone) ?? makeClock(zone);
  known.set(zone, clock);
  return clock;
}

function makeClock(zone: string): ZoneClock {
  const iana = IANAZone.create(zone);
  const ask = (atMs: number) => iana.offset(atMs) * 60_000;
  const ofDay = new Map<number, number | 'changes'>();

  function offsetMsAt(atMs: number): number {
    const day = Math.floor(atMs / dayMs);
    let offset = ofDay.get(day);
    if (offset === undefined) {
      const first = ask(day * dayMs);
      offset = first === ask((day + 1) * dayMs) ? first : 'changes';
      ofDay.set(day, offset);
    }
    return offset === 'changes' ? ask(atMs) : offset;
  }

  return {
    offsetMsAt,
    startOfDay(atMs) {
      const offset = offsetMsAt(atMs);
      const midnight = Math.floor((atMs + offset) / dayMs) * dayMs;
      const guess = midnight - offset;
      // On the day on which clocks change, midnight may have had another offset than now.
      return midnight - offsetMsAt(guess);
    },
  };
}
