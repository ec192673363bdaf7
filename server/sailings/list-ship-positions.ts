import { DateTime } from 'luxon';
import type { ShipPosition } from '../../shared/contract/sailings.ts';
import type { Database } from '../platform/database/client.ts';
import { type PathPoint, placeOnPath } from './place-on-path.ts';

/** A ship that leaves within a day lies at the quay already; before that nobody knows where it is. */
const atQuayHours = 24;

interface Row {
  sailingId: string;
  shipName: string;
  fromPortId: string;
  toPortId: string;
  departure: Date;
  arrival: Date;
  timetable: ShipPosition['timetable'];
  path: PathPoint[];
}

/**
 * Where each ship is by its schedule: on its line as far as the hours since its expected departure bring it, or at the quay that it leaves next. Nobody
 * has measured it. By the times and not by the state, so that a job that comes late moves no ship.
 */
export async function listShipPositions(db: Database, now: Date): Promise<{ asOf: string; ships: ShipPosition[] }> {
  const soon = DateTime.fromJSDate(now).plus({ hours: atQuayHours }).toJSDate();
  const rows = await db.$queryRaw<Row[]>`
    SELECT DISTINCT ON (s.ship_id) s.id AS "sailingId", p.name AS "shipName", s.from_port_id AS "fromPortId", s.to_port_id AS "toPortId",
      s.expected_departure_at AS departure, s.expected_arrival_at AS arrival, s.source AS timetable, w.path
    FROM sailing s
    JOIN ship p ON p.id = s.ship_id
    JOIN sea_way w ON w.from_port_id = s.from_port_id AND w.to_port_id = s.to_port_id
    WHERE s.state <> 'cancelled' AND s.expected_arrival_at > ${now} AND s.expected_departure_at <= ${soon}
    ORDER BY s.ship_id, s.expected_departure_at`;
  return { asOf: now.toISOString(), ships: rows.map((row) => position(row, now)) };
}

function position({ departure, arrival, path, ...row }: Row, now: Date): ShipPosition {
  const elapsed = (now.getTime() - departure.getTime()) / (arrival.getTime() - departure.getTime());
  const share = Math.min(1, Math.max(0, elapsed));
  return {
    ...row,
    ...placeOnPath(path, share),
    share,
    isAtSea: elapsed >= 0,
    expectedDepartureAt: departure.toISOString(),
    expectedArrivalAt: arrival.toISOString(),
    source: 'schedule',
  };
}
