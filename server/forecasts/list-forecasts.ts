import type { ForecastHour, WaitForecast } from '../../shared/contract/forecasts.ts';
import type { Direction } from '../../shared/words.ts';
import { getCheckpointRow } from '../corridors/index.ts';
import type { Database } from '../platform/database/client.ts';
import type { WaitForecast as ForecastRow } from '../platform/database/generated/client.ts';

const hourMs = 3_600_000;
/** The job comes every five minutes: what is so old was left behind by a worker that stands still, and is not told as what is to come. */
const staleAfterMs = hourMs;

/** The forecasts of all queues, or of those at the checkpoints named. */
export async function listForecasts(db: Database, checkpointIds?: readonly string[]): Promise<WaitForecast[]> {
  const rows = await db.waitForecast.findMany({
    ...(checkpointIds ? { where: { checkpointId: { in: [...checkpointIds] } } } : {}),
    orderBy: [{ checkpointId: 'asc' }, { direction: 'desc' }],
  });
  return rows.map(forecastView);
}

/** Both forecasts of a checkpoint. @throws apiError CHECKPOINT_NOT_FOUND */
export async function getForecast(db: Database, checkpointId: string): Promise<Record<Direction, WaitForecast | null>> {
  await getCheckpointRow(db, checkpointId);
  const forecasts = await listForecasts(db, [checkpointId]);
  const of = (direction: Direction) => forecasts.find((forecast) => forecast.direction === direction) ?? null;
  return { out: of('out'), in: of('in') };
}

/** What a truck that arrives now has to expect, everywhere. */
export async function listCurrent(db: Database, now: Date) {
  const forecasts = await listForecasts(db);
  return {
    forecasts: forecasts.flatMap(({ hours, ...forecast }) => {
      const hour = findHour({ ...forecast, hours }, now, now);
      return hour ? [{ ...forecast, ...hour }] : [];
    }),
  };
}

/** Tells the expected wait of a truck that arrives at an instant; undefined where there is no forecast of it, or none that is fresh. */
export type FindForecastHour = (checkpointId: string, at: Date) => ForecastHour | undefined;

/** The fresh forecasts of a direction, to be asked for instants of the next day. */
export async function openForecasts(db: Database, now: Date, direction: Direction): Promise<FindForecastHour> {
  const rows = await db.waitForecast.findMany({ where: { direction } });
  const byCheckpoint = new Map(rows.map((row) => [row.checkpointId, forecastView(row)]));
  return (checkpointId, at) => {
    const forecast = byCheckpoint.get(checkpointId);
    return forecast && findHour(forecast, at, now);
  };
}

function findHour({ madeAt, hours }: WaitForecast, at: Date, now: Date): ForecastHour | undefined {
  // Of whole ways thousands of slots are asked, and all but those of the next day lie behind the last hour.
  const last = hours.at(-1);
  if (!last || at.getTime() - Date.parse(last.startsAt) >= hourMs) return undefined;
  if (now.getTime() - Date.parse(madeAt) > staleAfterMs) return undefined;
  return hours.find(({ startsAt }) => {
    const sinceMs = at.getTime() - Date.parse(startsAt);
    return sinceMs >= 0 && sinceMs < hourMs;
  });
}

function forecastView({ seq, madeAt, replications, basedOn, hours, ...row }: ForecastRow): WaitForecast {
  return {
    checkpointId: row.checkpointId,
    direction: row.direction as Direction,
    seq: Number(seq),
    madeAt: madeAt.toISOString(),
    source: 'forecast',
    replications,
    basedOn: basedOn as WaitForecast['basedOn'],
    hours: hours as unknown as ForecastHour[],
  };
}
