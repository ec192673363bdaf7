/** The public face of drafts: what other capabilities may use. */
export { createDraftsRouter } from './drafts.router.ts';
