import type { Finder } from './cheapest-itinerary.ts';
import type { Ledger } from './ledger.ts';

/** Books the itinerary where cost and prices together are least among open cells, if it is cheaper so than without. */
export function insert(ledger: Ledger, finder: Finder, itinerary: number): boolean {
  const { itineraries } = ledger.problem;
  if (!ledger.hasQuota(itinerary)) return false;
  const cost = finder.find(itinerary, ledger.tolls[itineraries.channel[itinerary]!]!);
  if (!Number.isFinite(cost) || !ledger.fitsFound(itinerary)) return false;
  ledger.bookFound(itinerary);
  if (ledger.costOf(itinerary) < itineraries.penalty[itinerary]!) return true;
  ledger.release(itinerary);
  return false;
}

/**
 * Serves first whoever would lose most by not being served at these prices; among equals the smallest lottery number. Prices keep the
 * early ones from taking places that others need more: with prices of nought this is first come, first served by penalty.
 */
export function insertAll(ledger: Ledger, finder: Finder): void {
  const { itineraries } = ledger.problem;
  const { lottery, penalty, channel } = itineraries;
  const worth = Float64Array.from({ length: itineraries.count }, (_, itinerary) => {
    const cost = finder.find(itinerary, ledger.prices[channel[itinerary]!]!);
    return penalty[itinerary]! - cost - ledger.carrierPriceOf(itinerary);
  });
  const order = Int32Array.from(worth.keys());
  // -Infinity less -Infinity is no number: whoever has no way at all is left out.
  const served = order.filter((itinerary) => worth[itinerary]! > Number.NEGATIVE_INFINITY);
  served.sort((a, b) => worth[b]! - worth[a]! || lottery[a]! - lottery[b]! || a - b);
  for (const itinerary of served) insert(ledger, finder, itinerary);
}
