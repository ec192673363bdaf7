import type { Draft } from '../../shared/contract/drafts.ts';
import type { ApplicationDraft } from '../platform/database/generated/client.ts';

/** The JSON columns hold what this capability wrote into them: the shapes of the contract. */
export const draftView = (row: ApplicationDraft): Draft => ({
  id: row.id,
  state: row.state as Draft['state'],
  madeAt: row.madeAt.toISOString(),
  decidedAt: row.decidedAt?.toISOString() ?? null,
  rows: row.rows,
  columns: row.columns as Draft['columns'],
  good: row.good as Draft['good'],
  bad: row.bad as Draft['bad'],
  problems: row.problems as Draft['problems'],
  submitted: row.submitted as Draft['submitted'],
});
