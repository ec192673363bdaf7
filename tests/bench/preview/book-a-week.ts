import type { Database } from '../../../server/platform/database/client.ts';

/**
 * As many confirmed bookings as the demo world has, spread over the places of the week to come at all checkpoints: by a hash of the place, so that it is
 * the same week each time, and four times as many at some checkpoints as at others. One in ten is inspected, as far as there are places for it; goods,
 * countries and wishes differ.
 */
export async function bookAWeek(db: Database, now: Date, bookings: number): Promise<void> {
  const organisations = await db.organization.findMany({ where: { kind: 'carrier' }, orderBy: { id: 'asc' } });
  await db.$transaction(
    async (transaction) => {
      await transaction.$executeRaw`
        CREATE TEMP TABLE seat ON COMMIT DROP AS
        SELECT s.*, gen_random_uuid() AS id, gen_random_uuid() AS application_id, row_number() OVER () AS number, chance.luck,
          CASE WHEN n <= s.examined_places AND chance.luck % 40 = 0 THEN 'red' WHEN n <= s.inspected_places AND chance.luck % 10 = 1 THEN 'yellow'
            ELSE 'green' END AS channel
        FROM (
          SELECT s.id AS slot_id, s.checkpoint_id, s.direction, s.starts_at, s.ends_at, s.inspected_places, s.examined_places, n, c.neighbour, c.access
          FROM slot s JOIN checkpoint c ON c.id = s.checkpoint_id, generate_series(1, s.total_places) AS n
          WHERE s.starts_at > ${now} AND s.starts_at < ${now}::timestamptz + interval '7 days'
          ORDER BY abs(hashtext(s.id || '/' || n))::float8 * (1 + abs(hashtext(s.checkpoint_id)) % 4) LIMIT ${bookings}
        ) s, LATERAL (SELECT abs(hashtext(s.slot_id || '-' || s.n)) AS luck) chance`;
      await transaction.$executeRaw`
        INSERT INTO application (
          id, organisation_id, made_by, made_at, source, checkpoint_id, direction, earliest_at, latest_at, class, channel, plate, vin, vehicle_country,
          hs_code, gross_weight_kg)
        SELECT application_id, (${organisations.map(({ id }) => id)}::text[])[1 + luck % ${organisations.length}], 'bench', ${now}, 'simulated',
          checkpoint_id, direction, starts_at - make_interval(hours => luck % 6), starts_at + make_interval(hours => 1 + luck % 12), 'general', channel,
          'B' || number, 'B' || number, CASE WHEN access = 'bilateral' OR luck % 5 > 0 THEN 'KZ' ELSE 'UZ' END,
          (ARRAY['730890', '080810', '271012', '847130', '392690', '040610', '440710', '870899'])[1 + luck % 8], 18000
        FROM seat`;
      await transaction.$executeRaw`
        INSERT INTO booking (id, application_id, organisation_id, slot_id, state, class, channel, plate, vin, made_at, hold_expires_at, confirmed_at)
        SELECT s.id, s.application_id, a.organisation_id, s.slot_id, 'confirmed', 'general', s.channel, 'B' || number, 'B' || number, ${now}, ${now}, ${now}
        FROM seat s JOIN application a ON a.id = s.application_id`;
      await transaction.$executeRaw`
        UPDATE slot s SET total_taken = n.total, inspected_taken = n.inspected, examined_taken = n.examined
        FROM (
          SELECT slot_id, count(*) AS total, count(*) FILTER (WHERE channel <> 'green') AS inspected, count(*) FILTER (WHERE channel = 'red') AS examined
          FROM seat GROUP BY slot_id
        ) n
        WHERE n.slot_id = s.id`;
    },
    { timeout: 120_000 },
  );
  await db.$executeRaw`ANALYZE`;
}
