import { stringify } from 'csv-stringify/sync';
import type { Database } from '../platform/database/client.ts';
import { type AuditFilter, auditView, whereOf } from './audit-view.ts';
import { assertPeriod } from './list-audit.ts';

/** A demo world writes 80,000 entries a day: a page of them is 300 kB, and the next is read when it has been sent. */
const rowsPerPage = 1000;

const columns = [
  'number',
  'at',
  'actorKind',
  'actorId',
  'actorRole',
  'subjectKind',
  'subjectId',
  'action',
  'before',
  'after',
  'reason',
];

/** The audit as CSV, from its oldest entry to the newest of this moment, page by page as it is taken. @throws apiError INVALID_INPUT */
export async function auditCsv(db: Database, filter: AuditFilter) {
  assertPeriod(filter);
  const where = whereOf(filter);
  const newest = await db.auditEntry.findFirst({ where, orderBy: { number: 'desc' }, select: { number: true } });
  const encoder = new TextEncoder();
  let after = 0n;
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(encoder.encode(`${columns.join(',')}\n`));
    },
    async pull(controller) {
      const number = { gt: after, lte: newest?.number ?? 0n };
      const rows = await db.auditEntry.findMany({
        where: { ...where, number },
        orderBy: { number: 'asc' },
        take: rowsPerPage,
      });
      const last = rows.at(-1);
      if (!last) return controller.close();
      after = last.number;
      const records = rows.map((row) => {
        const { actor, subject, ...rest } = auditView(row, () => null);
        const names = { actorKind: actor.kind, actorId: actor.id, actorRole: actor.role };
        return { ...rest, ...names, subjectKind: subject.kind, subjectId: subject.id };
      });
      // Reasons are typed by people: none may run as a formula where the file is opened.
      controller.enqueue(encoder.encode(stringify(records, { columns, escape_formulas: true })));
    },
  });
  return {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="audit.csv"',
    },
    body,
  };
}
