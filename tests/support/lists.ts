import type { Database } from '../../server/platform/database/client.ts';

/** Puts a row on a list: one version more, in force for every clock, with what the newest has but for the row of the same rule and goods. */
export async function addListRow(
  db: Database,
  kind: 'goods' | 'parties' | 'routes' | 'documents',
  entry: Record<string, string | string[] | null>,
): Promise<void> {
  const last = await db.listVersion.findFirstOrThrow({
    where: { kind },
    orderBy: { number: 'desc' },
    include: { entries: { orderBy: { place: 'asc' } } },
  });
  const isKept = (row: unknown) => {
    const { rule, name, hsPrefix } = row as Record<string, unknown>;
    return rule !== entry.rule || name !== entry.name || hsPrefix !== entry.hsPrefix;
  };
  const rows = [...last.entries.map((row) => row.entry).filter(isKept), entry];
  await db.listVersion.create({
    data: {
      kind,
      number: last.number + 1,
      validFrom: new Date(0),
      source: 'a test',
      reason: 'a test',
      madeBy: 'test',
      madeAt: new Date(0),
      rows: rows.length,
      entries: { create: rows.map((row, index) => ({ place: index + 1, entry: row ?? {} })) },
    },
  });
}

/** Another channel for goods of a prefix, as a version of the list of goods. */
export function listGoods(db: Database, hsPrefix: string, channel: 'yellow' | 'red' | 'blocked'): Promise<void> {
  return addListRow(db, 'goods', { hsPrefix, rule: 'new-list', channel, note: '' });
}
