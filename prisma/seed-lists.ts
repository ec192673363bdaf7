import type { Database } from '../server/platform/database/client.ts';
import { readLists } from './reference.ts';

const madeBy = 'otkel';
/** Shipped lists were in force always: a world may be played in from before its first start. */
const validFrom = new Date(0);
const source = 'prisma/reference of Otkel: see its README';

type Transaction = Pick<Database, 'listVersion' | 'listEntry'>;

/** Adds the shipped lists as a version each, where none is there or the last one was shipped and said something else. What people imported stays. */
export async function seedLists(transaction: Transaction): Promise<void> {
  for (const [kind, rows] of Object.entries(readLists())) {
    const last = await transaction.listVersion.findFirst({
      where: { kind },
      orderBy: { number: 'desc' },
      include: { entries: { orderBy: { place: 'asc' } } },
    });
    if (last && (last.madeBy !== madeBy || sameRows(last.entries, rows))) continue;
    const { id } = await transaction.listVersion.create({
      data: {
        kind,
        number: (last?.number ?? 0) + 1,
        validFrom,
        source,
        reason: 'shipped with Otkel',
        madeBy,
        madeAt: validFrom,
        rows: rows.length,
      },
    });
    await transaction.listEntry.createMany({
      data: rows.map((entry, index) => ({ versionId: id, place: index + 1, entry })),
    });
  }
}

/** JSON of the database comes with its keys in another order. */
function sameRows(entries: readonly { entry: unknown }[], rows: readonly object[]): boolean {
  const text = (row: unknown) => JSON.stringify(Object.entries(row as object).sort(([a], [b]) => (a < b ? -1 : 1)));
  return entries.length === rows.length && entries.every(({ entry }, index) => text(entry) === text(rows[index]));
}
