import type { Proposal } from '../../shared/contract/proposals.ts';

/**
 * The announcement with the measured regime filled in; nothing is announced before the planner has previewed and applied it.
 *
 * @param cause in the language of the screen
 */
export function announceAddress({ draft, id }: Proposal, cause: string): string {
  const search = new URLSearchParams({ side: draft.side, from: draft.startsAt, cause, source: draft.source });
  for (const checkpointId of draft.checkpointIds) search.append('checkpointId', checkpointId);
  if (draft.direction) search.set('direction', draft.direction);
  search.set('effect', JSON.stringify(draft.effect));
  search.set('scope', JSON.stringify(draft.scope));
  search.set('proposalId', id);
  return `/regimes/new?${search}`;
}
