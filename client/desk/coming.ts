import type { DeskRow } from './arrange-rows.ts';
import type { DeskHour } from './read-hour.ts';

/** As far as officers count those who are expected. */
const comingHourCount = 6;

/** A checkpoint in the next hours. */
export interface Coming {
  row: DeskRow;
  hours: readonly DeskHour[];
  trucks: number;
  /** the waits of its open hours: of who comes first, and the longest; undefined where there is no forecast */
  firstWait: DeskHour['wait'];
  worstWait: DeskHour['wait'];
}

/** @returns the checkpoints at which something comes or is open in the next hours, those with the longest waits first, then those with most trucks */
export function listComing(rows: readonly DeskRow[]): Coming[] {
  const coming = rows.flatMap((row): Coming[] => {
    const hours = row.hours.slice(0, comingHourCount);
    const trucks = hours.reduce((sum, { taken }) => sum + taken.total, 0);
    if (trucks === 0 && hours.every(({ closedBecause, state }) => closedBecause !== null || state === 'none'))
      return [];
    const waits = hours.flatMap(({ wait, closedBecause }) => (wait && !closedBecause ? [wait] : []));
    const [worstWait] = [...waits].sort((a, b) => minutesOf(b) - minutesOf(a));
    return [{ row, hours, trucks, firstWait: waits[0], worstWait }];
  });
  return coming.sort((a, b) => minutesOf(b.worstWait) - minutesOf(a.worstWait) || b.trucks - a.trucks);
}

/** What the forecast sees no end of is the longest; what it does not know, the shortest. */
function minutesOf(wait: DeskHour['wait']): number {
  return wait ? (wait.waitP80Minutes ?? Number.MAX_SAFE_INTEGER) : -1;
}
