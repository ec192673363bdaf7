import { implement } from '@orpc/server';
import { contract } from '../../shared/contract/index.ts';
import { actorOf, type Context, getOrganisation } from '../accounts/index.ts';
import { releaseExpiredHolds } from '../bookings/index.ts';
import type { Clock } from '../platform/clock.ts';
import { writeIntent } from '../platform/database/once-per-key.ts';
import { type AnswerParts, acceptMove, cancelMovedBooking, chooseSlot } from './answer-move.ts';
import { listMoveOffers } from './list-move-offers.ts';
import { listMoves } from './list-moves.ts';

export function createMovesRouter({ clock, ...parts }: AnswerParts & { clock: Clock }) {
  const { db, feed } = parts;
  const os = implement(contract.moves).$context<Context>();
  // An expired hold would stand in the way of another slot.
  const fresh = os.middleware(async ({ next }) => {
    await releaseExpiredHolds(db, feed, clock.now());
    return next();
  });
  const own = ({ caller }: Context) => getOrganisation(caller).id;
  const answering = (context: Context, { moveId }: { moveId: string }) => ({
    organisationId: own(context),
    actor: actorOf(context.caller),
    moveId,
  });
  const intent = (
    context: Context,
    endpoint: string,
    { headers, ...request }: { headers: { 'idempotency-key': string } },
  ) => writeIntent(own(context), headers['idempotency-key'], [endpoint, request]);

  return os.router({
    list: os.list.handler(({ input, context }) => listMoves(db, clock.now(), own(context), input)),
    offer: os.offer
      .use(fresh)
      .handler(({ input, context }) => listMoveOffers(db, clock.now(), own(context), input.moveId)),
    accept: os.accept.handler(({ input, context }) =>
      acceptMove(parts, clock.now(), intent(context, 'moves.accept', input), answering(context, input.params)),
    ),
    choose: os.choose
      .use(fresh)
      .handler(({ input, context }) =>
        chooseSlot(
          parts,
          clock.now(),
          intent(context, 'moves.choose', input),
          answering(context, input.params),
          input.body.slotId,
        ),
      ),
    cancel: os.cancel.handler(({ input, context }) =>
      cancelMovedBooking(parts, clock.now(), intent(context, 'moves.cancel', input), answering(context, input.params)),
    ),
  });
}
