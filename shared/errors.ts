import { z } from 'zod';

/**
 * Every refusal of the API by its stable code. The body of an error is `{code, message, field?, hint?}` and what the code adds;
 * clients switch on the code, people read the message and the hint.
 */
export const errorTable = {
  INVALID_INPUT: { status: 400, message: 'The request is not as the contract says.' },
  BROKEN_JSON: { status: 400, message: 'The body is not JSON.' },
  BODY_TOO_LARGE: { status: 413, message: 'The body is too large.' },
  NOT_SIGNED_IN: { status: 401, message: 'Sign in first.' },
  NOT_ALLOWED: { status: 403, message: 'Your role may not do this.' },
  NOT_FOUND: { status: 404, message: 'There is no such address.' },
  CHECKPOINT_NOT_FOUND: { status: 404, message: 'There is no such checkpoint.' },
  SLOT_NOT_FOUND: { status: 404, message: 'There is no such slot.' },
  BOOKING_NOT_FOUND: { status: 404, message: 'Your organisation has no such booking.' },
  APPLICATION_NOT_FOUND: { status: 404, message: 'Your organisation has no such application.' },
  PLAN_NOT_FOUND: { status: 404, message: 'There is no such plan.' },
  ORGANISATION_NOT_FOUND: { status: 404, message: 'There is no such organisation.' },
  SLOT_IN_PAST: { status: 409, message: 'The slot has begun or is over.' },
  SLOT_CLOSED: { status: 409, message: 'The checkpoint is closed in this slot.' },
  SLOT_FULL: { status: 409, message: 'The slot has no place left for this truck.' },
  VEHICLE_ALREADY_BOOKED: { status: 409, message: 'This vehicle has an active booking.' },
  VEHICLE_COUNTRY_NOT_ADMITTED: {
    status: 422,
    message: 'This bilateral checkpoint takes only vehicles of its two countries.',
  },
  CARGO_BLOCKED: { status: 422, message: 'These goods may not cross on this declaration.' },
  SCREENING_STALE: { status: 409, message: 'The lists changed while this was screened. Send it again.' },
  LIST_VERSION_NOT_FOUND: { status: 404, message: 'There is no such version of the list.' },
  SCHEDULE_CHANGED: { status: 409, message: 'Another planner changed the schedule meanwhile.' },
  LIST_CHANGED: { status: 409, message: 'Another version of the list was imported meanwhile.' },
  LIST_BROKEN: { status: 422, message: 'The list has rows that are wrong, and was not imported.' },
  BLOCKED_NOT_FOUND: { status: 404, message: 'There is no such blocked consignment.' },
  BLOCKED_DECIDED: { status: 409, message: 'Somebody has decided about this consignment.' },
  CARRIER_QUOTA_REACHED: { status: 409, message: 'One carrier may not take more of this slot.' },
  CLASS_QUOTA_REACHED: { status: 409, message: 'The places of this class are gone for the day.' },
  HOLD_EXPIRED: { status: 409, message: 'The hold has expired.' },
  BOOKING_NOT_ACTIVE: { status: 409, message: 'The booking is cancelled or over.' },
  TRUCK_NOT_FOUND: { status: 404, message: 'No truck of this checkpoint is known by that.' },
  WRONG_CHECKPOINT: { status: 409, message: 'The truck is booked at another checkpoint.' },
  TRUCK_AT_GATE: { status: 409, message: 'The truck has been called or is at a post.' },
  GATE_STEP_REFUSED: { status: 409, message: 'The truck cannot take this step now.' },
  EVENT_ID_REUSED: { status: 409, message: 'This event id was used for another event.' },
  EVENT_IN_FUTURE: { status: 422, message: 'The event happens in the future.' },
  EVENT_TOO_OLD: { status: 422, message: 'The event is more than three days old.' },
  PASS_INVALID: { status: 422, message: 'The pass is not one of ours, or was altered.' },
  PASS_EXPIRED: { status: 422, message: 'The pass has expired.' },
  LINK_INVALID: { status: 404, message: 'The link is not one of ours, or was altered.' },
  LINK_EXPIRED: { status: 410, message: 'The link has expired.' },
  VEHICLE_ALREADY_APPLIED: { status: 409, message: 'This vehicle has an open application.' },
  APPLICATION_ID_TAKEN: { status: 409, message: 'This id is that of another application.' },
  APPLICATION_NOT_OPEN: { status: 409, message: 'The application has been decided or withdrawn.' },
  PLAN_UNDER_WAY: { status: 409, message: 'Another plan is under way.' },
  PLAN_NOT_CANCELLABLE: { status: 409, message: 'The plan has begun to claim slots, or is over.' },
  REGIME_NOT_FOUND: { status: 404, message: 'There is no such regime.' },
  CLOSURE_NOT_FOUND: { status: 404, message: 'There is no such closure.' },
  SHIFT_NOT_FOUND: { status: 404, message: 'There is no such shift.' },
  PREVIEW_NOT_FOUND: { status: 404, message: 'There is no such preview.' },
  PREVIEW_NOT_READY: { status: 409, message: 'The preview is still being computed, failed, or has been applied.' },
  PREVIEW_STALE: { status: 409, message: 'Something has changed since the preview was made.' },
  PROPOSAL_NOT_FOUND: { status: 404, message: 'There is no such proposal.' },
  PROPOSAL_DECIDED: { status: 409, message: 'The proposal has been decided or withdrawn.' },
  MOVE_NOT_FOUND: { status: 404, message: 'Your organisation has no such move.' },
  MOVE_ANSWERED: { status: 409, message: 'This move has been answered, or the booking has moved on.' },
  EMAIL_TAKEN: { status: 409, message: 'There is an account with this e-mail address.' },
  IDEMPOTENCY_KEY_REUSED: { status: 409, message: 'This Idempotency-Key was used for another request.' },
  TOO_MANY_REQUESTS: { status: 429, message: 'Too many requests.' },
  INTERNAL: {
    status: 500,
    message: 'Something broke on our side. The same request with the same key is safe to repeat.',
  },
} as const satisfies Record<string, { status: number; message: string }>;

export type ErrorCode = keyof typeof errorTable;

/** What an error may say beyond its code: which field, what to do, and, for a full slot, where there is room. */
export const errorDetailSchema = z.object({
  field: z.string().optional().describe('path of the value that is wrong, such as vehicle.plate'),
  hint: z.string().optional().describe('what to do about it'),
});
export type ErrorDetail = z.infer<typeof errorDetailSchema>;

export const isErrorCode = (code: string): code is ErrorCode => Object.hasOwn(errorTable, code);
