import { type ErrorCode, isErrorCode } from '../../shared/errors.ts';
import { findRefusal } from '../platform/database/refusal.ts';
import { apiError } from '../platform/http/errors.ts';

const hints: Partial<Record<ErrorCode, string>> = {
  BOOKING_NOT_FOUND: 'GET /api/bookings lists those of your organisation',
  BOOKING_NOT_ACTIVE: 'it was given up, or its slot is over',
  TRUCK_AT_GATE: 'the truck has arrived in its slot: an officer of the checkpoint can turn it back',
  BOOKING_OF_ITINERARY: 'cancel the itinerary, or answer its repair',
  CHANGE_TOO_LATE: 'GET /api/bookings/{bookingId}/change-rules says until when; it can still be cancelled',
  CHANGE_LIMIT_REACHED: 'GET /api/bookings/{bookingId}/change-rules says how often',
  CHANGE_OUTSIDE_WINDOW: 'take one of GET /api/bookings/{bookingId}/slot-offers',
  INVALID_INPUT: 'the booking has it already',
  SLOT_NOT_FOUND: 'take one of GET /api/bookings/{bookingId}/slot-offers',
  SLOT_FULL: 'ask for the offers of this booking again',
  SLOT_CLOSED: 'ask for the offers of this booking again',
  SLOT_IN_PAST: 'ask for the offers of this booking again',
  CARRIER_QUOTA_REACHED:
    'take another slot: one carrier may have a share of a slot; GET /api/no-show-record says yours',
  CLASS_QUOTA_REACHED: 'take a slot of the same day',
  FLEET_UNIT_NOT_FOUND: 'GET /api/fleet lists your tractors; add the other one there first, with its VIN',
  VEHICLE_ALREADY_BOOKED: 'this tractor has an active booking',
  VEHICLE_ALREADY_APPLIED: 'this tractor waits on the waitlist, or its contract has applied with it on this day',
  VEHICLE_OF_OTHER_CARRIER:
    'another carrier had this tractor in its fleet before you: a booking stays with its carrier',
  VEHICLE_COUNTRY_NOT_ADMITTED: 'this crossing admits tractors of its two countries only',
  SCREENING_STALE: 'send it again',
  IDEMPOTENCY_KEY_REUSED: 'send a new key with a new request',
};

/** The unique indexes that say no to another tractor. */
const refusalsOfIndexes: [RegExp, ErrorCode][] = [
  [/_active_(plate|vin)$/, 'VEHICLE_ALREADY_BOOKED'],
  [/^application_(waiting_(plate|vin)|framework_day)$/, 'VEHICLE_ALREADY_APPLIED'],
];

/** Throws what the database refused as an error of the contract, and anything else as it is. */
export function rethrowChangeRefusal(error: unknown): never {
  const refusal = findRefusal(error);
  const taken = refusal?.kind === 'unique' && refusalsOfIndexes.find(([index]) => index.test(refusal.index))?.[1];
  if (taken) throw apiError(taken, { field: 'unitId', hint: hints[taken]! });
  if (refusal?.kind !== 'rule' || !isErrorCode(refusal.code)) throw error;
  const { code, field } = refusal;
  const hint = hints[code];
  throw apiError(code, { ...(field ? { field } : {}), ...(hint ? { hint } : {}) });
}
