import { api, apiQuery } from '../api/client.ts';

const refetchMs = 60_000;

/** Proposals that wait for a decision. */
export const openProposalsQuery = apiQuery.proposals.list.queryOptions({ input: {}, refetchInterval: refetchMs });

export const proposalQuery = (proposalId: string) =>
  apiQuery.proposals.get.queryOptions({ input: { proposalId }, refetchInterval: refetchMs });

export const declineProposal = (proposalId: string, reason: string, key: string) =>
  api.proposals.decline({ headers: { 'idempotency-key': key }, params: { proposalId }, body: { reason } });

export const proposalsKey = apiQuery.proposals.key();
