import type pg from 'pg';

export interface GateQueue {
  checkpointId: string;
  /** Bookings of trucks that are on their way, each for one way through the checkpoint. */
  bookingIds: string[];
}

/**
 * Confirmed trucks out of the country at every checkpoint that is open, spread over the slots of the next week: some dozens are expected in the next
 * hours, as at a real gate. By the functions that people's claims run, all of one carrier: a quota would only be in the way.
 */
export async function bookTrucks(
  pool: pg.Pool,
  { now, organisationId, perCheckpoint }: { now: Date; organisationId: string; perCheckpoint: number },
): Promise<GateQueue[]> {
  await pool.query('DELETE FROM quota');
  await pool.query(
    `UPDATE slot SET total_places = 500, inspected_places = 500, examined_places = 500 WHERE closed_because IS NULL`,
  );
  const { rows: checkpoints } = await pool.query<{ checkpointId: string; slotIds: number[] }>(
    `SELECT checkpoint_id AS "checkpointId", array_agg(id ORDER BY starts_at) AS "slotIds" FROM slot
     WHERE direction = 'out' AND closed_because IS NULL AND starts_at BETWEEN $1 AND $1::timestamptz + interval '7 days'
     GROUP BY checkpoint_id ORDER BY checkpoint_id`,
    [now],
  );
  const queues: GateQueue[] = [];
  for (const { checkpointId, slotIds } of checkpoints) {
    const first = queues.length * perCheckpoint;
    const held = await pool.query<{ id: string }>(
      `SELECT held.id FROM generate_series($1::int, $2) AS number, LATERAL hold_slot(
         gen_random_uuid(), gen_random_uuid(), 'bench', gen_random_uuid()::text, 'bench', $3, 'bench', 'carrier',
         ($4::int[])[1 + number % cardinality($4::int[])], NULL, NULL, 'general',
         number || 'BN', 'XTA' || lpad(number::text, 14, '0'), 'KZ', NULL, '730890', NULL, 18000, $5, $5::timestamptz + interval '10 minutes',
         '{"isReExport": false, "documents": []}', jsonb_build_object(
           'versions', lists_in_force($5), 'channel', 'green', 'rules', '[]'::jsonb, 'fingerprint', 'bench')) AS held`,
      [first, first + perCheckpoint - 1, organisationId, slotIds, now],
    );
    const bookingIds = held.rows.map(({ id }) => id);
    await pool.query(
      `SELECT FROM unnest($1::uuid[]) AS id, LATERAL confirm_booking(id, $2, 'bench', gen_random_uuid()::text, 'bench', $3)`,
      [bookingIds, organisationId, now],
    );
    queues.push({ checkpointId, bookingIds });
  }
  await pool.query('ANALYZE'); // or the first minute runs on plans for empty tables
  return queues;
}
