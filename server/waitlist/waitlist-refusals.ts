import { type ErrorCode, isErrorCode } from '../../shared/errors.ts';
import { findRefusal } from '../platform/database/refusal.ts';
import { apiError } from '../platform/http/errors.ts';

const hints: Partial<Record<ErrorCode, string>> = {
  CHECKPOINT_NOT_FOUND: 'GET /api/checkpoints lists them',
  INVALID_INPUT: 'this time has passed',
  VEHICLE_ALREADY_BOOKED: 'its booking can be moved instead, or given up first',
  VEHICLE_ALREADY_APPLIED: 'this truck waits already, or has applied for the next round',
  VEHICLE_COUNTRY_NOT_ADMITTED: 'this crossing admits vehicles of its two countries only',
  WAITLIST_ENTRY_NOT_FOUND: 'GET /api/waitlist lists those of your organisation',
  WAITLIST_ENTRY_NOT_OPEN: 'it was booked, or its hours are over; a booking is cancelled',
  SCREENING_STALE: 'send it again',
  IDEMPOTENCY_KEY_REUSED: 'send a new key with a new request',
};

/** Throws what the database refused as an error of the contract, and anything else as it is. */
export function rethrowWaitlistRefusal(error: unknown): never {
  const refusal = findRefusal(error);
  const waiting = refusal?.kind === 'unique' && /^application_waiting_(plate|vin)$/.exec(refusal.index);
  if (waiting)
    throw apiError('VEHICLE_ALREADY_APPLIED', {
      field: `vehicle.${waiting[1]}`,
      hint: hints.VEHICLE_ALREADY_APPLIED!,
    });
  if (refusal?.kind !== 'rule' || !isErrorCode(refusal.code)) throw error;
  const { code, field } = refusal;
  const hint = hints[code];
  throw apiError(code, { ...(field ? { field } : {}), ...(hint ? { hint } : {}) });
}
