import type { Offer } from '../../shared/contract/bookings.ts';
import type { Channel, Direction } from '../../shared/words.ts';
import { offerSlots, openWaits } from '../bookings/index.ts';
import type { Database } from '../platform/database/client.ts';
import { apiError } from '../platform/http/errors.ts';
import { getMove } from './list-moves.ts';

/** Where the time that was wished for is over, the truck is offered what there is from now on, as if it asked for the next hour. */
const hourMs = 60 * 60_000;

/**
 * What a carrier may choose from instead of the new slot: the search of offers at the checkpoint and for the time it once asked for, without the slot
 * that the booking is in.
 *
 * @throws apiError MOVE_NOT_FOUND (also for another organisation's), MOVE_ANSWERED
 */
export async function listMoveOffers(
  db: Database,
  now: Date,
  organisationId: string,
  moveId: string,
): Promise<{ offers: Offer[] }> {
  const move = await getMove(db, now, organisationId, moveId);
  if (!move.isOpen)
    throw apiError('MOVE_ANSWERED', { field: 'moveId', hint: 'GET /api/moves?state=told lists those to answer' });
  const { slotId, channel, application } = await db.booking.findUniqueOrThrow({
    where: { id: move.bookingId },
    include: { application: true },
  });
  const direction = application.direction as Direction;
  const earliestAt = new Date(Math.max(application.earliestAt.getTime(), now.getTime()));
  const latestAt = new Date(Math.max(application.latestAt.getTime(), earliestAt.getTime() + hourMs));
  const wish = {
    checkpointId: application.checkpointId,
    direction,
    earliestAt,
    latestAt,
    channel: channel as Channel,
    // The share of its class was granted with the booking: it does not bind the choice (choose_slot), and so not the offers.
    class: 'general' as const,
    vehicle: { country: application.vehicleCountry },
    organisationId,
    exceptSlotId: slotId,
  };
  return { offers: await offerSlots(db, now, wish, await openWaits(db, now, direction)) };
}
