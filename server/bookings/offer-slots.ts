import { DateTime } from 'luxon';
import type { Offer, Vehicle } from '../../shared/contract/bookings.ts';
import type { Slot } from '../../shared/contract/checkpoints.ts';
import type { Channel, Direction, VehicleClass } from '../../shared/words.ts';
import { findFreeSlots, listSiblings } from '../corridors/index.ts';
import type { Database } from '../platform/database/client.ts';
import { type FindWait, type FoundSlot, minutesFrom, rankSlots } from './rank-slots.ts';

export interface Wish {
  checkpointId: string;
  direction: Direction;
  earliestAt: Date;
  latestAt: Date;
  channel: Channel;
  class: VehicleClass;
  vehicle: Pick<Vehicle, 'country'>;
  /** One carrier's share of a slot is limited; its own full slots are not offered to it. */
  organisationId: string;
  /** The slot that this truck is in already. */
  exceptSlotId?: number;
}

/** Offers inside the wished window: enough to choose from on one screen. */
const inWindowMax = 6;
/** Where waits are known, a later slot may be the better one: so many of the earliest are compared. */
const comparedMax = 24;
/** How far to look for room when the window is full. */
const searchDays = 7;

/**
 * The earliest slots of the window with a place for this truck; where there is none, the nearest before and after it, and the nearest in
 * time at each sibling checkpoint. Ranked by the cost a round is planned with, as `rankOffers` splits it.
 */
export async function offerSlots(db: Database, now: Date, wish: Wish, findWait?: FindWait): Promise<Offer[]> {
  const { checkpointId, earliestAt, latestAt } = wish;
  const free = async (id: string, from: Date, to: Date, order: 'asc' | 'desc', limit: number) => {
    const slots = await findFreeSlots(db, now, {
      checkpointId: id,
      direction: wish.direction,
      channel: wish.channel,
      class: wish.class,
      organisationId: wish.organisationId,
      vehicleCountry: wish.vehicle.country,
      from,
      to,
      order,
      limit: limit + 1,
    });
    return slots.filter((slot) => slot.id !== wish.exceptSlotId).slice(0, limit);
  };

  const inWindow = await free(checkpointId, earliestAt, latestAt, 'asc', findWait ? comparedMax : inWindowMax);
  if (inWindow.length > 0) return rank(inWindow.map(found('in-window'))).slice(0, inWindowMax);

  const searchFrom = DateTime.fromJSDate(earliestAt).minus({ days: searchDays }).toJSDate();
  const searchTo = DateTime.fromJSDate(latestAt).plus({ days: searchDays }).toJSDate();
  const siblings = await listSiblings(db, checkpointId, wish.vehicle.country);
  const [before, after, ...beside] = await Promise.all([
    free(checkpointId, searchFrom, earliestAt, 'desc', 2),
    free(checkpointId, latestAt, searchTo, 'asc', 2),
    ...siblings.map(async (sibling) =>
      (await free(sibling.checkpointId, earliestAt, searchTo, 'asc', 1)).map(found('sibling', sibling.distanceKm)),
    ),
  ]);
  return rank([...before.map(found('before')), ...after.map(found('after')), ...beside.flat()]);

  function found(kind: Offer['kind'], detourKm = 0) {
    return (slot: Slot): FoundSlot => ({ slot, kind, detourKm, shiftMinutes: minutesFrom(earliestAt, slot) });
  }

  function rank(slots: FoundSlot[]): Offer[] {
    const isOutside = (one: FoundSlot) => one.shiftMinutes < 0 || Date.parse(one.slot.startsAt) >= latestAt.getTime();
    return rankSlots(slots, wish.channel, isOutside, findWait);
  }
}
