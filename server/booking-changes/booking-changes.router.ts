import { implement } from '@orpc/server';
import { contract } from '../../shared/contract/index.ts';
import { actorOf, type Context, getOrganisation } from '../accounts/index.ts';
import { releaseExpiredHolds } from '../bookings/index.ts';
import type { Clock } from '../platform/clock.ts';
import { writeIntent } from '../platform/database/once-per-key.ts';
import { changeDriver } from './change-driver.ts';
import { type ChangeParts, changeSlot } from './change-slot.ts';
import { changeVehicle } from './change-vehicle.ts';
import type { Changing } from './changing.ts';
import { getChangeRules } from './get-change-rules.ts';
import { listChanges } from './list-changes.ts';
import { listSlotOffers } from './list-slot-offers.ts';

export function createBookingChangesRouter({ clock, ...parts }: ChangeParts & { clock: Clock }) {
  const { db, feed } = parts;
  const os = implement(contract.bookingChanges).$context<Context>();
  // An expired hold would stand in the way of another slot, and of another tractor.
  const fresh = os.middleware(async ({ next }) => {
    await releaseExpiredHolds(db, feed, clock.now());
    return next();
  });
  const own = ({ caller }: Context) => getOrganisation(caller).id;
  const changing = (context: Context, { bookingId }: { bookingId: string }): Changing => ({
    organisationId: own(context),
    actor: actorOf(context.caller),
    bookingId,
  });
  const intent = (
    context: Context,
    endpoint: string,
    { headers, ...request }: { headers: { 'idempotency-key': string } },
  ) => writeIntent(own(context), headers['idempotency-key'], [endpoint, request]);

  return os.router({
    getRules: os.getRules.handler(({ input, context }) =>
      getChangeRules(db, clock.now(), own(context), input.bookingId),
    ),
    offer: os.offer
      .use(fresh)
      .handler(({ input, context }) => listSlotOffers(db, clock.now(), own(context), input.bookingId)),
    list: os.list.handler(({ input, context }) =>
      listChanges(db, context.caller.role === 'planner' ? undefined : own(context), input),
    ),
    changeSlot: os.changeSlot
      .use(fresh)
      .handler(({ input, context }) =>
        changeSlot(
          parts,
          clock.now(),
          intent(context, 'bookingChanges.changeSlot', input),
          changing(context, input.params),
          input.body.slotId,
        ),
      ),
    changeDriver: os.changeDriver.handler(({ input, context }) =>
      changeDriver(
        db,
        clock.now(),
        intent(context, 'bookingChanges.changeDriver', input),
        changing(context, input.params),
        input.body.driverName,
      ),
    ),
    changeVehicle: os.changeVehicle
      .use(fresh)
      .handler(({ input, context }) =>
        changeVehicle(
          parts,
          clock.now(),
          intent(context, 'bookingChanges.changeVehicle', input),
          changing(context, input.params),
          input.body,
        ),
      ),
  });
}
