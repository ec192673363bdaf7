import type { Direction } from '../../../shared/words.ts';
import { nothingOpen, type SideHour } from '../../planning/capacity.ts';
import { effectiveHour } from '../../planning/regimes.ts';
import type { CheckpointRules, Side } from './checkpoint-rules.ts';
import { zoneClock } from './zone-clock.ts';

const hourMs = 3_600_000;

/** What a side has open in a slot. */
export type SideHours = (startsAtMs: number, endsAtMs: number) => SideHour;

/**
 * What a side has open in slots of one direction: its calendar's hour on its own clock at the moment the slot begins (the drive across
 * the strip takes minutes, an hour of the calendar is coarser than that), with the shifts and regimes that overlap the slot in any part.
 */
export function openSideHours(rules: CheckpointRules, direction: Direction, side: Side): SideHours {
  const calendar = rules.hours[direction][side];
  const clock = zoneClock(side === 'kz' ? rules.kzZone : rules.neighbourZone);
  const isHere = (rule: { direction: Direction | null; side: Side }) =>
    rule.side === side && (rule.direction === null || rule.direction === direction);
  const shifts = rules.shifts.filter(isHere);
  const regimes = rules.regimes.filter(isHere);
  return (startsAtMs, endsAtMs) => {
    const localHour = Math.floor((startsAtMs + clock.offsetMsAt(startsAtMs)) / hourMs) % 24;
    const overlaps = (period: { startsAtMs: number; endsAtMs: number | null }) =>
      period.startsAtMs < endsAtMs && (period.endsAtMs === null || period.endsAtMs > startsAtMs);
    return effectiveHour(
      calendar[localHour] ?? nothingOpen,
      shifts.filter(overlaps).map(({ open }) => open),
      regimes.filter(overlaps),
    );
  };
}

const opened = new WeakMap<CheckpointRules, Map<string, SideHours>>();

/**
 * What a side has open at an instant, with shifts and regimes: that of the slot which holds the instant, so that simulations and the
 * live queue go by the same numbers as the places. Whether the checkpoint is closed then is not looked at: planSlots() says that.
 */
export function sideHourAt(rules: CheckpointRules, direction: Direction, side: Side, atMs: number): SideHour {
  const bySide = opened.get(rules) ?? new Map<string, SideHours>();
  opened.set(rules, bySide);
  const key = `${direction}/${side}`;
  const hours = bySide.get(key) ?? openSideHours(rules, direction, side);
  bySide.set(key, hours);
  const slotMs = rules.slotMinutes * 60_000;
  const midnight = zoneClock(rules.kzZone).startOfDay(atMs);
  const startsAtMs = midnight + Math.floor((atMs - midnight) / slotMs) * slotMs;
  return hours(startsAtMs, startsAtMs + slotMs);
}
