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
/** A text with a NUL character, which JSON and addresses can carry and PostgreSQL cannot keep. */
const untranslatableCharacter = '22021';

export function findRefusal(error: unknown): Refusal | undefined {
  const cause = findDriverCause(error);
  if (cause?.originalCode === ruleRefused && cause.originalMessage) {
    return { kind: 'rule', code: cause.originalMessage, ...(cause.detail ? { field: cause.detail } : {}) };
  }
  if (cause?.originalCode === uniqueViolation) {
    return { kind: 'unique', index: cause.constraint?.index ?? '' };
  }
  return undefined;
}

/** Whether the database could not even read what was asked, because a text in it has a NUL character. */
export function isUnstorableText(error: unknown): boolean {
  return findDriverCause(error)?.originalCode === untranslatableCharacter;
}

function findDriverCause(error: unknown): DriverCause | undefined {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return undefined;
  return (error.meta?.driverAdapterError as { cause?: DriverCause } | undefined)?.cause;
}
