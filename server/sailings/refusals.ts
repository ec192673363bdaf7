import { type ErrorCode, isErrorCode } from '../../shared/errors.ts';
import { findRefusal } from '../platform/database/refusal.ts';
import { apiError } from '../platform/http/errors.ts';

/** The unique indexes that say no, and what the carrier is told. */
const uniqueRefusals: Record<string, { code: ErrorCode; field: string }> = {
  sailing_claim_active_plate: { code: 'VEHICLE_ALREADY_BOOKED', field: 'vehicle.plate' },
  sailing_claim_active_vin: { code: 'VEHICLE_ALREADY_BOOKED', field: 'vehicle.vin' },
  standby_entry_open: { code: 'VEHICLE_ALREADY_BOOKED', field: 'vehicle.plate' },
  standby_entry_open_vin: { code: 'VEHICLE_ALREADY_BOOKED', field: 'vehicle.vin' },
};

const hints: Partial<Record<ErrorCode, string>> = {
  SHIP_NOT_FOUND: 'GET /api/sailings shows the ships there are',
  SEA_WAY_NOT_FOUND: 'ships go between Aktau or Kuryk and Amirabad, Anzali, Nowshahr or Alat',
  SAILING_NOT_FOUND: 'GET /api/sailings lists them',
  SAILING_IN_PAST: 'name a time to come',
  SAILING_NOT_BOOKABLE: 'take another sailing',
  SAILING_CUTOFF_PASSED: 'take the next sailing',
  SAILING_FULL: 'the field names the one count that has no room; another sailing may have, or join the standby list',
  GATE_SLOT_FULL: 'take another slot of the gate',
  GATE_SLOT_AFTER_CUTOFF: 'take a slot that ends before the cut-off of the gate',
  VEHICLE_ALREADY_BOOKED: 'the vehicle has a place on a ship, or waits on this standby list',
  CARGO_BLOCKED: 'a reviewer of the customs service sees it, and can let it pass',
  SCREENING_STALE: 'send it again',
  STANDBY_ENTRY_NOT_FOUND: "GET /api/standby lists your organisation's",
  STANDBY_NOT_WAITING: 'it was called and answered, or the sailing takes no more',
  INVALID_INPUT: 'a ship does not leave before its planned departure',
  IDEMPOTENCY_KEY_REUSED: 'send a new key with a new request',
};

/** Where a claim is refused by the standby list and not by a count. */
const standbyFirst = 'the trucks of its standby list come first: join it';

/** Throws what the database refused as an error of the contract, and anything else as it is. */
export function rethrowSailingRefusal(error: unknown): never {
  const refusal = findRefusal(error);
  if (!refusal) throw error;
  const { code, field } = refusal.kind === 'unique' ? (uniqueRefusals[refusal.index] ?? {}) : refusal;
  if (code === undefined || !isErrorCode(code)) throw error;
  const hint = code === 'SAILING_FULL' && field?.endsWith('sailingId') ? standbyFirst : hints[code];
  throw apiError(code, { ...(field ? { field } : {}), ...(hint ? { hint } : {}) });
}
