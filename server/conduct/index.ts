/** The public face of conduct: what other capabilities may use. */
export { createConductRouter } from './conduct.router.ts';
