import type { Finding, Proposal } from '../../shared/contract/proposals.ts';
import type { Database } from '../platform/database/client.ts';

type NewProposal = Pick<Proposal, 'id' | 'checkpointId' | 'direction' | 'side' | 'source' | 'draft' | 'findings'>;

/** What was proposed before at a post, as far as it says whether to propose again. */
export interface KnownProposal
  extends Pick<Proposal, 'id' | 'state' | 'checkpointId' | 'direction' | 'side' | 'source'> {
  decidedAt: Date | null;
  findings: Pick<Finding, 'what' | 'stage' | 'channel' | 'factor'>[];
}

/** The newest of each state at each post of a checkpoint. */
export function readKnownProposals(db: Database, checkpointId: string): Promise<KnownProposal[]> {
  return db.$queryRaw<KnownProposal[]>`
    SELECT DISTINCT ON (direction, side, source, state)
      id, state, checkpoint_id AS "checkpointId", direction, side, source, decided_at AS "decidedAt",
      (SELECT jsonb_agg(finding - 'evidence') FROM jsonb_array_elements(findings) AS finding) AS findings
    FROM proposal WHERE checkpoint_id = ${checkpointId}
    ORDER BY direction, side, source, state, made_at DESC, id`;
}

/** Those about which a planner has decided. */
export function findDecided(known: readonly KnownProposal[]) {
  return known.flatMap(({ state, decidedAt, findings }) =>
    decidedAt !== null && (state === 'declined' || state === 'accepted') ? [{ decidedAt, findings }] : [],
  );
}

/**
 * Keeps a proposal. Not where one of the post is open, or was decided since this round began: another worker was quicker, or a planner.
 */
export async function saveProposal(db: Database, now: Date, proposal: NewProposal): Promise<void> {
  const { id, checkpointId, direction, side, source, draft, findings } = proposal;
  await db.$executeRaw`
    INSERT INTO proposal (id, checkpoint_id, direction, side, source, made_at, draft, findings)
    SELECT ${id}::uuid, ${checkpointId}, ${direction}, ${side}, ${source}, ${now},
      ${JSON.stringify(draft)}::jsonb, ${JSON.stringify(findings)}::jsonb
    WHERE NOT EXISTS (
      SELECT FROM proposal p
      WHERE p.checkpoint_id = ${checkpointId} AND p.direction = ${direction} AND p.side = ${side} AND p.source = ${source}
        AND p.decided_at >= ${now})
    ON CONFLICT (checkpoint_id, direction, side, source) WHERE state = 'open' DO NOTHING`;
}

/** Takes back one that no planner has decided about meanwhile. */
export async function withdrawProposal(db: Database, now: Date, proposalId: string): Promise<void> {
  await db.$executeRaw`
    UPDATE proposal SET state = 'withdrawn', decided_at = ${now} WHERE id = ${proposalId}::uuid AND state = 'open'`;
}
