import type { VehicleClass } from '../../shared/words.ts';
import { perishableChapters } from '../planning/cargo-groups.ts';
import { truckCosts } from '../planning/offers/truck-costs.ts';

/**
 * What a round weighs, as one table. The unit of cost is a minute of an ordinary truck: waiting `d` hours for a slot costs
 * `weight · (60·d + 5·d²)`. What an offer weighs as well stands in truck-costs.ts.
 *
 * Ours, not published: Kazakh rules name the classes and their shares of a day (prisma/reference/quotas.json), and no price of time.
 */
export const priorities = {
  delayCost: truckCosts.delayCost,
  weightOfClass: { general: 1, accelerated: 2, post: 2, 'out-of-turn': 3 } satisfies Record<VehicleClass, number>,
  weightOfPerishables: 3,
  /** No slot costs as much as one three days late: 60·72 + 5·72². */
  minutesOfNoSlot: 30_240,
  /** A flexible application may be placed so many hours after its latest time, at this price and that of the delay. */
  laterHours: 24,
  minutesOfLater: truckCosts.minutesOutsideWish,
  /** Or at a sibling. */
  minutesPerDetourKm: truckCosts.minutesPerDetourKm,
  minutesOfSibling: truckCosts.minutesOfOtherPost,
} as const;

export function weightOf(vehicleClass: VehicleClass, hsCode: string): number {
  const perishable = perishableChapters.some((chapter) => hsCode.startsWith(chapter));
  return Math.max(priorities.weightOfClass[vehicleClass], perishable ? priorities.weightOfPerishables : 1);
}
