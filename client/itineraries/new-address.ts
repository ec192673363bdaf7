import type { Itinerary } from '../../shared/contract/itineraries.ts';

/** @returns where to ask for the same way again */
export function newAddress({
  id,
  corridorId,
  isReversed,
}: Pick<Itinerary, 'id' | 'corridorId' | 'isReversed'>): string {
  const search = new URLSearchParams({ corridor: corridorId, ...(isReversed && { reversed: '1' }), from: id });
  return `/itineraries/new?${search}`;
}
