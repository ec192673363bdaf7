import type { Direction } from '../../../shared/words.ts';
import { type Places, placesOfSlot, roundOverDay, type SlotPlaces } from '../../planning/capacity.ts';
import type { CheckpointRules } from './checkpoint-rules.ts';
import { type ClosedBecause, findClosedBecause } from './closed-because.ts';
import { openSideHours, type SideHours } from './side-hours.ts';
import { zoneClock } from './zone-clock.ts';

const dayMs = 24 * 3_600_000;

/** A slot as the rules make it. Instants are milliseconds since 1970. */
export interface PlannedSlot extends Places {
  direction: Direction;
  startsAtMs: number;
  endsAtMs: number;
  /** YYYY-MM-DD on the Kazakh clock. */
  localDate: string;
  closedBecause: ClosedBecause | null;
  limitedBy: SlotPlaces['limitedBy']['total'] | null;
  /** Lanes open, with shifts and regimes; 0 while the checkpoint is closed. */
  kzLanes: number;
  neighbourLanes: number;
}

/**
 * The slots of one direction, in order of time, on all days of the Kazakh clock that [fromMs, toMs) touches. The days are whole, because
 * places are rounded over the day: a slot has the same places whichever part of its day was asked for.
 */
export function planSlots(rules: CheckpointRules, direction: Direction, fromMs: number, toMs: number): PlannedSlot[] {
  const clock = zoneClock(rules.kzZone);
  const kz = openSideHours(rules, direction, 'kz');
  const neighbour = openSideHours(rules, direction, 'neighbour');
  const slots: PlannedSlot[] = [];
  for (let midnight = clock.startOfDay(fromMs); midnight < toMs; ) {
    // No day has 36 hours, and none so few that this would be in the one after the next.
    const nextMidnight = clock.startOfDay(midnight + 1.5 * dayMs);
    const localDate = new Date(midnight + clock.offsetMsAt(midnight)).toISOString().slice(0, 10);
    slots.push(...planDay({ rules, direction, midnight, nextMidnight, localDate, kz, neighbour }));
    midnight = nextMidnight;
  }
  return slots;
}

interface Day {
  rules: CheckpointRules;
  direction: Direction;
  midnight: number;
  nextMidnight: number;
  localDate: string;
  kz: SideHours;
  neighbour: SideHours;
}

function planDay({ rules, direction, midnight, nextMidnight, localDate, kz, neighbour }: Day): PlannedSlot[] {
  const slotMs = rules.slotMinutes * 60_000;
  const frames = Array.from({ length: Math.ceil((nextMidnight - midnight) / slotMs) }, (_, index) => {
    const startsAtMs = midnight + index * slotMs;
    const endsAtMs = startsAtMs + slotMs;
    const closedBecause = findClosedBecause(rules, direction, startsAtMs, endsAtMs);
    if (closedBecause) return { startsAtMs, endsAtMs, closedBecause };
    const [ours, theirs] = [kz(startsAtMs, endsAtMs), neighbour(startsAtMs, endsAtMs)];
    const offer = placesOfSlot(ours, theirs, rules.slotMinutes);
    return { startsAtMs, endsAtMs, offer, kzLanes: ours.lanes, neighbourLanes: theirs.lanes };
  });
  const places = roundOverDay(frames.map(({ offer }) => offer ?? { total: 0, inspected: 0, examined: 0 }));
  return frames.map(({ startsAtMs, endsAtMs, closedBecause, offer, kzLanes = 0, neighbourLanes = 0 }, index) => ({
    direction,
    startsAtMs,
    endsAtMs,
    localDate,
    ...places[index]!,
    closedBecause: closedBecause ?? (offer?.total === 0 ? 'no-lanes' : null),
    limitedBy: offer?.limitedBy.total ?? null,
    kzLanes,
    neighbourLanes,
  }));
}
