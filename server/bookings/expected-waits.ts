import type { Direction } from '../../shared/words.ts';
import { openForecasts } from '../forecasts/index.ts';
import type { Database } from '../platform/database/client.ts';
import type { FindWait } from './rank-slots.ts';

/** The forecast of each slot's first hour, for slots of the next day; null for later ones, and where the forecast itself does not see the end. */
export async function openWaits(db: Database, now: Date, direction: Direction): Promise<FindWait> {
  const findHour = await openForecasts(db, now, direction);
  return ({ checkpointId, startsAt }) => {
    const hour = findHour(checkpointId, new Date(startsAt));
    if (!hour || hour.waitP50Minutes === null || hour.waitP80Minutes === null) return null;
    return { p50Minutes: hour.waitP50Minutes, p80Minutes: hour.waitP80Minutes };
  };
}
