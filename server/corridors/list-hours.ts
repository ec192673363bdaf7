import { DateTime } from 'luxon';
import { type CountName, countNames, type DeskCheckpoint, type DeskHours } from '../../shared/contract/desk.ts';
import type { ForecastHour, WaitForecast } from '../../shared/contract/forecasts.ts';
import type { Direction } from '../../shared/words.ts';
import type { Database } from '../platform/database/client.ts';
import { Prisma } from '../platform/database/generated/client.ts';
import { apiError } from '../platform/http/errors.ts';
import { getCheckpointRow } from './checkpoints.ts';

const hourMs = 3_600_000;
const hoursByDefault = 48;
const hoursAtMost = 8 * 24;
/** An older forecast knows nothing of what stands there now: the rule of forecasts/list-forecasts.ts. */
const staleForecastMs = hourMs;

interface HoursQuery {
  direction: Direction;
  from?: string | undefined;
  to?: string | undefined;
  neighbour?: string | undefined;
  checkpointId?: string | undefined;
}

type ByHour = Pick<
  DeskCheckpoint,
  'hasSlot' | 'places' | 'taken' | 'closedBecause' | 'limitedBySide' | 'limitedByStage'
>;

interface HoursRow {
  checkpointId: string;
  byHour: ByHour;
  regimes: DeskCheckpoint['regimes'];
  forecast: { madeAt: Date | string; basedOn: WaitForecast['basedOn']; hours: ForecastHour[] } | null;
}

/**
 * Every checkpoint by hours: places, what is taken of them, what limits them, the regimes in force and the waits to expect. One statement,
 * so that all of it is of the same instant.
 *
 * @throws apiError INVALID_INPUT where `to` is not later than `from` or more than 8 days; CHECKPOINT_NOT_FOUND
 */
export async function listHours(db: Database, now: Date, query: HoursQuery): Promise<DeskHours> {
  const from = DateTime.fromJSDate(query.from ? new Date(query.from) : now)
    .toUTC()
    .startOf('hour');
  const to = query.to ? DateTime.fromISO(query.to) : from.plus({ hours: hoursByDefault });
  const hours = Math.ceil(to.diff(from, 'hours').hours);
  if (hours <= 0) throw apiError('INVALID_INPUT', { field: 'to', hint: 'to must be later than from' });
  if (hours > hoursAtMost) throw apiError('INVALID_INPUT', { field: 'to', hint: 'at most 8 days' });
  if (query.checkpointId !== undefined) await getCheckpointRow(db, query.checkpointId);

  const startsAt = Array.from({ length: hours }, (_, hour) => from.plus({ hours: hour }).toJSDate());
  const rows = await readHours(db, query, from.toJSDate(), hours);
  return {
    asOf: now.toISOString(),
    source: 'bookings',
    direction: query.direction,
    startsAt: startsAt.map((start) => start.toISOString()),
    checkpoints: rows.map(({ checkpointId, byHour, regimes, forecast }) => ({
      checkpointId,
      ...byHour,
      scarcest: byHour.hasSlot.map((_, hour) => findScarcest(byHour, hour)),
      regimes,
      wait: readWait(forecast, startsAt, now),
    })),
  };
}

