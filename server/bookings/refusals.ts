import type { ErrorCode } from '../../shared/errors.ts';
import { isErrorCode } from '../../shared/errors.ts';
import { findRefusal } from '../platform/database/refusal.ts';
import { apiError } from '../platform/http/errors.ts';

/** The unique indexes that say no to a claim, and what the carrier is told. */
const uniqueRefusals: Record<string, { code: ErrorCode; field: string }> = {
  booking_active_plate: { code: 'VEHICLE_ALREADY_BOOKED', field: 'vehicle.plate' },
  booking_active_vin: { code: 'VEHICLE_ALREADY_BOOKED', field: 'vehicle.vin' },
};

const hints: Partial<Record<ErrorCode, string>> = {
  SLOT_FULL: 'take one of the alternatives',
  SLOT_IN_PAST: 'ask for offers again',
  SLOT_CLOSED: 'ask for offers again',
  VEHICLE_ALREADY_BOOKED: 'cancel that booking first, or wait until its slot is over',
  CARRIER_QUOTA_REACHED: 'take another slot: one carrier may have a tenth of a slot, and never fewer than two trucks',
  CLASS_QUOTA_REACHED: 'book as general, or on another day',
  CARGO_BLOCKED: 'a list blocks it since it was held; a reviewer of the customs service sees it, and can let it pass',
  SCREENING_STALE: 'send it again',
  BOOKING_OF_ITINERARY: 'confirm or cancel the whole itinerary',
  TRUCK_AT_GATE: 'ask an officer of the checkpoint to turn it back',
  HOLD_EXPIRED: 'hold a slot again',
  IDEMPOTENCY_KEY_REUSED: 'send a new key with a new request',
};

/** What the database refused, as an error of the contract; anything else as it is. */
export function refusalToError(error: unknown): unknown {
  const refusal = findRefusal(error);
  if (!refusal) return error;
  const { code, field } = refusal.kind === 'unique' ? (uniqueRefusals[refusal.index] ?? {}) : refusal;
  if (code === undefined || !isErrorCode(code)) return error;
  const hint = hints[code];
  return apiError(code, { ...(field ? { field } : {}), ...(hint ? { hint } : {}) });
}
