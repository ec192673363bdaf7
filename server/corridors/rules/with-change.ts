import type { Change } from '../../../shared/contract/changes.ts';
import type { TrafficMix } from '../../../shared/contract/regimes.ts';
import type { Direction } from '../../../shared/words.ts';
import type { SideHour } from '../../planning/capacity.ts';
import type { CheckpointRules } from './checkpoint-rules.ts';

/** The id of what the change adds, as long as it is not made. */
const previewed = 'previewed';

/** Whom a change of no scope is about: nobody in particular, so that its numbers hold for all. */
const everyTruck: TrafficMix = { inScopeShare: 1, channels: { green: 1, yellow: 0, red: 0 }, trucks: 0 };

/**
 * The rules of a checkpoint as they would be with the change; apply_change() makes the same of the rows. One that the change does not name
 * comes back as it is, and a transfer changes no rules.
 *
 * @param mix of a regime, as measured for its scope
 * @param now of the preview, in milliseconds: what ends "now" ends then
 */
export function withChange(
  rules: CheckpointRules,
  change: Change,
  mix: TrafficMix | null,
  now: number,
): CheckpointRules {
  if (!checkpointsOf(change, [rules]).includes(rules.id)) return rules;
  switch (change.kind) {
    case 'regime': {
      const { side, direction, effect, startsAt, endsAt } = change.regime;
      const period = { startsAtMs: Date.parse(startsAt), endsAtMs: endsAt === null ? null : Date.parse(endsAt) };
      const regime = { id: previewed, side, direction, effect, mix: mix ?? everyTruck, ...period };
      return { ...rules, regimes: [...rules.regimes, regime] };
    }
    case 'end-regime': {
      const endsAtMs = change.endsAt === null ? now : Date.parse(change.endsAt);
      return { ...rules, regimes: endOne(rules.regimes, change.regimeId, endsAtMs) };
    }
    case 'closure':
      return {
        ...rules,
        closures: [...rules.closures, { id: previewed, direction: change.direction, ...period(change) }],
      };
    case 'end-closure':
      return { ...rules, closures: endOne(rules.closures, change.closureId, now) };
    case 'shift': {
      const { direction, side, open } = change;
      return { ...rules, shifts: [...rules.shifts, { id: previewed, direction, side, open, ...period(change) }] };
    }
    case 'end-shift':
      return { ...rules, shifts: endOne(rules.shifts, change.shiftId, now) };
    case 'hours':
      return {
        ...rules,
        status: change.status,
        opensAt: change.hours?.opensAt ?? null,
        closesAt: change.hours?.closesAt ?? null,
        seasonFrom: change.season?.from ?? null,
        seasonTo: change.season?.to ?? null,
      };
    case 'calendar':
      return { ...rules, hours: { out: setHours(rules, change, 'out'), in: setHours(rules, change, 'in') } };
    case 'transfer':
      return rules;
  }
}

/**
 * The checkpoints that a change names, in order of id.
 *
 * @param rules where a regime, closure or shift that is to end is looked up
 */
export function checkpointsOf(change: Change, rules: readonly CheckpointRules[]): string[] {
  const having = (list: 'regimes' | 'closures' | 'shifts', id: string) =>
    rules.filter((one) => one[list].some((rule) => rule.id === id)).map((one) => one.id);
  switch (change.kind) {
    case 'regime':
      return [...new Set(change.regime.checkpointIds)].sort();
    case 'end-regime':
      return having('regimes', change.regimeId).sort();
    case 'end-closure':
      return having('closures', change.closureId);
    case 'end-shift':
      return having('shifts', change.shiftId);
    case 'transfer':
      return [change.fromCheckpointId, change.toCheckpointId].sort();
    default:
      return [change.checkpointId];
  }
}

function period({ startsAt, endsAt }: { startsAt: string; endsAt: string }) {
  return { startsAtMs: Date.parse(startsAt), endsAtMs: Date.parse(endsAt) };
}

/** One that ends before it begins never was. */
function endOne<Rule extends { id: string; startsAtMs: number; endsAtMs: number | null }>(
  rules: readonly Rule[],
  id: string,
  endsAtMs: number,
): Rule[] {
  return rules
    .map((rule) => (rule.id === id ? { ...rule, endsAtMs: Math.min(rule.endsAtMs ?? endsAtMs, endsAtMs) } : rule))
    .filter((rule) => rule.endsAtMs === null || rule.endsAtMs > rule.startsAtMs);
}

type CalendarChange = Extract<Change, { kind: 'calendar' }>;

function setHours(rules: CheckpointRules, change: CalendarChange, direction: Direction) {
  const before = rules.hours[direction];
  if (change.direction !== null && change.direction !== direction) return before;
  const { fromLocalHour: from, toLocalHour: to } = change;
  const isMeant = (hour: number) => (from <= to ? from <= hour && hour <= to : hour >= from || hour <= to);
  const set = Object.fromEntries(Object.entries(change.set).filter(([, value]) => value !== undefined));
  const hours = Array.from({ length: 24 }, (_, hour): SideHour | null => {
    const known = before[change.side][hour] ?? null;
    return known && isMeant(hour) ? { ...known, ...set } : known;
  });
  return { ...before, [change.side]: hours };
}
