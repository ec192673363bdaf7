/** The public face of fairness: what other capabilities may use. */
export { createFairnessRouter } from './fairness.router.ts';
export { publishFairness } from './publish-fairness.ts';
