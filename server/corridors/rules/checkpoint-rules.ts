import type { Direction } from '../../../shared/words.ts';
import type { SideHour } from '../../planning/capacity.ts';
import type { RegimeInForce, ServersOpen } from '../../planning/regimes.ts';

export type Side = 'kz' | 'neighbour';

/** Instants are milliseconds since 1970. */
interface Period {
  startsAtMs: number;
  endsAtMs: number;
}

/** Null: both directions. */
type DirectionOrBoth = Direction | null;

export interface RuleClosure extends Period {
  id: string;
  direction: DirectionOrBoth;
}

export interface RuleShift extends Period {
  id: string;
  direction: DirectionOrBoth;
  side: Side;
  open: ServersOpen;
}

export interface RuleRegime extends RegimeInForce {
  id: string;
  direction: DirectionOrBoth;
  side: Side;
  startsAtMs: number;
  /** Null: until it is ended. */
  endsAtMs: number | null;
}

/**
 * All that decides what a checkpoint can take, as plain data: it crosses threads and goes through JSON. Nobody changes one;
 * withChange() gives another. Periods end where they were ended, if that was sooner than announced.
 */
export interface CheckpointRules {
  id: string;
  neighbour: string;
  access: 'multilateral' | 'bilateral';
  lat: number;
  lon: number;
  kzZone: string;
  neighbourZone: string;
  status: string;
  /** HH:mm on the Kazakh clock; null is round the clock. An end before the start is after midnight. */
  opensAt: string | null;
  closesAt: string | null;
  /** MM-dd, both included; null is all year. A season may run over the new year. */
  seasonFrom: string | null;
  seasonTo: string | null;
  slotMinutes: number;
  /** Grows with every change of anything here. */
  rulesVersion: number;
  /** The calendar: by hour of the side's own clock, 0 to 23; null where nothing is known. */
  hours: Record<Direction, Record<Side, readonly (SideHour | null)[]>>;
  closures: readonly RuleClosure[];
  /** In the order in which they were made. */
  shifts: readonly RuleShift[];
  regimes: readonly RuleRegime[];
}
