export { createAuditRouter } from './audit.router.ts';
