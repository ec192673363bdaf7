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
/** What fits the contract and PostgreSQL cannot take in all the same, by its sqlstate: the caller's mistake and not ours. */
const unstorable: Record<string, string> = {
  '22021': 'no text may hold the character U+0000',
  '22P05': 'no text may hold the character U+0000', // the same within JSON
  '22008': 'no time may lie before the year 1',
  '22003': 'no number may be larger than 2147483647',
};

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

/** What the caller must know to send it again in a way that can be stored. */
export function findUnstorable(error: unknown): string | undefined {
  return unstorable[findDriverCause(error)?.originalCode ?? ''];
}

function findDriverCause(error: unknown): DriverCause | undefined {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return undefined;
  return (error.meta?.driverAdapterError as { cause?: DriverCause } | undefined)?.cause;
}
