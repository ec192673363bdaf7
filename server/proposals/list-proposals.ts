import { z } from 'zod';
import type { Proposal } from '../../shared/contract/proposals.ts';
import type { Database } from '../platform/database/client.ts';
import type { Proposal as ProposalRow } from '../platform/database/generated/client.ts';
import { apiError } from '../platform/http/errors.ts';
import { type PageQuery, page } from '../platform/http/page.ts';

interface ProposalQuery extends PageQuery {
  state: Proposal['state'];
  checkpointId?: string | undefined;
}

/** Proposals of one state, the newest first. @throws apiError INVALID_INPUT for a cursor that no page gave */
export async function listProposals(db: Database, { state, checkpointId, ...query }: ProposalQuery) {
  const after = query.cursor === undefined ? undefined : await getCursorRow(db, query.cursor);
  const rows = await db.proposal.findMany({
    where: {
      state,
      ...(checkpointId === undefined ? {} : { checkpointId }),
      ...(after
        ? { madeAt: { lte: after.madeAt }, OR: [{ madeAt: { lt: after.madeAt } }, { id: { lt: after.id } }] }
        : {}),
    },
    orderBy: [{ madeAt: 'desc' }, { id: 'desc' }],
    take: query.limit + 1,
  });
  return page(rows, query.limit, (row) => row.id, proposalView);
}

/** @throws apiError PROPOSAL_NOT_FOUND */
export async function getProposal(db: Database, proposalId: string): Promise<Proposal> {
  const row = await db.proposal.findUnique({ where: { id: proposalId } });
  if (!row) throw proposalNotFound();
  return proposalView(row);
}

export const proposalNotFound = () =>
  apiError('PROPOSAL_NOT_FOUND', { field: 'proposalId', hint: 'GET /api/proposals lists them' });

async function getCursorRow(db: Database, cursor: string) {
  const row = z.uuid().safeParse(cursor).success ? await db.proposal.findUnique({ where: { id: cursor } }) : null;
  if (!row) throw apiError('INVALID_INPUT', { field: 'cursor', hint: 'take nextCursor of the page before' });
  return row;
}

function proposalView({ madeAt, decidedAt, decidedBy: _, draft, findings, ...row }: ProposalRow): Proposal {
  return {
    id: row.id,
    state: row.state as Proposal['state'],
    checkpointId: row.checkpointId,
    direction: row.direction as Proposal['direction'],
    side: row.side as Proposal['side'],
    source: row.source as Proposal['source'],
    madeAt: madeAt.toISOString(),
    draft: draft as unknown as Proposal['draft'],
    findings: findings as unknown as Proposal['findings'],
    decidedAt: decidedAt?.toISOString() ?? null,
    reason: row.reason,
    regimeId: row.regimeId,
  };
}
