import { z } from 'zod';
import type { Draft } from '../../shared/contract/drafts.ts';
import type { Database } from '../platform/database/client.ts';
import { apiError } from '../platform/http/errors.ts';
import { type PageQuery, page } from '../platform/http/page.ts';
import { draftView } from './draft-view.ts';

/** @throws apiError DRAFT_NOT_FOUND, also for another organisation's */
export async function getDraft(
  db: Pick<Database, 'applicationDraft'>,
  organisationId: string,
  draftId: string,
): Promise<Draft> {
  const row = await db.applicationDraft.findFirst({ where: { id: draftId, organisationId } });
  if (!row) throw apiError('DRAFT_NOT_FOUND', { field: 'draftId' });
  return draftView(row);
}

/** Pasted tables of one organisation, the newest first. @throws apiError INVALID_INPUT for a cursor that no page gave */
export async function listDrafts(db: Database, organisationId: string, { limit, cursor }: PageQuery) {
  const id = z.uuid().optional().safeParse(cursor).data;
  const after = id === undefined ? null : await db.applicationDraft.findFirst({ where: { id, organisationId } });
  if (cursor !== undefined && !after)
    throw apiError('INVALID_INPUT', { field: 'cursor', hint: 'take nextCursor of the page before' });
  const rows = await db.applicationDraft.findMany({
    where: {
      organisationId,
      ...(after && { OR: [{ madeAt: { lt: after.madeAt } }, { madeAt: after.madeAt, id: { lt: after.id } }] }),
    },
    orderBy: [{ madeAt: 'desc' }, { id: 'desc' }],
    take: limit + 1,
  });
  return page(rows, limit, (row) => row.id, draftView);
}
