import { makeRandom, type Random, wholeBelow } from '../server/planning/random.ts';

/**
 * A timetable of ships for the demo world. None is published for these lines: ships go when they are full or when the weather lets them. So every number
 * here is ours, and what comes out says `demo-timetable` wherever it is shown.
 */
export interface TimetableEntry {
  /** the ship and which of its voyages this is: the same in every run */
  key: string;
  shipId: string;
  fromPortId: string;
  toPortId: string;
  plannedDepartureAt: Date;
  /** what happens to it, and when that is told */
  event:
    | (({ kind: 'delay'; hours: number } | { kind: 'cancel' } | { kind: 'low-water'; loadFactor: number }) & {
        at: Date;
      })
    | null;
}

/** Lines of each ship: it goes there and back, one after the other. Hours at sea are those at 11 knots, rounded up. */
const lines: Record<string, { ports: [string, string]; hours: number }[]> = {
  'ropax-1': [{ ports: ['aktau-port', 'amirabad-port'], hours: 38 }],
  'roro-1': [
    { ports: ['aktau-port', 'amirabad-port'], hours: 38 },
    { ports: ['aktau-port', 'nowshahr-port'], hours: 39 },
  ],
  'roro-2': [
    { ports: ['aktau-port', 'amirabad-port'], hours: 38 },
    { ports: ['aktau-port', 'anzali-port'], hours: 36 },
  ],
  'ropax-2': [
    { ports: ['kuryk-port', 'alat-port'], hours: 24 },
    { ports: ['kuryk-port', 'amirabad-port'], hours: 37 },
    { ports: ['aktau-port', 'alat-port'], hours: 26 },
  ],
};

/** Long before any clock of ours, so that a voyage is the same one however often the world is started. */
const anchorMs = Date.UTC(2026, 0, 5);
const hourMs = 3_600_000;
/** In port between two voyages: unloading, loading, waiting until it is full. More than the longest delay, so that no ship is in two places. */
const turnHours = { least: 20, more: 16 };
const delayHours = { least: 4, more: 14 };
const shares = { delay: 0.18, cancel: 0.04, lowWater: 0.18 };

/**
 * The voyages that leave within a time, by departure.
 *
 * @param seed the same seed gives the same voyages, whatever the time asked for
 */
export function generateTimetable(seed: string, from: Date, to: Date): TimetableEntry[] {
  return Object.keys(lines)
    .flatMap((shipId) => voyagesOf(seed, shipId, to))
    .filter(({ plannedDepartureAt }) => plannedDepartureAt >= from)
    .sort((a, b) => a.plannedDepartureAt.getTime() - b.plannedDepartureAt.getTime() || (a.key < b.key ? -1 : 1));
}

function voyagesOf(seed: string, shipId: string, to: Date): TimetableEntry[] {
  const voyages: TimetableEntry[] = [];
  const own = lines[shipId]!;
  let readyMs = anchorMs + wholeBelow(makeRandom(seed, shipId), 72) * hourMs;
  for (let number = 0; ; number++) {
    const random = makeRandom(seed, shipId, number);
    const { ports, hours } = own[Math.floor(number / 2) % own.length]!;
    const [fromPortId, toPortId] = number % 2 === 0 ? ports : [ports[1], ports[0]];
    const departsMs = readyMs + (turnHours.least + wholeBelow(random, turnHours.more + 1)) * hourMs;
    if (departsMs >= to.getTime()) return voyages;
    voyages.push({
      key: `${shipId}/${number}`,
      ...{ shipId, fromPortId, toPortId, plannedDepartureAt: new Date(departsMs) },
      event: eventOf(random, departsMs),
    });
    readyMs = departsMs + hours * hourMs;
  }
}

/** A storm is known a day before, low water some days before. */
function eventOf(random: Random, departsMs: number): TimetableEntry['event'] {
  const draw = random();
  const at = (hours: number) => new Date(departsMs - hours * hourMs);
  if (draw < shares.delay)
    return { kind: 'delay', hours: delayHours.least + wholeBelow(random, delayHours.more + 1), at: at(30) };
  if (draw < shares.delay + shares.cancel) return { kind: 'cancel', at: at(48) };
  if (draw < shares.delay + shares.cancel + shares.lowWater)
    return { kind: 'low-water', loadFactor: (70 + 5 * wholeBelow(random, 5)) / 100, at: at(120) };
  return null;
}
