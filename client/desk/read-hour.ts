import type { Slot } from '../../shared/contract/checkpoints.ts';
import { type CountName, countNames, type DeskCheckpoint, type DeskRegime } from '../../shared/contract/desk.ts';
import { loadState } from '../../shared/load.ts';

/** over: more taken than places; stranded: closed, and trucks are booked there; none: no slot. */
type HourState = 'free' | 'filling' | 'full' | 'over' | 'closed' | 'stranded' | 'none';

interface WaitBand {
  waitP50Minutes: number | null;
  waitP80Minutes: number | null;
}

/** One hour of a checkpoint, as a cell shows it. */
export interface DeskHour {
  startsAt: string;
  state: HourState;
  places: Record<CountName, number>;
  taken: Record<CountName, number>;
  /** share of the places of the total that are taken; 0 where there are none */
  load: number;
  /** the same of the scarcest count */
  scarcestLoad: number;
  scarcest: CountName | null;
  /** bookings beyond the places: the most that any count has too many */
  overTrucks: number;
  closedBecause: Slot['closedBecause'];
  limitedBy: Slot['limitedBy'];
  regimes: readonly DeskRegime[];
  /** undefined where no forecast reaches the hour */
  wait: WaitBand | undefined;
}

/** @param hour the index of startsAt among the hours */
export function readHour(checkpoint: DeskCheckpoint, hour: number, startsAt: string): DeskHour {
  const of = (counts: DeskCheckpoint['places']) => ({
    total: counts.total[hour] ?? 0,
    inspected: counts.inspected[hour] ?? 0,
    examined: counts.examined[hour] ?? 0,
  });
  const [places, taken] = [of(checkpoint.places), of(checkpoint.taken)];
  const closedBecause = checkpoint.closedBecause[hour] ?? null;
  const overTrucks = closedBecause
    ? taken.total
    : Math.max(...countNames.map((count) => Math.max(0, taken[count] - places[count])));
  const scarcest = checkpoint.scarcest[hour] ?? null;
  const [side, stage] = [checkpoint.limitedBySide[hour], checkpoint.limitedByStage[hour]];
  return {
    startsAt,
    state: stateOf(checkpoint.hasSlot[hour] ?? false, closedBecause !== null, places.total, taken.total, overTrucks),
    places,
    taken,
    load: shareOf(taken.total, places.total),
    scarcestLoad: scarcest ? shareOf(taken[scarcest], places[scarcest]) : 0,
    scarcest,
    overTrucks,
    closedBecause,
    limitedBy: side && stage ? { side, stage } : null,
    regimes: checkpoint.regimes.filter(({ fromHour, toHour }) => fromHour <= hour && hour < toHour),
    wait: readWait(checkpoint.wait, hour),
  };
}

const shareOf = (taken: number, places: number) => (places === 0 ? (taken > 0 ? 1 : 0) : taken / places);

function stateOf(hasSlot: boolean, closed: boolean, places: number, taken: number, overTrucks: number): HourState {
  if (!hasSlot) return 'none';
  if (overTrucks > 0) return closed ? 'stranded' : 'over';
  return closed ? 'closed' : loadState(places, taken);
}

function readWait(wait: DeskCheckpoint['wait'], hour: number): WaitBand | undefined {
  if (!wait || hour < wait.fromHour || hour >= wait.fromHour + wait.p50Minutes.length) return undefined;
  const at = hour - wait.fromHour;
  return { waitP50Minutes: wait.p50Minutes[at] ?? null, waitP80Minutes: wait.p80Minutes[at] ?? null };
}

/** A stretch of hours that are limited by the same side and stage. */
interface LimitRun {
  limitedBy: NonNullable<Slot['limitedBy']>;
  fromHour: number;
  toHour: number;
}

/** @returns the open hours of a checkpoint by what limits them */
export function listLimitRuns(hours: readonly DeskHour[]): LimitRun[] {
  const runs: LimitRun[] = [];
  for (const [hour, { limitedBy, closedBecause }] of hours.entries()) {
    if (!limitedBy || closedBecause) continue;
    const last = runs.at(-1);
    const goesOn =
      last?.toHour === hour && last.limitedBy.side === limitedBy.side && last.limitedBy.stage === limitedBy.stage;
    if (goesOn) last.toHour = hour + 1;
    else runs.push({ limitedBy, fromHour: hour, toHour: hour + 1 });
  }
  return runs;
}
