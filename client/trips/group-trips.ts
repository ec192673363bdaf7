import type { TripRow } from '../../shared/contract/trip-board.ts';

export const tripGroups = ['answer', 'now', 'ahead', 'over'] as const;
export type TripGroup = (typeof tripGroups)[number];

const groupOfPhase: Record<TripRow['phase'], TripGroup> = {
  held: 'answer',
  due: 'now',
  waiting: 'now',
  called: 'now',
  'at-post': 'now',
  'at-sea': 'now',
  ahead: 'ahead',
  over: 'over',
  missed: 'over',
  'given-up': 'over',
};

/** What asks for an answer comes first, wherever the truck is; what is on at the border next. */
export const groupOf = ({ needsAnswer, phase }: Pick<TripRow, 'needsAnswer' | 'phase'>): TripGroup =>
  needsAnswer.length > 0 ? 'answer' : groupOfPhase[phase];

/** In the order of the groups; within one as the server has them. */
export function groupTrips(trips: readonly TripRow[]): { group: TripGroup; trips: TripRow[] }[] {
  return tripGroups
    .map((group) => ({ group, trips: trips.filter((trip) => groupOf(trip) === group) }))
    .filter((each) => each.trips.length > 0);
}