/** A regime touches an hour that it overlaps in any part, as it does a slot. */
function readHours(db: Database, query: HoursQuery, from: Date, hours: number): Promise<HoursRow[]> {
  const until = new Date(from.getTime() + hours * hourMs);
  const named = [
    ...(query.neighbour === undefined ? [] : [Prisma.sql`c.neighbour = ${query.neighbour}`]),
    ...(query.checkpointId === undefined ? [] : [Prisma.sql`c.id = ${query.checkpointId}`]),
  ];
  const where = named.length > 0 ? Prisma.sql`WHERE ${Prisma.join(named, ' AND ')}` : Prisma.empty;
  const list = (column: string) => Prisma.raw(`json_agg(${column} ORDER BY hour)`);
  return db.$queryRaw<HoursRow[]>`
    WITH slots AS (
      SELECT s.checkpoint_id, floor(extract(epoch FROM s.starts_at - ${from}::timestamptz) / 3600)::int AS hour,
        sum(s.total_places) AS total_places, sum(s.inspected_places) AS inspected_places, sum(s.examined_places) AS examined_places,
        sum(s.total_taken) AS total_taken, sum(s.inspected_taken) AS inspected_taken, sum(s.examined_taken) AS examined_taken,
        CASE WHEN count(s.closed_because) = count(*) THEN min(s.closed_because) END AS closed_because,
        (array_agg(s.limited_by_side ORDER BY s.starts_at) FILTER (WHERE s.limited_by_side IS NOT NULL))[1] AS limited_by_side,
        (array_agg(s.limited_by_stage ORDER BY s.starts_at) FILTER (WHERE s.limited_by_stage IS NOT NULL))[1] AS limited_by_stage
      FROM slot s
      WHERE s.direction = ${query.direction} AND s.starts_at >= ${from}::timestamptz AND s.starts_at < ${until}::timestamptz
      GROUP BY 1, 2
    ), by_hour AS (
      SELECT c.id AS checkpoint_id, g.hour, s.hour IS NOT NULL AS has_slot,
        coalesce(s.total_places, 0) AS total_places, coalesce(s.inspected_places, 0) AS inspected_places,
        coalesce(s.examined_places, 0) AS examined_places, coalesce(s.total_taken, 0) AS total_taken,
        coalesce(s.inspected_taken, 0) AS inspected_taken, coalesce(s.examined_taken, 0) AS examined_taken,
        s.closed_because, s.limited_by_side, s.limited_by_stage
      FROM checkpoint c
      CROSS JOIN generate_series(0, ${hours - 1}::int) AS g (hour)
      LEFT JOIN slots s ON s.checkpoint_id = c.id AND s.hour = g.hour
      ${where}
    )
    SELECT h.checkpoint_id AS "checkpointId",
      json_build_object(
        'hasSlot', ${list('has_slot')},
        'places', json_build_object('total', ${list('total_places')}, 'inspected', ${list('inspected_places')},
          'examined', ${list('examined_places')}),
        'taken', json_build_object('total', ${list('total_taken')}, 'inspected', ${list('inspected_taken')},
          'examined', ${list('examined_taken')}),
        'closedBecause', ${list('closed_because')}, 'limitedBySide', ${list('limited_by_side')},
        'limitedByStage', ${list('limited_by_stage')}
      ) AS "byHour",
      (
        SELECT coalesce(json_agg(json_build_object('regimeId', r.id, 'side', r.side, 'cause', r.cause,
          'fromHour', greatest(0, floor(extract(epoch FROM r.starts_at - ${from}::timestamptz) / 3600)::int),
          'toHour', least(${hours}::int, ceil(extract(epoch FROM least(r.ends_at, r.ended_at, ${until}::timestamptz)
            - ${from}::timestamptz) / 3600)::int)) ORDER BY r.starts_at, r.id), '[]')
        FROM regime_checkpoint rc JOIN inspection_regime r ON r.id = rc.regime_id
        WHERE rc.checkpoint_id = h.checkpoint_id AND (r.direction IS NULL OR r.direction = ${query.direction})
          AND r.starts_at < least(r.ends_at, r.ended_at, ${until}::timestamptz)
          AND least(r.ends_at, r.ended_at, ${until}::timestamptz) > ${from}::timestamptz
      ) AS regimes,
      (
        SELECT json_build_object('madeAt', w.made_at, 'basedOn', w.based_on, 'hours', w.hours)
        FROM wait_forecast w WHERE w.checkpoint_id = h.checkpoint_id AND w.direction = ${query.direction}
      ) AS forecast
    FROM by_hour h
    GROUP BY h.checkpoint_id
    ORDER BY h.checkpoint_id`;
}

/** Of equal ones the outer count: it holds for more trucks. */
function findScarcest({ places, taken }: ByHour, hour: number): CountName | null {
  const share = (count: CountName) => {
    const [all = 0, gone = 0] = [places[count][hour], taken[count][hour]];
    return gone === 0 ? 0 : gone / all;
  };
  const most = Math.max(...countNames.map(share));
  return most === 0 ? null : (countNames.find((count) => share(count) === most) ?? null);
}

/** For each hour the wait of a truck that arrives in its middle; in the hour that runs, of one that arrives now where that is later. */
function readWait(forecast: HoursRow['forecast'], startsAt: readonly Date[], now: Date): DeskCheckpoint['wait'] {
  if (!forecast || now.getTime() - new Date(forecast.madeAt).getTime() > staleForecastMs) return null;
  const hours = startsAt.flatMap((start, hour) => {
    const at = Math.max(start.getTime() + hourMs / 2, now.getTime());
    if (at >= start.getTime() + hourMs) return [];
    const known = forecast.hours.find((each) => {
      const since = at - Date.parse(each.startsAt);
      return since >= 0 && since < hourMs;
    });
    return known ? [{ hour, known }] : [];
  });
  const [first] = hours;
  if (!first) return null;
  return {
    madeAt: new Date(forecast.madeAt).toISOString(),
    source: 'forecast',
    basedOn: forecast.basedOn,
    fromHour: first.hour,
    p50Minutes: hours.map(({ known }) => known.waitP50Minutes),
    p80Minutes: hours.map(({ known }) => known.waitP80Minutes),
  };
}
