import type { ListVersion } from '../../../shared/contract/compliance.ts';
import type { Database } from '../../platform/database/client.ts';
import type { ListVersion as ListVersionRow } from '../../platform/database/generated/client.ts';

type Reader = Pick<Database, 'user' | '$queryRaw'>;

/** Versions as the API shows them. */
export async function viewVersions(db: Reader, now: Date, rows: readonly ListVersionRow[]): Promise<ListVersion[]> {
  const [[force], people] = await Promise.all([
    db.$queryRaw<{ ids: number[] }[]>`SELECT lists_in_force(${now}) AS ids`,
    db.user.findMany({ where: { id: { in: rows.map(({ madeBy }) => madeBy) } }, select: { id: true, name: true } }),
  ]);
  return rows.map((row) => ({
    kind: row.kind as ListVersion['kind'],
    version: row.number,
    inForce: force!.ids.includes(row.id),
    validFrom: row.validFrom.toISOString(),
    validTo: row.validTo?.toISOString() ?? null,
    rows: row.rows,
    source: row.source,
    reason: row.reason,
    importedBy: people.find(({ id }) => id === row.madeBy)?.name ?? row.madeBy,
    importedAt: row.madeAt.toISOString(),
  }));
}
