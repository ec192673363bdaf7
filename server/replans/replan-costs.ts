import { truckCosts } from '../planning/offers/truck-costs.ts';

/**
 * What a replan weighs, as one table. The unit is a minute of an ordinary truck, as in rounds and offers. Ours, not published.
 *
 * The order is that of design section 3: whoever can be placed is placed; then as few move as can be; of those, perishables and dangerous goods
 * last; then they go the least far. It holds because a step outweighs all of the next one that a truck can pay: the farthest way, a week and
 * a sibling for a perishable, is 456,000, and 130 million is the most that the engine takes.
 */
export const replanCosts = {
  delayCost: truckCosts.delayCost,
  minutesOutsideWish: truckCosts.minutesOutsideWish,
  minutesPerDetourKm: truckCosts.minutesPerDetourKm,
  minutesOfOtherPost: truckCosts.minutesOfOtherPost,
  /** A perishable truck's minutes count as in rounds (server/plans/priorities.ts). */
  weightOfPerishable: 3,
  move: { urgent: 1_500_000, ordinary: 1_000_000 },
  noPlace: { urgent: 130_000_000, ordinary: 100_000_000 },
  /** Of a transfer, which nobody needs: above all ways, so that as many go as were asked for. */
  notTransferred: 2_000_000,
  urgentTransfer: 500_000,
} as const;

/** After its slot, a truck may be moved by so many hours at most: a week. */
export const laterHours = 7 * 24;
/** A truck that is only sent elsewhere to spread the load is there within a day, or stays. */
export const transferLaterHours = 24;

/**
 * Whose slot begins sooner is not moved, and nobody is moved there. Ours: a driver drives for hours to a checkpoint, and is told on the road; two
 * hours are what a planner and a carrier need at least. apply_preview refuses from one hour on.
 */
export const noticeHours = 2;
