import { delayCostOf, type Problem } from '../model.ts';

/** How one truck weighs its slots; the terms of the model, with time instead of slot numbers. Costs in the unit of `delayCost`. */
export interface OfferTerms {
  /** Cost of waiting `d` slots for a weight of 1: `linear·d + quadratic·d²`, as {@link Problem}.delayCost. */
  readonly delayCost: Problem['delayCost'];
  readonly slotMinutes: number;
  /** How dear this truck's time is beside an ordinary one's. */
  readonly weight: number;
  /** Cost of every slot but the one it has now; 0 where it has none. */
  readonly moveCost: number;
}

/** A slot with room for the truck. */
export interface Candidate<Slot> {
  readonly slot: Slot;
  /** From the earliest time asked for to the slot's begin; below zero before it. */
  readonly shiftMinutes: number;
  /** Cost of being outside the time asked for; 0 within it. */
  readonly outsideWish: number;
  /** Cost of this way beside the one asked for; 0 there. */
  readonly detour: number;
  /** Whether the truck has this slot now. */
  readonly isCurrent: boolean;
  /** How long trucks that come then are expected to wait, at the median and at most four times of five; null where nobody knows. */
  readonly wait: { readonly p50Minutes: number; readonly p80Minutes: number } | null;
}

/** What a slot costs, whole numbers; a part that is not known is null and not nought. */
export interface OfferParts {
  readonly delay: number;
  readonly detour: number;
  readonly move: number;
  readonly expectedWait: number | null;
  readonly risk: number | null;
}

export interface RankedOffer<Slot> {
  readonly slot: Slot;
  readonly parts: OfferParts;
  /** The sum of the parts that are known. */
  readonly total: number;
}

/**
 * Ranks slots for one truck, the cheapest first, by the cost a plan is made with, split into its parts.
 *
 * - **delay**: `weight·(linear·d + quadratic·d²)` for the `d` slots between the earliest time and this one. A slot before the wish costs as
 *   much as one as far after it: displacement counts alike in both directions, as in the allocation of airport slots (Zografos,
 *   Salouras, Madas 2012). Outside the time asked for, `outsideWish` is added.
 * - **detour**, **move**: as in the model.
 * - **expectedWait**: the median wait, a minute at the price of a minute of delay (`linear / slotMinutes`).
 * - **risk**: what whoever wants to be right four times of five must add to it, P80 − P50, at the same price.
 *
 * Where the wait of one slot is not known, no wait decides the order: a slot must not win because nobody has measured it. Of equal
 * cost, the one nearer to the wish comes first, then the earlier, then the one listed first.
 */
export function rankOffers<Slot>(terms: OfferTerms, candidates: readonly Candidate<Slot>[]): RankedOffer<Slot>[] {
  const allKnown = candidates.every(({ wait }) => wait !== null);
  return candidates
    .map((candidate) => {
      const parts = costParts(terms, candidate);
      const { delay, detour, move, expectedWait, risk } = parts;
      const sure = delay + detour + move;
      const total = sure + (expectedWait ?? 0) + (risk ?? 0);
      return {
        offer: { slot: candidate.slot, parts, total },
        shift: candidate.shiftMinutes,
        by: allKnown ? total : sure,
      };
    })
    .sort((a, b) => a.by - b.by || Math.abs(a.shift) - Math.abs(b.shift) || a.shift - b.shift)
    .map(({ offer }) => offer);
}

function costParts(terms: OfferTerms, candidate: Candidate<unknown>): OfferParts {
  const { delayCost, slotMinutes, weight } = terms;
  const { shiftMinutes, outsideWish, detour, isCurrent, wait } = candidate;
  const slots = Math.abs(shiftMinutes) / slotMinutes;
  const waiting = (minutes: number) => Math.round((weight * delayCost.linear * minutes) / slotMinutes);
  return {
    delay: Math.round(weight * delayCostOf({ delayCost }, slots)) + outsideWish,
    detour,
    move: isCurrent ? 0 : terms.moveCost,
    expectedWait: wait && waiting(wait.p50Minutes),
    risk: wait && waiting(wait.p80Minutes - wait.p50Minutes),
  };
}
