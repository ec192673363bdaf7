import { stringify } from 'csv-stringify/sync';
import type { ListKind } from '../../../shared/contract/compliance.ts';
import { listRowSchemas } from '../../../shared/list-rows.ts';
import type { Database } from '../../platform/database/client.ts';
import { apiError } from '../../platform/http/errors.ts';

/** A version of a list as the CSV it could be imported from; without a number the one in force. @throws apiError LIST_VERSION_NOT_FOUND */
export async function listCsv(
  db: Database,
  now: Date,
  { kind, version }: { kind: ListKind; version?: number | undefined },
): Promise<File> {
  const [force] = await db.$queryRaw<{ ids: number[] }[]>`SELECT lists_in_force(${now}) AS ids`;
  const found = await db.listVersion.findFirst({
    where: { kind, ...(version === undefined ? { id: { in: force!.ids } } : { number: version }) },
    include: { entries: { orderBy: { place: 'asc' } } },
  });
  if (!found) throw apiError('LIST_VERSION_NOT_FOUND', { field: 'version' });
  const columns = Object.keys(listRowSchemas[kind].shape);
  const rows = found.entries.map(({ entry }) =>
    Object.entries(entry as object).map(([name, value]): [string, string] => [name, cellOf(value)]),
  );
  const table = rows.map((row) => Object.fromEntries(row));
  return new File([stringify(table, { header: true, columns })], `${kind}-${found.number}.csv`, { type: 'text/csv' });
}

const cellOf = (value: unknown) => (Array.isArray(value) ? value.join('|') : String(value ?? ''));
