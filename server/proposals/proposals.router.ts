import { implement } from '@orpc/server';
import { contract } from '../../shared/contract/index.ts';
import { type Context, getUserId } from '../accounts/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/client.ts';
import { writeIntent } from '../platform/database/once-per-key.ts';
import { declineProposal } from './decline-proposal.ts';
import { getProposal, listProposals } from './list-proposals.ts';
import { listSuggestions } from './list-suggestions.ts';

interface Parts {
  db: Database;
  clock: Clock;
}

export function createProposalsRouter({ db, clock }: Parts) {
  const os = implement(contract.proposals).$context<Context>();
  return os.router({
    list: os.list.handler(({ input }) => listProposals(db, input)),
    get: os.get.handler(({ input }) => getProposal(db, input.proposalId)),
    decline: os.decline.handler(({ input: { headers, params, body }, context }) => {
      const declinedBy = getUserId(context.caller);
      const intent = writeIntent(declinedBy, headers['idempotency-key'], ['proposals.decline', params, body]);
      return declineProposal(db, clock.now(), intent, { ...params, ...body, declinedBy });
    }),
  });
}

export function createSuggestionsRouter({ db, clock }: Parts) {
  const os = implement(contract.suggestions).$context<Context>();
  return os.router({ current: os.current.handler(() => listSuggestions(db, clock.now())) });
}
