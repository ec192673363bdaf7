/** The public face of proposals: what other capabilities may use. */
export { makeProposals } from './make-proposals.ts';
export { createProposalsRouter, createSuggestionsRouter } from './proposals.router.ts';
