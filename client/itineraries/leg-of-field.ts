import type { ItineraryLeg } from '../../shared/contract/itineraries.ts';

const slotField = /^claim\.slotIds\.(\d+)/;
/** What a ship is full of is named by the value of the application that did not fit. */
const needsOfShip = new Set(['needs.laneMetres', 'needs.needsReeferPlug', 'needs.isDangerous', 'cargo.grossWeightKg']);

/**
 * @param field of a refusal, such as claim.slotIds.1 or claim.sailing.sailingId
 * @param code tells a ship that is full of tonnes from a weight that is no number
 * @returns index of the leg that it is about, or undefined
 */
export function legOfField(
  field: string | undefined,
  code: string,
  legs: readonly Pick<ItineraryLeg, 'kind'>[],
): number | undefined {
  const indexesOf = (kind: ItineraryLeg['kind']) => legs.flatMap((leg, index) => (leg.kind === kind ? [index] : []));
  const crossing = field && slotField.exec(field)?.[1];
  if (crossing) return indexesOf('crossing')[Number(crossing)];
  const isOfShip = field?.startsWith('claim.sailing') || (code === 'SAILING_FULL' && needsOfShip.has(field ?? ''));
  return isOfShip ? indexesOf('sailing')[0] : undefined;
}

const counts = {
  'needs.laneMetres': 'laneMetres',
  'cargo.grossWeightKg': 'weightKg',
  'needs.needsReeferPlug': 'reeferPlugs',
  'needs.isDangerous': 'dangerousGoodsPlaces',
} as const;

/** @returns which of its four counts a ship is full of, as a refusal names it */
export function fullCountOf(field: string | undefined) {
  return Object.entries(counts).find(([name]) => name === field)?.[1];
}
