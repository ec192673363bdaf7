import { implement } from '@orpc/server';
import { contract } from '../../shared/contract/index.ts';
import { type Context, getOrganisation, getUserId } from '../accounts/index.ts';
import type { Clock } from '../platform/clock.ts';
import { writeIntent } from '../platform/database/once-per-key.ts';
import {
  acceptRepair,
  cancelItinerary,
  confirmItinerary,
  declineRepair,
  type ItineraryParts,
} from './change-itinerary.ts';
import type { ItineraryClaimant } from './claim-way.ts';
import { getItinerary } from './get-itinerary.ts';
import { holdItinerary } from './hold-itinerary.ts';
import { expireItineraries } from './keep-itineraries.ts';
import { listItineraries } from './list-itineraries.ts';
import { offerItineraries } from './offer-itineraries.ts';

export function createItinerariesRouter(parts: ItineraryParts & { clock: Clock }) {
  const { db, feed, clock } = parts;
  const os = implement(contract.itineraries).$context<Context>();
  const fresh = os.middleware(async ({ next }) => {
    await expireItineraries(db, feed, clock.now());
    return next();
  });
  const own = ({ caller }: Context) => getOrganisation(caller).id;
  const claimant = (context: Context): ItineraryClaimant => ({
    organisationId: own(context),
    madeBy: getUserId(context.caller),
    source: 'carrier',
  });
  const intent = (
    context: Context,
    endpoint: string,
    { headers, ...request }: { headers: { 'idempotency-key': string } },
  ) => writeIntent(own(context), headers['idempotency-key'], [endpoint, request]);

  interface ChangeInput {
    headers: { 'idempotency-key': string };
    params: { itineraryId: string };
  }
  const change =
    (endpoint: string, run: typeof confirmItinerary) =>
    ({ input, context }: { input: ChangeInput; context: Context }) =>
      run(parts, clock.now(), claimant(context), intent(context, endpoint, input), input.params.itineraryId);

  return os.router({
    offer: os.offer
      .use(fresh)
      .handler(({ input, context }) => offerItineraries(db, clock.now(), claimant(context), input)),
    hold: os.hold.handler(({ input, context }) =>
      holdItinerary(db, feed, clock.now(), claimant(context), intent(context, 'itineraries.hold', input), input.body),
    ),
    confirm: os.confirm.handler(change('itineraries.confirm', confirmItinerary)),
    cancel: os.cancel.handler(change('itineraries.cancel', cancelItinerary)),
    get: os.get
      .use(fresh)
      .handler(({ input, context }) => getItinerary(db, clock.now(), own(context), input.itineraryId)),
    list: os.list.use(fresh).handler(({ input, context }) => listItineraries(db, clock.now(), own(context), input)),
    acceptRepair: os.acceptRepair.handler(change('itineraries.acceptRepair', acceptRepair)),
    declineRepair: os.declineRepair.handler(change('itineraries.declineRepair', declineRepair)),
  });
}
