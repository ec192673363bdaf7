import type { Offer } from '../../shared/contract/bookings.ts';
import type { Slot } from '../../shared/contract/checkpoints.ts';
import type { Channel } from '../../shared/words.ts';
import { type Candidate, rankOffers } from '../planning/offers/rank-offers.ts';
import { truckCosts } from '../planning/offers/truck-costs.ts';

/** A free slot, and where it lies to the wish. */
export type FoundSlot = Pick<Offer, 'slot' | 'kind' | 'detourKm' | 'shiftMinutes'>;

/** The wait that is expected of a truck with this slot; null where there is no forecast. */
export type FindWait = (slot: Slot) => Candidate<Slot>['wait'];

/** What is left of a count is never more than of the one around it, so the innermost that a truck takes a place of says what it can have. */
const countOfChannel = { green: 'total', yellow: 'inspected', red: 'examined' } as const;

const { minutesOutsideWish, minutesPerDetourKm, minutesOfOtherPost } = truckCosts;

/** Every part is this truck's own time, so its weight beside other trucks would change no order, only the minutes that it is told. */
const ordinaryTruck = {
  delayCost: truckCosts.delayCost,
  slotMinutes: truckCosts.slotMinutes,
  weight: 1,
  moveCost: 0,
};

/** Free slots as offers, the cheapest first. */
export function rankSlots(
  slots: readonly FoundSlot[],
  channel: Channel,
  isOutside: (one: FoundSlot) => boolean,
  findWait?: FindWait,
): Offer[] {
  const candidates = slots.map((one) => ({
    slot: one,
    shiftMinutes: one.shiftMinutes,
    outsideWish: isOutside(one) ? minutesOutsideWish : 0,
    detour: one.kind === 'sibling' ? one.detourKm * minutesPerDetourKm + minutesOfOtherPost : 0,
    isCurrent: false,
    wait: findWait?.(one.slot) ?? null,
  }));
  return rankOffers(ordinaryTruck, candidates).map(({ slot, parts, total }) => ({
    ...slot,
    count: countOfChannel[channel],
    cost: {
      totalMinutes: total,
      delayMinutes: parts.delay,
      detourMinutes: parts.detour,
      expectedWaitMinutes: parts.expectedWait,
      riskMinutes: parts.risk,
    },
  }));
}

export function minutesFrom(from: Date, { startsAt }: Slot): number {
  return Math.round((Date.parse(startsAt) - from.getTime()) / 60_000);
}
