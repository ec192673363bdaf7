import type { ItineraryLeg, ItineraryWish } from '../../shared/contract/itineraries.ts';
import { openForecasts } from '../forecasts/index.ts';
import type { Database } from '../platform/database/client.ts';
import type { CrossingStop, Journey, SailingStop, Stop } from './journey.ts';

type Dated<Row, Key extends keyof Row> = Omit<Row, Key> & Record<Key, string | null>;
type CrossingRow = Dated<Omit<CrossingStop, 'waitP50Minutes' | 'kind'>, 'startsAt' | 'endsAt' | 'clearedAt'> & {
  leg: number;
};
type SailingRow = Dated<
  Omit<SailingStop, 'kind'>,
  'gateStartsAt' | 'gateEndsAt' | 'gateCutoffAt' | 'expectedDepartureAt' | 'expectedArrivalAt'
>;

interface JourneyRow {
  id: string;
  organisationId: string;
  wayId: string;
  wish: ItineraryWish;
  legs: ItineraryLeg[];
  departAt: Date;
  crossings: CrossingRow[];
  sailing: SailingRow | null;
}

/** Read at once; each is looked at in some tenths of a millisecond. */
const chunkSize = 200;

/**
 * Confirmed itineraries of which something is still to come and whose carrier is not being asked about a repair, with where each stop stands now.
 *
 * @param after the id that the chunk before ended with
 */
export async function listJourneys(db: Database, now: Date, after: string | undefined): Promise<Journey[]> {
  const rows = await db.$queryRaw<JourneyRow[]>`
    WITH chosen AS (
      SELECT * FROM itinerary i
      WHERE i.state = 'confirmed' AND i.id > coalesce(${after ?? null}::uuid, '00000000-0000-0000-0000-000000000000')
        AND NOT EXISTS (SELECT FROM itinerary_repair r WHERE r.itinerary_id = i.id AND r.state = 'asked')
      ORDER BY i.id LIMIT ${chunkSize}::int
    )
    SELECT i.id, i.organisation_id AS "organisationId", i.way_id AS "wayId", i.legs, i.depart_at AS "departAt",
      i.wish || jsonb_build_object('vehicle', i.wish -> 'vehicle' || jsonb_build_object('plate', i.plate, 'vin', i.vin)) AS wish,
      (SELECT coalesce(jsonb_agg(jsonb_build_object(
          'leg', b.leg, 'bookingId', b.id, 'state', b.state, 'checkpointId', s.checkpoint_id, 'direction', s.direction, 'slotId', s.id,
          'startsAt', iso_instant(s.starts_at), 'endsAt', iso_instant(s.ends_at), 'isClosed', s.closed_because IS NOT NULL,
          'reason', coalesce((SELECT m.reason FROM booking_move m WHERE m.booking_id = b.id ORDER BY m.moved_at DESC, m.id DESC LIMIT 1), ''),
          'passageState', p.state, 'clearedAt', iso_instant(p.cleared_at)) ORDER BY b.leg), '[]')
        FROM booking b JOIN slot s ON s.id = b.slot_id LEFT JOIN passage p ON p.booking_id = b.id
        WHERE b.itinerary_id = i.id AND b.state IN ('confirmed', 'ended', 'no-show') AND NOT EXISTS (
          SELECT FROM itinerary_repair r WHERE r.itinerary_id = i.id AND r.state = 'accepted' AND b.id = ANY (r.replaced_booking_ids))) AS crossings,
      (SELECT jsonb_build_object(
          'claimId', c.id, 'state', c.state, 'sailingId', s.id, 'gateSlotId', g.id, 'gateStartsAt', iso_instant(g.starts_at),
          'gateEndsAt', iso_instant(g.ends_at), 'gateCutoffAt', iso_instant(s.gate_cutoff_at), 'sailingState', s.state,
          'expectedDepartureAt', iso_instant(s.expected_departure_at), 'expectedArrivalAt', iso_instant(s.expected_arrival_at),
          'reason', coalesce(s.reason, ''), 'hasNoRoom', EXISTS (SELECT FROM sailing_claims_that_slip(s.id) AS slips(id) WHERE slips.id = c.id))
        FROM sailing_claim c JOIN sailing s ON s.id = c.sailing_id JOIN gate_slot g ON g.id = c.gate_slot_id
        WHERE c.itinerary_id = i.id AND c.state IN ('confirmed', 'ended') ORDER BY c.made_at DESC LIMIT 1) AS sailing
    FROM chosen i ORDER BY i.id`;
  const [forecastOut, forecastIn] = await Promise.all([openForecasts(db, now, 'out'), openForecasts(db, now, 'in')]);
  return rows.map(({ crossings, sailing, ...row }) => {
    const stops = new Map<number, Stop>();
    for (const { leg, ...crossing } of crossings) {
      const startsAt = new Date(crossing.startsAt!);
      const findHour = crossing.direction === 'out' ? forecastOut : forecastIn;
      stops.set(leg, {
        ...crossing,
        kind: 'crossing',
        startsAt,
        endsAt: new Date(crossing.endsAt!),
        clearedAt: crossing.clearedAt === null ? null : new Date(crossing.clearedAt),
        waitP50Minutes: findHour(crossing.checkpointId, startsAt)?.waitP50Minutes ?? null,
      });
    }
    const sea = row.legs.findIndex(({ kind }) => kind === 'sailing');
    if (sailing && sea !== -1) {
      stops.set(sea, {
        ...sailing,
        kind: 'sailing',
        gateStartsAt: new Date(sailing.gateStartsAt!),
        gateEndsAt: new Date(sailing.gateEndsAt!),
        gateCutoffAt: new Date(sailing.gateCutoffAt!),
        expectedDepartureAt: new Date(sailing.expectedDepartureAt!),
        expectedArrivalAt: new Date(sailing.expectedArrivalAt!),
      });
    }
    return { ...row, stops };
  });
}
