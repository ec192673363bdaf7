import type { ErrorCode } from '../../shared/errors.ts';
import { isErrorCode } from '../../shared/errors.ts';
import { findRefusal } from '../platform/database/refusal.ts';
import { apiError } from '../platform/http/errors.ts';

/** The unique indexes that say no to a claim, and what the carrier is told. */
const uniqueRefusals: Record<string, { code: ErrorCode; field: string }> = {
  booking_active_plate: { code: 'VEHICLE_ALREADY_BOOKED', field: 'vehicle.plate' },
  booking_active_vin: { code: 'VEHICLE_ALREADY_BOOKED', field: 'vehicle.vin' },
  sailing_claim_active_plate: { code: 'VEHICLE_ALREADY_BOOKED', field: 'vehicle.plate' },
  sailing_claim_active_vin: { code: 'VEHICLE_ALREADY_BOOKED', field: 'vehicle.vin' },
};

const askAgain = 'nothing of the way is held: ask for offers again';
const hints: Partial<Record<ErrorCode, string>> = {
  SLOT_FULL: askAgain,
  SLOT_IN_PAST: askAgain,
  SLOT_CLOSED: askAgain,
  SAILING_NOT_BOOKABLE: askAgain,
  SAILING_CUTOFF_PASSED: 'take a later sailing, or join the standby list of one that is full',
  SAILING_FULL: 'the field is what there is no room for: take another sailing, or join its standby list',
  GATE_SLOT_FULL: askAgain,
  GATE_SLOT_AFTER_CUTOFF: 'take a slot of the port gate that ends before the gate cut-off of the sailing',
  VEHICLE_ALREADY_BOOKED: 'cancel what it has booked first, or wait until that is over',
  CARRIER_QUOTA_REACHED: 'take another slot: one carrier may have a tenth of a slot, and never fewer than two trucks',
  CLASS_QUOTA_REACHED: 'book as general, or on another day',
  CARGO_BLOCKED: 'a list blocks it since it was held; a reviewer of the customs service sees it, and can let it pass',
  SCREENING_STALE: 'send it again',
  TRUCK_AT_GATE: 'ask an officer of the checkpoint to turn it back',
  HOLD_EXPIRED: 'hold the way again',
  REPAIR_NOT_OPEN: 'GET /api/itineraries/{itineraryId} shows what became of it',
  ITINERARY_NOT_FOUND: 'GET /api/itineraries lists those of your organisation',
  ITINERARY_NOT_ACTIVE: 'GET /api/itineraries/{itineraryId} shows what became of it',
  IDEMPOTENCY_KEY_REUSED: 'send a new key with a new request',
};

/** Throws what the database refused as an error of the contract, and anything else as it is. */
export function rethrowRefusal(error: unknown): never {
  const refusal = findRefusal(error);
  if (!refusal) throw error;
  const { code, field } = refusal.kind === 'unique' ? (uniqueRefusals[refusal.index] ?? {}) : refusal;
  if (code === undefined || !isErrorCode(code)) throw error;
  const hint = hints[code];
  throw apiError(code, { ...(field ? { field } : {}), ...(hint ? { hint } : {}) });
}
