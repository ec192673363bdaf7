import type { Itinerary, ItineraryLeg } from '../../shared/contract/itineraries.ts';

/** What comes next of a way, and when. */
export type NextStep =
  | { kind: 'answer' | 'confirm'; at: string }
  | { kind: 'depart'; at: string; leg: ItineraryLeg }
  /** there by then: a slot's beginning, or the cut-off of a port's gate */
  | { kind: 'be-at'; at: string; leg: Exclude<ItineraryLeg, { kind: 'drive' }> }
  | { kind: 'arrive'; at: string };

type Stepping = Pick<Itinerary, 'state' | 'legs' | 'repair' | 'holdExpiresAt' | 'departAt' | 'arrivalP50At'>;

/** @returns the next thing that somebody has to do, or undefined where it is over */
export function nextStepOf(itinerary: Stepping, now: Date): NextStep | undefined {
  const { state, legs, repair, holdExpiresAt, departAt, arrivalP50At } = itinerary;
  const isAhead = (instant: string) => Date.parse(instant) > now.getTime();
  if (state === 'held') return isAhead(holdExpiresAt) ? { kind: 'confirm', at: holdExpiresAt } : undefined;
  if (state !== 'confirmed') return undefined;
  if (repair?.state === 'asked' && isAhead(repair.expiresAt)) return { kind: 'answer', at: repair.expiresAt };
  const first = legs[0];
  if (first && isAhead(departAt)) return { kind: 'depart', at: departAt, leg: first };
  for (const leg of legs) {
    if (leg.kind === 'drive') continue;
    const at = leg.kind === 'crossing' ? leg.slot.startsAt : leg.gateSlot.startsAt;
    if (isAhead(at)) return { kind: 'be-at', at, leg };
  }
  return isAhead(arrivalP50At) ? { kind: 'arrive', at: arrivalP50At } : undefined;
}

/** @returns whether its carrier is asked about a repair that is still open */
export const needsAnswer = ({ state, repair }: Pick<Itinerary, 'state' | 'repair'>, now: Date) =>
  state === 'confirmed' && repair?.state === 'asked' && Date.parse(repair.expiresAt) > now.getTime();
