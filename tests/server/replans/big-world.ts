import { randomUUID } from 'node:crypto';
import type { Database } from '../../../server/platform/database/client.ts';

/**
 * As many bookings as the demo world has, spread over the week to come at all checkpoints, and a preview of a regime that halves the places of every
 * slot of that week: whoever is too many goes to the same hour eight days later.
 *
 * @returns the id of the preview, which is ready
 */
export async function storeBigPreview(db: Database, now: Date, { bookings = 26_000 } = {}): Promise<string> {
  const [organisation] = await db.organization.findMany({ where: { id: 'demo-trans' } });
  await db.$executeRaw`
    CREATE TEMP TABLE seat AS
    SELECT gen_random_uuid() AS id, gen_random_uuid() AS application_id, s.*, row_number() OVER () AS number
    FROM (
      SELECT s.id AS slot_id, s.checkpoint_id, s.direction, s.starts_at, s.ends_at FROM slot s, generate_series(1, s.total_places) AS n
      WHERE s.starts_at > ${now}::timestamptz + interval '3 hours' AND s.starts_at < ${now}::timestamptz + interval '7 days'
      ORDER BY md5(s.id::text), n LIMIT ${bookings}
    ) s`;
  await db.$executeRaw`
    INSERT INTO application (
      id, organisation_id, made_by, made_at, source, checkpoint_id, direction, earliest_at, latest_at, class, channel, plate, vin, vehicle_country, hs_code,
      gross_weight_kg)
    SELECT application_id, ${organisation!.id}, 'test', ${now}, 'carrier', checkpoint_id, direction, starts_at, ends_at, 'general', 'green', 'B' || number,
      'B' || number, 'KZ', '730890', 18000
    FROM seat`;
  await db.$executeRaw`
    INSERT INTO booking (id, application_id, organisation_id, slot_id, state, class, channel, plate, vin, made_at, hold_expires_at, confirmed_at)
    SELECT id, application_id, ${organisation!.id}, slot_id, 'confirmed', 'general', 'green', 'B' || number, 'B' || number, ${now}, ${now}, ${now}
    FROM seat`;
  await db.$executeRaw`
    UPDATE slot s SET total_taken = n.count FROM (SELECT slot_id, count(*) FROM seat GROUP BY slot_id) n WHERE n.slot_id = s.id`;
  await db.$executeRaw`DROP TABLE seat`;
  return storeHalvingPreview(db, now);
}

async function storeHalvingPreview(db: Database, now: Date): Promise<string> {
  const id = randomUUID();
  const checkpoints = await db.checkpoint.findMany({ select: { id: true, rulesVersion: true } });
  const regime = {
    checkpointIds: checkpoints.map(({ id }) => id),
    side: 'neighbour',
    direction: null,
    startsAt: now.toISOString(),
    endsAt: new Date(now.getTime() + 7 * 24 * 3_600_000).toISOString(),
    effect: { paceFactor: 0.5 },
    scope: { kind: 'all' },
    cause: 'every truck is examined',
    source: 'this test',
  };
  const rulesVersions = Object.fromEntries(checkpoints.map(({ id, rulesVersion }) => [id, rulesVersion]));
  const change = { kind: 'regime', regime };
  await db.preview.create({
    data: { id, state: 'ready', change, seed: 'seed', madeBy: 'test', madeAt: now, rulesVersions },
  });
  await db.$executeRaw`
    INSERT INTO preview_move (preview_id, booking_id, from_slot_id, to_slot_id, cargo_group, shift_minutes)
    SELECT ${id}::uuid, b.id, b.slot_id, t.id, 'ordinary', 8 * 24 * 60
    FROM (SELECT *, row_number() OVER (PARTITION BY slot_id ORDER BY id) AS place FROM booking WHERE state = 'confirmed') b
    JOIN slot s ON s.id = b.slot_id
    JOIN slot t ON (t.checkpoint_id, t.direction, t.starts_at) = (s.checkpoint_id, s.direction, s.starts_at + interval '8 days')
    WHERE b.place > s.total_places / 2 AND t.closed_because IS NULL AND t.total_places >= s.total_places`;
  await db.$executeRaw`
    INSERT INTO preview_slot (
      preview_id, slot_id, before, closed_because, total_places, inspected_places, examined_places, limited_by_side, limited_by_stage, kz_lanes,
      neighbour_lanes, taken_before, taken_after, bookings_hash)
    SELECT ${id}::uuid, s.id, jsonb_build_object('total', s.total_places), s.closed_because, places.half, least(places.half, s.inspected_places), least(places.half, s.examined_places),
      s.limited_by_side, s.limited_by_stage, s.kz_lanes, s.neighbour_lanes, '{}',
      jsonb_build_object('total', s.total_taken + moves.came - moves.went, 'inspected', 0, 'examined', 0),
      CASE WHEN moves.went > 0 THEN hash_of_bookings(s.id) END
    FROM slot s
    LEFT JOIN (SELECT to_slot_id, count(*) FROM preview_move WHERE preview_id = ${id}::uuid GROUP BY 1) come ON come.to_slot_id = s.id
    LEFT JOIN (SELECT from_slot_id, count(*) FROM preview_move WHERE preview_id = ${id}::uuid GROUP BY 1) go ON go.from_slot_id = s.id
    CROSS JOIN LATERAL (SELECT coalesce(come.count, 0) AS came, coalesce(go.count, 0) AS went) moves
    CROSS JOIN LATERAL (
      SELECT CASE WHEN s.starts_at < ${now}::timestamptz + interval '7 days' THEN s.total_places / 2 ELSE s.total_places END AS half
    ) places
    WHERE s.starts_at > ${now} AND (s.starts_at < ${now}::timestamptz + interval '7 days' OR moves.came > 0)`;
  return id;
}
