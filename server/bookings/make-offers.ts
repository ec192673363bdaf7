import type { Cargo, Offer, Screening, Vehicle } from '../../shared/contract/bookings.ts';
import type { Direction, VehicleClass } from '../../shared/words.ts';
import { cargoBlocked, noteBlocked, screenTrucks } from '../compliance/index.ts';
import { assertAdmitted } from '../corridors/index.ts';
import type { Database } from '../platform/database/client.ts';
import { apiError } from '../platform/http/errors.ts';
import { openWaits } from './expected-waits.ts';
import type { Claimant } from './hold-slot.ts';
import { offerSlots } from './offer-slots.ts';

export interface OfferRequest {
  checkpointId: string;
  direction: Direction;
  earliestAt: string;
  latestAt: string;
  vehicle: Vehicle;
  cargo: Cargo;
  class: VehicleClass;
}

/**
 * What a carrier may choose from for one truck, with the channel of its goods and why.
 *
 * @throws apiError INVALID_INPUT, CHECKPOINT_NOT_FOUND, VEHICLE_COUNTRY_NOT_ADMITTED, CARGO_BLOCKED
 */
export async function makeOffers(
  db: Database,
  now: Date,
  { organisationId, madeBy }: Pick<Claimant, 'organisationId' | 'madeBy'>,
  request: OfferRequest,
): Promise<{ screening: Screening; offers: Offer[] }> {
  const earliestAt = new Date(request.earliestAt);
  const latestAt = new Date(request.latestAt);
  if (latestAt <= now) throw apiError('INVALID_INPUT', { field: 'latestAt', hint: 'this time has passed' });
  await assertAdmitted(db, request.checkpointId, request.vehicle.country);
  const [screened] = await screenTrucks(db, now, organisationId, [request]);
  const { channel, rules } = screened!;
  if (channel === 'blocked') {
    // Who is told so here never comes to a hold, and the reviewer would not hear of it.
    await noteBlocked(db, now, [{ organisationId, madeBy, truck: request, screened: screened! }]);
    throw cargoBlocked(rules);
  }
  const screening = { channel, rules };
  const wish = { ...request, earliestAt, latestAt, organisationId, channel };
  return { screening, offers: await offerSlots(db, now, wish, await openWaits(db, now, request.direction)) };
}
