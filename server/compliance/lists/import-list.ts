import type { ListKind, ListVersion } from '../../../shared/contract/compliance.ts';
import { type Actor, actAs } from '../../platform/database/act-as.ts';
import type { Database } from '../../platform/database/client.ts';
import { oncePerKey, type WriteIntent } from '../../platform/database/once-per-key.ts';
import { apiError } from '../../platform/http/errors.ts';
import { viewVersions } from './list-version-view.ts';
import { parseList } from './parse-list.ts';

export interface ListImport {
  csv: string;
  replaces: number;
  source: string;
  reason: string;
  validFrom?: string | undefined;
  validTo?: string | undefined;
}

/**
 * Imports a version of a list, whole or not at all. What is booked is screened anew by a job (rescreen.ts), and whoever claims meanwhile is asked
 * by the claim itself.
 *
 * @throws apiError LIST_BROKEN with every row that is wrong; LIST_CHANGED where somebody imported another version first; INVALID_INPUT for a
 *   period that ends before it starts or is over
 */
export async function importList(
  db: Database,
  now: Date,
  person: Actor & { kind: 'person' },
  intent: WriteIntent,
  kind: ListKind,
  list: ListImport,
): Promise<ListVersion> {
  const validFrom = list.validFrom === undefined ? now : new Date(list.validFrom);
  const validTo = list.validTo === undefined ? null : new Date(list.validTo);
  if (validTo && validTo <= validFrom)
    throw apiError('INVALID_INPUT', { field: 'validTo', hint: 'it must be later than validFrom' });
  if (validTo && validTo <= now) throw apiError('INVALID_INPUT', { field: 'validTo', hint: 'this time has passed' });
  const { rows, broken } = parseList(kind, list.csv);
  if (broken.length > 0) {
    const hint = `${broken.length} to correct, none imported; the first: line ${broken[0]!.line}, ${broken[0]!.problem}`;
    throw apiError('LIST_BROKEN', { field: 'csv', hint, rows: broken });
  }

  return oncePerKey(db, intent, now, async (transaction) => {
    await actAs(transaction, person, now, list.reason);
    // Of two imports at once the second waits here, and finds that it replaces another version than it meant to.
    await transaction.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`list/${kind}`}, 0))::text`;
    const last = await transaction.listVersion.findFirst({ where: { kind }, orderBy: { number: 'desc' } });
    const newest = last?.number ?? 0;
    if (newest !== list.replaces) {
      throw apiError('LIST_CHANGED', { field: 'replaces', hint: `the newest is version ${newest}: look at it first` });
    }
    const { source, reason } = list;
    const version = await transaction.listVersion.create({
      data: {
        kind,
        number: newest + 1,
        validFrom,
        validTo,
        source,
        reason,
        madeBy: person.id,
        madeAt: now,
        rows: rows.length,
      },
    });
    // One statement: as rows of Prisma 20,000 names took most of the five seconds that a transaction has.
    await transaction.$executeRaw`
      INSERT INTO list_entry (version_id, place, entry)
      SELECT ${version.id}::int, place, entry
      FROM jsonb_array_elements(${JSON.stringify(rows)}::jsonb) WITH ORDINALITY AS r(entry, place)`;
    const [view] = await viewVersions(transaction, now, [version]);
    return view!;
  });
}
