import { randomUUID } from 'node:crypto';
import type { Draft } from '../../shared/contract/drafts.ts';
import { listTractors, openTable } from '../fleet/index.ts';
import type { Database } from '../platform/database/client.ts';
import { oncePerKey, type WriteIntent } from '../platform/database/once-per-key.ts';
import { applicationColumns } from './application-columns.ts';
import { openCheckpointNames } from './find-checkpoint.ts';
import { getDraft } from './get-draft.ts';
import { readApplications } from './read-applications.ts';

/** As many as one batch of applications takes. */
const rowsMax = 200;

/**
 * Reads a table that was pasted from a spreadsheet. Its good rows are kept until they are confirmed, each with the id its application will have; its bad
 * ones with all that is wrong with them by row and column. Nothing is applied for yet. Columns that nobody knows are left unread, and said.
 *
 * @throws apiError TABLE_BROKEN where it has no header, misses a column that is needed, or has too many rows; IDEMPOTENCY_KEY_REUSED
 */
export async function pasteDraft(
  db: Database,
  now: Date,
  { organisationId, madeBy }: { organisationId: string; madeBy: string },
  intent: WriteIntent,
  text: string,
): Promise<Draft> {
  const { table, matched } = openTable(text, applicationColumns, rowsMax);
  const [findCheckpoint, tractors, applied] = await Promise.all([
    openCheckpointNames(db),
    listTractors(db, organisationId),
    listApplied(db, organisationId),
  ]);
  const { good, bad, problems } = readApplications(table, matched, {
    ...{ now, findCheckpoint, applied },
    tractors: new Map(tractors.map((tractor) => [tractor.plate, tractor])),
  });
  const id = await oncePerKey(db, intent, now, async (transaction) => {
    const { id: made } = await transaction.applicationDraft.create({
      data: {
        ...{ id: randomUUID(), organisationId, madeBy, madeAt: now, state: 'open', rows: table.rows.length },
        ...{ columns: table.columns, good, bad, problems: [...matched.problems, ...problems] },
      },
    });
    return made;
  });
  return getDraft(db, organisationId, id);
}

/** Only of the own organisation: that another carrier has applied with a vehicle is told when it is tried, and no sooner. */
async function listApplied(db: Database, organisationId: string): Promise<Set<string>> {
  const rows = await db.application.findMany({
    where: { organisationId, state: 'open' },
    select: { plate: true, vin: true },
  });
  return new Set(rows.flatMap(({ plate, vin }) => [plate, vin]));
}
