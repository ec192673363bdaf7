import type { Passage } from '../../shared/contract/queues.ts';
import type { TripRow } from '../../shared/contract/trip-board.ts';
import type { Trip } from './trip.ts';

type Phase = TripRow['phase'];

const phaseOfState: Partial<Record<TripRow['state'], Phase>> = {
  held: 'held',
  cancelled: 'given-up',
  expired: 'given-up',
  'no-show': 'missed',
};

const phaseOfPassage: Record<Passage['state'], Phase | 'not-yet'> = {
  expected: 'not-yet',
  arrived: 'waiting',
  called: 'called',
  'at-post': 'at-post',
  documents: 'at-post',
  scan: 'at-post',
  examination: 'at-post',
  strip: 'at-post',
  cleared: 'over',
  'turned-back': 'over',
  'no-show': 'missed',
  cancelled: 'given-up',
};

/** In one word where a trip is. The gate knows better than the clock: a truck that waits is not over when its slot is. */
export function phaseOf(
  trip: Pick<Trip, 'kind' | 'state' | 'dueAt' | 'sailingState'>,
  passage: Passage | null,
  now: Date,
): Phase {
  const told = phaseOfState[trip.state];
  if (told) return told;
  const seen = passage ? phaseOfPassage[passage.state] : 'not-yet';
  if (seen !== 'not-yet') return seen;
  if (trip.state === 'ended' || trip.sailingState === 'arrived') return 'over';
  if (trip.sailingState === 'departed') return 'at-sea';
  return trip.dueAt <= now ? 'due' : 'ahead';
}
