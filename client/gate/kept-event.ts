import type { FiredRule } from '../../shared/contract/bookings.ts';
import { type GateEvent, gateEventSchema } from '../../shared/contract/gate.ts';
import { isAtPost, type Position } from '../../shared/gate-steps.ts';
import type { ApiError } from '../api/errors.ts';
import type { GateTruck } from './gate-truck.ts';

/** An event as it is kept on this device, with the truck as it was before: for the screen, and for an undo without a network. */
export interface KeptEvent {
  event: GateEvent;
  checkpointId: string;
  /** who recorded it: another officer at the same tablet must not send it as his own */
  officerId: string;
  truck: GateTruck;
}

export interface RefusedEvent extends KeptEvent {
  error: ApiError & { rules?: readonly FiredRule[] };
}

type Step = Exclude<GateEvent['step'], 'undo'>;
export type Deed = { step: Step; post: Position['post']; reason?: string } | { step: 'undo' };

interface Recording {
  checkpointId: string;
  officerId: string;
  now: Date;
}

/** Makes the event of what an officer did, with an id of its own and the time at which it happened. */
export function makeEvent(truck: GateTruck, deed: Deed, { checkpointId, officerId, now }: Recording): KeptEvent {
  const event = gateEventSchema.parse({
    id: newEventId(),
    truck: truck.pass
      ? { pass: truck.pass }
      : truck.bookingId
        ? { bookingId: truck.bookingId }
        : { plate: truck.plate },
    step: deed.step,
    happenedAt: now.toISOString(),
    ...(deed.step === 'undo' ? { undoes: truck.lastEventId } : {}),
    ...(deed.step !== 'undo' && isAtPost(deed.step) ? { post: deed.post } : {}),
    ...('reason' in deed ? { reason: deed.reason } : {}),
  });
  return { event, checkpointId, officerId, truck };
}

/** A UUID of version 4; crypto.randomUUID is missing where a page is served over plain HTTP. */
export function newEventId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
