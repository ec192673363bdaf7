import { type ErrorCode, isErrorCode } from '../../shared/errors.ts';
import { findRefusal } from '../platform/database/refusal.ts';
import { apiError } from '../platform/http/errors.ts';

/** What apply_preview names in the field of PREVIEW_STALE: what is no longer as the planner saw it. */
const staleHints: Record<string, string> = {
  rules: 'hours, lanes, closures or regimes of one of its checkpoints were changed: make a new preview',
  bookings: 'other trucks are in a slot that gives trucks away: make a new preview',
  gate: 'a truck that was to move has arrived: make a new preview',
  time: 'a slot that trucks leave or get begins within an hour: make a new preview',
  places: 'places that the plan needs were taken by others: make a new preview',
};

const hints: Partial<Record<ErrorCode, string>> = {
  PREVIEW_NOT_READY: 'GET /api/previews/{previewId} says what it is now; an applied one is not applied again',
  MOVE_NOT_FOUND: "GET /api/moves lists your organisation's",
  MOVE_ANSWERED: 'GET /api/moves?bookingId=… shows how the booking went on',
  TRUCK_AT_GATE: 'the truck has arrived in its slot: an officer of the checkpoint can turn it back',
  BOOKING_OF_ITINERARY: 'cancel the whole itinerary, or take another slot',
  BOOKING_NOT_ACTIVE: 'the booking was given up, or its slot is over',
  INVALID_INPUT: 'the booking is in this slot already: accept the move',
  SLOT_NOT_FOUND: 'take one of the offers of this move',
  SLOT_FULL: 'ask for the offers of this move again',
  SLOT_CLOSED: 'ask for the offers of this move again',
  SLOT_IN_PAST: 'ask for the offers of this move again',
  CARRIER_QUOTA_REACHED: 'take another slot: one carrier may have a tenth of a slot, and never fewer than two trucks',
  IDEMPOTENCY_KEY_REUSED: 'send a new key with a new request',
};

/** Throws what the database refused as an error of the contract, and anything else as it is. */
export function rethrowRefusal(error: unknown): never {
  const refusal = findRefusal(error);
  if (refusal?.kind !== 'rule' || !isErrorCode(refusal.code)) throw error;
  const { code, field } = refusal;
  if (code === 'PREVIEW_STALE')
    throw apiError(code, { field: 'previewId', hint: staleHints[field ?? ''] ?? 'make a new preview' });
  const hint = hints[code];
  throw apiError(code, { ...(field ? { field } : {}), ...(hint ? { hint } : {}) });
}
