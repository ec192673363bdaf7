import type { ItineraryLeg } from '../../shared/contract/itineraries.ts';
import { placesOfLeg } from './places.ts';

type Claimed = Extract<ItineraryLeg, { kind: 'crossing' | 'sailing' }>;

/** A place of the way that is another one after a repair. */
export interface LegChange {
  /** index in the legs before; of an added one, in those after */
  leg: number;
  before: Claimed | undefined;
  after: Claimed | undefined;
}

/** When the truck is due: a slot's beginning, or a ship's departure. */
export const dueAt = (leg: Claimed) => (leg.kind === 'crossing' ? leg.slot.startsAt : leg.sailing.expectedDepartureAt);

const claimOf = (leg: Claimed) =>
  leg.kind === 'crossing' ? `slot ${leg.slot.id}` : `${leg.sailing.id} ${leg.gateSlot.id} ${dueAt(leg)}`;

/** @returns the crossings and ships that a repair changes, in order: the first before with the first after, and so on, each kind for itself */
export function changesOf(before: readonly ItineraryLeg[], after: readonly ItineraryLeg[]): LegChange[] {
  const claimed = (legs: readonly ItineraryLeg[], kind: Claimed['kind']) =>
    legs.flatMap((leg, index) => (leg.kind === kind ? [{ leg: leg as Claimed, index }] : []));
  const changes = (['crossing', 'sailing'] as const).flatMap((kind) => {
    const [old, fresh] = [claimed(before, kind), claimed(after, kind)];
    return Array.from({ length: Math.max(old.length, fresh.length) }, (_, n) => ({
      leg: old[n]?.index ?? fresh[n]?.index ?? 0,
      before: old[n]?.leg,
      after: fresh[n]?.leg,
    }));
  });
  const isChanged = ({ before, after }: LegChange) => !before || !after || claimOf(before) !== claimOf(after);
  return changes.filter(isChanged).sort((a, b) => a.leg - b.leg);
}

/** @returns the id by which a claimed leg is called */
export const placeOfClaim = (leg: Claimed) => placesOfLeg(leg)[0];
