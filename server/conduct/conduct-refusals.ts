import { type ErrorCode, isErrorCode } from '../../shared/errors.ts';
import { findRefusal } from '../platform/database/refusal.ts';
import { apiError } from '../platform/http/errors.ts';

const hints: Partial<Record<ErrorCode, string>> = {
  CONDUCT_ENTRY_NOT_FOUND: 'GET /api/no-show-record/entries lists them',
  APPEAL_NOT_POSSIBLE: 'an entry that counts is appealed once, within 30 days, and an appeal is decided once',
  IDEMPOTENCY_KEY_REUSED: 'send a new key with a new request',
};

/** Throws what the database refused as an error of the contract, and anything else as it is. */
export function rethrowConductRefusal(error: unknown): never {
  const refusal = findRefusal(error);
  if (refusal?.kind !== 'rule' || !isErrorCode(refusal.code)) throw error;
  const { code, field } = refusal;
  const hint = hints[code];
  throw apiError(code, { ...(field ? { field } : {}), ...(hint ? { hint } : {}) });
}
