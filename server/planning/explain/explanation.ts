/**
 * Why a request got what it got: data for a sentence that is made at the edge, in the language of the reader. `Slot` is whatever
 * names a slot there: a cell number in the engine, a checkpoint and a time in the API. Costs are in the unit of the problem.
 */
export type Explanation<Slot = number> =
  | Best<Slot>
  | Dearer<Slot>
  | ByLot<Slot>
  | { readonly kind: 'unassigned'; readonly cost: number; readonly because: WhyNone<Slot> };

/** No open slot that was asked for is cheaper for this truck. */
interface Best<Slot> {
  readonly kind: 'best';
  readonly slot: Slot;
  readonly cost: number;
  /** Slots asked for that would have been cheaper and have no places at all for this channel. */
  readonly closedCheaper: number;
}

/** The next better slot would have cost others at least as much as it would have saved this truck. */
interface Dearer<Slot> {
  readonly kind: 'dearer';
  readonly slot: Slot;
  readonly cost: number;
  readonly better: Better<Slot>;
}

/** Another request with the same terms in every respect drew a smaller number and got the better slot. */
interface ByLot<Slot> {
  readonly kind: 'lot';
  /** null where only the other got a slot. */
  readonly slot: Slot | null;
  readonly cost: number;
  readonly better: { readonly slot: Slot; readonly saved: number };
  /** Lottery numbers, 0…2^32 - 1; anyone can draw them again from the seed and the ids. */
  readonly ownNumber: number;
  readonly otherNumber: number;
}

/** Why there is no slot at all. */
export type WhyNone<Slot = number> =
  /** It asked for nothing. */
  | { readonly reason: 'no-window' }
  /** Every slot asked for costs this truck as much as no slot, or more. `cheapest` is the least of them. */
  | { readonly reason: 'dearer-than-penalty'; readonly cheapest: number }
  /** No slot asked for has places for this channel: closed, or lanes for other channels only. */
  | { readonly reason: 'no-places'; readonly slots: number }
  /** There is room at the price, but its carrier has as many slots as its quota allows. `better` is null where that is none. */
  | { readonly reason: 'carrier-quota'; readonly quota: number; readonly better: Better<Slot> | null }
  /** Every slot asked for is worth more to those who have it. */
  | { readonly reason: 'full'; readonly better: Better<Slot> };

/** A slot that this truck would rather have, and what that would have meant. */
export interface Better<Slot = number> {
  readonly slot: Slot;
  /** What this truck would have saved. */
  readonly saved: number;
  /** What all others together would have paid more, had they made way in the cheapest manner. At least `saved`: the plan is the best. */
  readonly othersCost: number;
  /**
   * `chain`: `othersCost` is exact, and `moves` is a way to it: the best plan in which this truck has the slot.
   * `prices`: the chain was too long to follow; the others would have paid at least this, as the prices of the places prove.
   */
  readonly proof: 'chain' | 'prices';
  /** Who would have made way, and where to. One of the cheapest ways; empty with `prices`. */
  readonly moves: readonly Move<Slot>[];
}

export interface Move<Slot = number> {
  readonly request: number;
  /** null is no slot. */
  readonly from: Slot | null;
  readonly to: Slot | null;
  /** What the request would have paid more; below nought where the chain does it good. */
  readonly costMore: number;
}

/** The same explanation with other names for the slots. */
export function nameSlots<Slot, Named>(
  explanation: Explanation<Slot>,
  name: (slot: Slot) => Named,
): Explanation<Named> {
  const better = ({ slot, moves, ...rest }: Better<Slot>): Better<Named> => ({
    ...rest,
    slot: name(slot),
    moves: moves.map(({ from, to, ...move }) => ({
      ...move,
      from: from === null ? null : name(from),
      to: to === null ? null : name(to),
    })),
  });
  switch (explanation.kind) {
    case 'best':
      return { ...explanation, slot: name(explanation.slot) };
    case 'dearer':
      return { ...explanation, slot: name(explanation.slot), better: better(explanation.better) };
    case 'lot': {
      const slot = explanation.slot === null ? null : name(explanation.slot);
      return { ...explanation, slot, better: { ...explanation.better, slot: name(explanation.better.slot) } };
    }
    case 'unassigned': {
      const { because } = explanation;
      if (because.reason === 'full') return { ...explanation, because: { ...because, better: better(because.better) } };
      if (because.reason !== 'carrier-quota') return { ...explanation, because };
      return { ...explanation, because: { ...because, better: because.better && better(because.better) } };
    }
  }
}
