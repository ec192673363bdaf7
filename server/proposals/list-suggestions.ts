import { DateTime } from 'luxon';
import type { Suggestion } from '../../shared/contract/proposals.ts';
import type { Direction } from '../../shared/words.ts';
import { type FindForecastHour, openForecasts } from '../forecasts/index.ts';
import { perishableChapters } from '../planning/cargo-groups.ts';
import type { Database } from '../platform/database/client.ts';
import {
  assumedRoad,
  type DayPart,
  rankTransfers,
  type Transfer,
  type TransferDay,
  type TransferHour,
} from './rank-transfers.ts';

const daysAhead = 7;
/** Whose slot begins sooner can no longer be told (noticeHours of server/replans). */
const noticeHours = 2;
const suggestionsMax = 20;

/** Transfers that a planner could make in the next seven days, the best first. Reads only: each is previewed before it is done. */
export async function listSuggestions(db: Database, now: Date): Promise<{ asOf: string; items: Suggestion[] }> {
  const [checkpoints, slots, out, into] = await Promise.all([
    db.checkpoint.findMany({
      select: { id: true, neighbour: true, access: true, status: true, lat: true, lon: true },
      orderBy: { id: 'asc' },
    }),
    readSlots(db, now),
    openForecasts(db, now, 'out'),
    openForecasts(db, now, 'in'),
  ]);
  const days = groupByDay(slots, (direction) => (direction === 'out' ? out : into));
  return {
    asOf: now.toISOString(),
    items: rankTransfers(checkpoints, days).slice(0, suggestionsMax).map(suggestionOf),
  };
}

interface SlotRow extends Pick<TransferHour, 'places' | 'taken' | 'local' | 'third'> {
  checkpointId: string;
  direction: Direction;
  date: string;
  startsAt: Date;
  endsAt: Date;
}

/** The slots of the next days, and how many of the trucks of each may be sent elsewhere. */
function readSlots(db: Database, now: Date): Promise<SlotRow[]> {
  const from = DateTime.fromJSDate(now).plus({ hours: noticeHours }).toJSDate();
  const to = DateTime.fromJSDate(now).plus({ days: daysAhead }).toJSDate();
  return db.$queryRaw<SlotRow[]>`
    SELECT s.checkpoint_id AS "checkpointId", s.direction, s.local_date::text AS date, s.starts_at AS "startsAt", s.ends_at AS "endsAt",
      s.total_places AS places, s.total_taken AS taken,
      coalesce(truck.local, 0)::int AS local, coalesce(truck.movable - truck.local, 0)::int AS third
    FROM slot s JOIN checkpoint c ON c.id = s.checkpoint_id
    LEFT JOIN (
      SELECT b.slot_id, count(*) AS movable, count(*) FILTER (WHERE a.vehicle_country IN ('KZ', c.neighbour)) AS local
      FROM slot s JOIN checkpoint c ON c.id = s.checkpoint_id
      JOIN booking b ON b.slot_id = s.id JOIN application a ON a.id = b.application_id
      LEFT JOIN passage p ON p.booking_id = b.id
      WHERE s.starts_at >= ${from} AND s.starts_at < ${to} AND b.state IN ('held', 'confirmed')
        AND coalesce(p.state, 'expected') = 'expected' AND left(a.hs_code, 2) <> ALL(${[...perishableChapters]}::text[])
      GROUP BY b.slot_id
    ) truck ON truck.slot_id = s.id
    WHERE s.starts_at >= ${from} AND s.starts_at < ${to} AND (s.total_places > 0 OR s.total_taken > 0)
    ORDER BY s.local_date, s.checkpoint_id, s.direction, s.starts_at`;
}

function groupByDay(slots: readonly SlotRow[], forecastOf: (direction: Direction) => FindForecastHour): TransferDay[] {
  const days = new Map<string, TransferDay & { hours: TransferHour[] }>();
  for (const { checkpointId, direction, date, startsAt, endsAt, ...hour } of slots) {
    const key = `${checkpointId}/${direction}/${date}`;
    const day = days.get(key) ?? { checkpointId, direction, date, hours: [] };
    days.set(key, day);
    const waitMinutes = forecastOf(direction)(checkpointId, startsAt)?.waitP50Minutes ?? null;
    day.hours.push({ ...hour, startsAtMs: startsAt.getTime(), endsAtMs: endsAt.getTime(), waitMinutes });
  }
  return [...days.values()];
}

function suggestionOf({ from, to, trucks, movable, ...transfer }: Transfer): Suggestion {
  const { direction, date } = from;
  const day = ({ checkpointId, places, taken }: DayPart) => ({ checkpointId, places, taken });
  const { kmPerTruck, hoursPerTruck } = transfer;
  return {
    id: `${from.checkpointId}-${to.checkpointId}-${direction}-${date}`,
    ...{ direction, date, trucks, movable },
    startsAt: new Date(from.startsAtMs).toISOString(),
    endsAt: new Date(from.endsAtMs).toISOString(),
    because: from.over > 0 ? 'overfull' : 'nearly-full',
    from: day(from),
    to: day(to),
    price: {
      kmPerTruck: Math.round(kmPerTruck),
      hoursPerTruck: round(hoursPerTruck),
      km: Math.round(trucks * kmPerTruck),
      hours: round(trucks * hoursPerTruck),
      assumed: [`road ${assumedRoad.perStraightKm} × straight line`, `${assumedRoad.kmPerHour} km/h`],
    },
    saved: { hours: round(transfer.savedHours), source: transfer.savedSource },
    change: {
      kind: 'transfer',
      fromCheckpointId: from.checkpointId,
      toCheckpointId: to.checkpointId,
      direction,
      startsAt: new Date(from.startsAtMs).toISOString(),
      endsAt: new Date(from.endsAtMs).toISOString(),
      trucks,
      reason: `${from.taken} trucks for ${from.places} places; room for ${to.places - to.taken} at ${to.checkpointId}`,
    },
  };
}

const round = (hours: number) => Math.round(hours * 10) / 10;
