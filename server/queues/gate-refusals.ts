import type { FiredRule } from '../../shared/contract/bookings.ts';
import type { GateEvent, GateResult } from '../../shared/contract/gate.ts';
import { type ErrorCode, errorTable } from '../../shared/errors.ts';
import { listNextSteps, type PassageState, type Position, type Post } from '../../shared/gate-steps.ts';
import { blockedHint } from '../compliance/index.ts';

/** What apply_gate_event answers for what it refuses. */
export interface Refusal {
  code: ErrorCode;
  field?: string;
  fromState?: PassageState;
  fromPost?: Post | null;
  bookingState?: string;
  /** Of SCREENING_STALE. */
  applicationId?: string;
  /** Of CARGO_BLOCKED. */
  rules?: FiredRule[];
}

const hints: Partial<Record<ErrorCode, string>> = {
  TRUCK_NOT_FOUND: 'look at the plate again, or scan the pass',
  WRONG_CHECKPOINT: 'the driver sees on the pass where it is booked',
  EVENT_ID_REUSED: 'make a new id for a new event',
  EVENT_IN_FUTURE: 'set the clock of this device; at most 2 minutes are let pass',
  EVENT_TOO_OLD: 'set the clock of this device; what happened three days ago is no news',
  PASS_INVALID: 'check the plate instead',
  PASS_EXPIRED: 'check the plate instead; its driver can load the pass anew',
  VEHICLE_ALREADY_BOOKED: 'the vehicle has another booking by now',
  SCREENING_STALE: 'send it again',
};

/** The position from which a step was refused; undefined where it was refused for another reason. */
export function fromOf({ fromState, fromPost }: Refusal): Position | undefined {
  return fromState === undefined ? undefined : { state: fromState, post: fromPost ?? null };
}

export function hintOf(refusal: Refusal, event: GateEvent): string | undefined {
  if (refusal.code === 'BOOKING_NOT_ACTIVE')
    return refusal.bookingState === 'held' ? 'its carrier has not confirmed it' : `it is ${refusal.bookingState}`;
  if (refusal.code === 'CARGO_BLOCKED') return blockedHint(refusal.rules ?? []);
  const from = fromOf(refusal);
  if (refusal.code !== 'GATE_STEP_REFUSED' || !from) return hints[refusal.code];
  if (event.step === 'undo') return `only the last event of a truck can be undone, once; it is ${say(from)}`;
  const next = listNextSteps(from).map(say);
  return `it is ${say(from)}; ${next.length > 0 ? `next may be ${next.join(', ')}` : 'nothing follows'}`;
}

const say = ({ state, post }: Position) => (post ? `${state} (${post} post)` : state);

export function refusedResult(event: GateEvent, refusal: Refusal): GateResult {
  const { code, field, rules } = refusal;
  const hint = hintOf(refusal, event);
  const { message } = errorTable[code];
  return {
    id: event.id,
    outcome: 'refused',
    truck: null,
    error: { code, message, ...(field ? { field } : {}), ...(hint ? { hint } : {}), ...(rules ? { rules } : {}) },
  };
}
