import type { Draft } from '../../shared/contract/drafts.ts';
import { submitApplications } from '../plans/index.ts';
import type { Database } from '../platform/database/client.ts';
import { oncePerKey, type WriteIntent, writeIntent } from '../platform/database/once-per-key.ts';
import { apiError } from '../platform/http/errors.ts';
import { getDraft } from './get-draft.ts';

export interface Deciding {
  organisationId: string;
  madeBy: string;
  draftId: string;
}

/**
 * Applies for the good rows of a pasted table; each is judged by itself, and what is refused says why.
 *
 * First the table is confirmed, so that nobody discards it any more, then its rows are sent, then what became of them is written. Killed in between, the next
 * call goes on: the rows have their ids and the batch its key, so that nothing is applied for twice.
 *
 * @throws apiError DRAFT_NOT_FOUND, DRAFT_DECIDED, INVALID_INPUT where it has no good row, SCREENING_STALE, IDEMPOTENCY_KEY_REUSED
 */
export async function confirmDraft(
  db: Database,
  now: Date,
  intent: WriteIntent,
  { organisationId, madeBy, draftId }: Deciding,
): Promise<Draft> {
  await oncePerKey(db, intent, now, async (transaction) => {
    const { good } = await getDraft(transaction, organisationId, draftId);
    if (good.length === 0) throw apiError('INVALID_INPUT', { field: 'draftId', hint: 'it has no good row' });
    const { count } = await transaction.applicationDraft.updateMany({
      where: {
        ...{ id: draftId, organisationId },
        OR: [{ state: 'open' }, { state: 'confirmed', submitted: { equals: [] } }],
      },
      data: { state: 'confirmed', decidedAt: now },
    });
    if (count === 0) throw apiError('DRAFT_DECIDED', { field: 'draftId' });
    return true;
  });
  const draft = await getDraft(db, organisationId, draftId);
  if (draft.submitted.length > 0) return draft;

  const batch = writeIntent(organisationId, `draft/${draftId}`, ['drafts.confirm', draftId]);
  const applications = draft.good.map(({ application }) => application);
  const answer = await submitApplications(db, now, { organisationId, madeBy, source: 'carrier' }, batch, applications);
  const submitted = draft.good.map(({ row, application }, index) => ({
    ...{ row, applicationId: application.id },
    code: answer[index]?.code ?? null,
  }));
  await db.applicationDraft.update({ where: { id: draftId }, data: { submitted } });
  return getDraft(db, organisationId, draftId);
}

/** Forgets a pasted table; one that was discarded stays so. @throws apiError DRAFT_NOT_FOUND, DRAFT_DECIDED, IDEMPOTENCY_KEY_REUSED */
export async function discardDraft(
  db: Database,
  now: Date,
  intent: WriteIntent,
  { organisationId, draftId }: Omit<Deciding, 'madeBy'>,
): Promise<Draft> {
  await oncePerKey(db, intent, now, async (transaction) => {
    const { count } = await transaction.applicationDraft.updateMany({
      where: { id: draftId, organisationId, state: 'open' },
      data: { state: 'discarded', decidedAt: now },
    });
    if (count > 0) return true;
    const { state } = await getDraft(transaction, organisationId, draftId);
    if (state !== 'discarded') throw apiError('DRAFT_DECIDED', { field: 'draftId' });
    return true;
  });
  return getDraft(db, organisationId, draftId);
}
