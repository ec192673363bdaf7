import { DateTime } from 'luxon';
import type { Offer, Vehicle } from '../../shared/contract/bookings.ts';
import type { Channel, Direction, VehicleClass } from '../../shared/words.ts';
import { findFreeSlots, listSiblings } from '../corridors/index.ts';
import type { Database } from '../platform/database/client.ts';

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
}

/** What is left of a count is never more than of the one around it, so the innermost that a truck takes a place of says what it can have. */
const countOfChannel = { green: 'total', yellow: 'inspected', red: 'examined' } as const;

/** Offers inside the wished window: enough to choose from on one screen. */
const inWindowMax = 6;
/** How far to look for room when the window is full. */
const searchDays = 7;

/**
 * First come, first served: the earliest slots of the window with a place for this truck; where there is none, the nearest before and
 * after it, and the nearest in time at each sibling checkpoint. Ranked by how far they lie from the wish.
 */
export async function offerSlots(db: Database, now: Date, wish: Wish): Promise<Offer[]> {
  const { checkpointId, earliestAt, latestAt } = wish;
  const free = (id: string, from: Date, to: Date, order: 'asc' | 'desc', limit: number) =>
    findFreeSlots(db, now, {
      checkpointId: id,
      direction: wish.direction,
      channel: wish.channel,
      class: wish.class,
      organisationId: wish.organisationId,
      vehicleCountry: wish.vehicle.country,
      from,
      to,
      order,
      limit,
    });
  const offer =
    (kind: Offer['kind'], detourKm = 0) =>
    (slot: Offer['slot']): Offer => ({
      slot,
      count: countOfChannel[wish.channel],
      kind,
      detourKm,
      shiftMinutes: Math.round((Date.parse(slot.startsAt) - earliestAt.getTime()) / 60_000),
    });

  const inWindow = await free(checkpointId, earliestAt, latestAt, 'asc', inWindowMax);
  if (inWindow.length > 0) return inWindow.map(offer('in-window'));

  const searchFrom = DateTime.fromJSDate(earliestAt).minus({ days: searchDays }).toJSDate();
  const searchTo = DateTime.fromJSDate(latestAt).plus({ days: searchDays }).toJSDate();
  const siblings = await listSiblings(db, checkpointId, wish.vehicle.country);
  const [before, after, ...beside] = await Promise.all([
    free(checkpointId, searchFrom, earliestAt, 'desc', 2),
    free(checkpointId, latestAt, searchTo, 'asc', 2),
    ...siblings.map(async (sibling) =>
      (await free(sibling.checkpointId, earliestAt, searchTo, 'asc', 1)).map(offer('sibling', sibling.distanceKm)),
    ),
  ]);
  return [...before.map(offer('before')), ...after.map(offer('after')), ...beside.flat()].sort(
    (a, b) => Math.abs(a.shiftMinutes) - Math.abs(b.shiftMinutes) || a.detourKm - b.detourKm || a.slot.id - b.slot.id,
  );
}
