import type { Change } from '../../shared/contract/changes.ts';
import type { Direction } from '../../shared/words.ts';
import type { CheckpointRules } from '../corridors/rules/index.ts';

/** In milliseconds; of what has no end, it ends where the slots do. */
export interface Period {
  fromMs: number;
  toMs: number;
}

/** When a change makes a difference, at the latest from now on. */
export function periodOf(change: Change, rules: readonly CheckpointRules[], nowMs: number): Period {
  const until = (list: 'regimes' | 'closures' | 'shifts', id: string, fromMs = nowMs) => {
    const found = rules.flatMap((one): { id: string; endsAtMs: number | null }[] => [...one[list]]);
    return { fromMs: Math.max(nowMs, fromMs), toMs: found.find((rule) => rule.id === id)?.endsAtMs ?? forever };
  };
  switch (change.kind) {
    case 'regime':
      return between(change.regime.startsAt, change.regime.endsAt, nowMs);
    case 'closure':
    case 'shift':
    case 'transfer':
      return between(change.startsAt, change.endsAt, nowMs);
    case 'end-regime':
      return until('regimes', change.regimeId, change.endsAt === null ? nowMs : Date.parse(change.endsAt));
    case 'end-closure':
      return until('closures', change.closureId);
    case 'end-shift':
      return until('shifts', change.shiftId);
    default:
      return { fromMs: nowMs, toMs: forever };
  }
}

/** The directions whose slots it is about; both, where it does not say. */
export function directionsOf(change: Change): readonly Direction[] {
  const one = change.kind === 'regime' ? change.regime.direction : 'direction' in change ? change.direction : null;
  return one === null ? ['out', 'in'] : [one];
}

const forever = Number.MAX_SAFE_INTEGER;

const between = (from: string, to: string | null, nowMs: number): Period => ({
  fromMs: Math.max(nowMs, Date.parse(from)),
  toMs: to === null ? forever : Date.parse(to),
});
