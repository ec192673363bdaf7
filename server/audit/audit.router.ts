import { implement } from '@orpc/server';
import { contract } from '../../shared/contract/index.ts';
import type { Context } from '../accounts/index.ts';
import type { Database } from '../platform/database/client.ts';
import { auditCsv } from './audit-csv.ts';
import { listAudit } from './list-audit.ts';

export function createAuditRouter({ db }: { db: Database }) {
  const os = implement(contract.audit).$context<Context>();
  return os.router({
    list: os.list.handler(({ input }) => listAudit(db, input)),
    csv: os.csv.handler(({ input }) => auditCsv(db, input)),
  });
}
