import type { AuditEntry } from '../../shared/contract/audit.ts';
import type { AuditEntry as AuditRow, Prisma } from '../platform/database/generated/client.ts';

export interface AuditFilter {
  subjectKind?: string | undefined;
  subjectId?: string | undefined;
  actor?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
}

export function whereOf({ subjectKind, subjectId, actor, from, to }: AuditFilter): Prisma.AuditEntryWhereInput {
  return {
    ...(subjectKind && { subjectKind }),
    ...(subjectId && { subjectId }),
    ...(actor && { actorId: actor }),
    ...((from || to) && { at: { ...(from && { gte: new Date(from) }), ...(to && { lt: new Date(to) }) } }),
  };
}

/** @param nameOf the present name of a user or an organisation, by its id */
export function auditView(row: AuditRow, nameOf: (id: string) => string | null): AuditEntry {
  return {
    number: Number(row.number),
    at: row.at.toISOString(),
    actor: {
      kind: row.actorKind as AuditEntry['actor']['kind'],
      id: row.actorId,
      name: nameOf(row.actorId),
      role: row.actorRole,
    },
    subject: { kind: row.subjectKind, id: row.subjectId },
    action: row.action as AuditEntry['action'],
    before: row.before as AuditEntry['before'],
    after: row.after as AuditEntry['after'],
    reason: row.reason,
  };
}
