import { Prisma } from './generated/client.ts';

/** What the database said no to: a rule of our own functions (`refuse(code, field)`), or a unique index. */
export type Refusal = { kind: 'rule'; code: string; field?: string } | { kind: 'unique'; index: string };

interface DriverCause {
  originalCode?: string;
  originalMessage?: string;
  detail?: string;
  constraint?: { index?: string };
}

/** sqlstate of the function refuse() in prisma/migrations. */
const ruleRefused = 'OT001';
const uniqueViolation = '23505';

export function findRefusal(error: unknown): Refusal | undefined {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return undefined;
  const cause = (error.meta?.driverAdapterError as { cause?: DriverCause } | undefined)?.cause;
  if (cause?.originalCode === ruleRefused && cause.originalMessage) {
    return { kind: 'rule', code: cause.originalMessage, ...(cause.detail ? { field: cause.detail } : {}) };
  }
  if (cause?.originalCode === uniqueViolation) {
    return { kind: 'unique', index: cause.constraint?.index ?? '' };
  }
  return undefined;
}
