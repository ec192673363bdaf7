import { isErrorCode } from '../../shared/errors.ts';
import { findRefusal } from '../platform/database/refusal.ts';
import { apiError } from '../platform/http/errors.ts';

/** What the SQL functions of contracts refuse, as an error of the contract. @param room trucks a day that the quota leaves */
export function rethrowRefusal(error: unknown, room: number): never {
  const refusal = findRefusal(error);
  if (refusal?.kind !== 'rule' || !isErrorCode(refusal.code)) throw error;
  const hint =
    refusal.code === 'FRAMEWORK_OVER_QUOTA' ? { hint: `at most ${room} trucks a day`, trucksPerDayMax: room } : {};
  throw apiError(refusal.code, { ...(refusal.field ? { field: refusal.field } : {}), ...hint });
}
