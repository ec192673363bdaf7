import type { Proposal } from '../../shared/contract/proposals.ts';
import type { Database } from '../platform/database/client.ts';
import { oncePerKey, type WriteIntent } from '../platform/database/once-per-key.ts';
import { apiError } from '../platform/http/errors.ts';
import { getProposal, proposalNotFound } from './list-proposals.ts';

export interface Refusal {
  proposalId: string;
  reason: string;
  declinedBy: string;
}

/** Leaves the parameters as they are. @throws apiError PROPOSAL_NOT_FOUND, PROPOSAL_DECIDED */
export async function declineProposal(
  db: Database,
  now: Date,
  intent: WriteIntent,
  { proposalId, reason, declinedBy }: Refusal,
): Promise<Proposal> {
  await oncePerKey(db, intent, now, async (transaction) => {
    const declined = await transaction.$executeRaw`
      UPDATE proposal SET state = 'declined', decided_at = ${now}, decided_by = ${declinedBy}, reason = ${reason}
      WHERE id = ${proposalId}::uuid AND state = 'open'`;
    if (declined > 0) return proposalId;
    const row = await transaction.proposal.findUnique({ where: { id: proposalId } });
    if (!row) throw proposalNotFound();
    throw apiError('PROPOSAL_DECIDED', { field: 'proposalId', hint: `it is ${row.state}` });
  });
  return getProposal(db, proposalId);
}
