import { stringify } from 'csv-stringify/sync';
import { getCheckpointRow } from '../corridors/index.ts';
import type { Database } from '../platform/database/client.ts';
import { consignments, type PeriodQuery, readDays } from './report-period.ts';

/** A quarter of a year. */
const daysMax = 92;

/** Re-exports of confirmed bookings as CSV, a row each, by local day. */
export async function reportReExports(
  db: Database,
  now: Date,
  query: PeriodQuery & { destinationCountry?: string | undefined },
): Promise<File> {
  const { checkpointId, destinationCountry = null } = query;
  if (checkpointId !== undefined) await getCheckpointRow(db, checkpointId);
  const days = readDays(now, query, daysMax);
  const rows = await db.$queryRaw<Record<(typeof columns)[number], string | number | null>[]>`
    SELECT to_char(s.local_date, 'YYYY-MM-DD') AS date, s.checkpoint_id AS checkpoint, s.direction, a.hs_code AS "hsCode",
      a.cargo_description AS description, a.gross_weight_kg AS "grossWeightKg", a.origin_country AS origin, a.destination_country AS destination,
      a.consignor_name AS consignor, a.consignor_country AS "consignorCountry", a.consignee_name AS consignee,
      a.consignee_country AS "consigneeCountry", o.name AS carrier, control.channel,
      (SELECT string_agg(fired ->> 'id', '|') FROM jsonb_array_elements((latest_screening(a.id)).rules) AS fired) AS rules, a.source
    FROM ${consignments(days, checkpointId)}
      AND a.is_re_export AND (${destinationCountry}::text IS NULL OR a.destination_country = ${destinationCountry}::text)
    ORDER BY s.starts_at, s.checkpoint_id, b.id`;
  // Names come from carriers: a cell that begins with = would be a formula in a spreadsheet.
  const csv = stringify(rows, { header: true, columns, escape_formulas: true });
  return new File([csv], `re-exports-${days.from}-${days.to}.csv`, { type: 'text/csv' });
}

const columns = [
  'date',
  'checkpoint',
  'direction',
  'hsCode',
  'description',
  'grossWeightKg',
  'origin',
  'destination',
  'consignor',
  'consignorCountry',
  'consignee',
  'consigneeCountry',
  'carrier',
  'channel',
  'rules',
  'source',
] as const;
