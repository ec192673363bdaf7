import type { Better, Explanation, WhyNone } from './explanation.ts';

/**
 * An explanation as it may leave the house: slots by name, costs in minutes of one ordinary truck, and how many others would have made
 * way instead of who. The shape is that of shared/explanation.ts.
 *
 * @param nameSlot names a cell.
 * @param costPerMinute cost units of the plan that one minute of an ordinary truck is worth.
 */
export function summarise<Slot>(explanation: Explanation, nameSlot: (cell: number) => Slot, costPerMinute: number) {
  const minutes = (cost: number) => Math.round(cost / costPerMinute);
  const costMinutes = minutes(explanation.cost);

  const summariseBetter = (better: Better) => ({
    slot: nameSlot(better.slot),
    savedMinutes: minutes(better.saved),
    othersMinutes: minutes(better.othersCost),
    proof: better.proof,
    trucksMoved: better.moves.filter(({ from, to }) => from !== null && to !== null).length,
    trucksDropped: better.moves.filter(({ to }) => to === null).length,
  });

  const summariseNone = (because: WhyNone) => {
    switch (because.reason) {
      case 'no-window':
      case 'no-places':
        return because;
      case 'dearer-than-penalty':
        return { reason: because.reason, cheapestMinutes: minutes(because.cheapest) };
      case 'carrier-quota':
        return { ...because, better: because.better && summariseBetter(because.better) };
      case 'full':
        return { ...because, better: summariseBetter(because.better) };
    }
  };

  switch (explanation.kind) {
    case 'best': {
      const { kind, slot, closedCheaper } = explanation;
      return { kind, slot: nameSlot(slot), costMinutes, closedCheaper };
    }
    case 'dearer': {
      const { kind, slot, better } = explanation;
      return { kind, slot: nameSlot(slot), costMinutes, better: summariseBetter(better) };
    }
    case 'lot': {
      const { kind, slot, better, ownNumber, otherNumber } = explanation;
      return {
        kind,
        slot: slot === null ? null : nameSlot(slot),
        costMinutes,
        better: { slot: nameSlot(better.slot), savedMinutes: minutes(better.saved) },
        ownNumber,
        otherNumber,
      };
    }
    case 'unassigned':
      return { kind: explanation.kind, costMinutes, because: summariseNone(explanation.because) };
  }
}
