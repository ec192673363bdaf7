import type { Way, WayTime } from '../../shared/contract/corridors.ts';

/** How a way stands now: how much longer it takes than without any wait. */
export const wayStates = ['free', 'slower', 'heavy', 'unknown'] as const;
export type WayState = (typeof wayStates)[number];

/** Ours. A share alone would call ten hours at the border nothing on a way of four days; hours alone a quarter of an hour on a short one. */
const bounds = { slower: { share: 0.1, minutes: 3 * 60 }, heavy: { share: 0.5, minutes: 12 * 60 } } as const;
/** Less than that is no trouble on any way. */
const noticedMinutes = 30;

export function wayStateOf(time: Pick<WayTime, 'freeMinutes' | 'waitP50Minutes'> | undefined): WayState {
  if (!time || time.waitP50Minutes === null) return 'unknown';
  const { waitP50Minutes: wait, freeMinutes } = time;
  const reaches = ({ share, minutes }: { share: number; minutes: number }) =>
    wait >= noticedMinutes && (wait >= share * freeMinutes || wait >= minutes);
  if (reaches(bounds.heavy)) return 'heavy';
  return reaches(bounds.slower) ? 'slower' : 'free';
}

/** The heavier of two; what is not known says nothing. */
export function heavierState(states: readonly WayState[]): WayState {
  return (['heavy', 'slower', 'free'] as const).find((state) => states.includes(state)) ?? 'unknown';
}

/** Both directions of one way. */
export interface BothTimes {
  there: WayTime | undefined;
  back: WayTime | undefined;
}

export function timesOfWay(times: readonly WayTime[], { id }: Pick<Way, 'id'>): BothTimes {
  const own = times.filter(({ wayId }) => wayId === id);
  return { there: own.find(({ isReversed }) => !isReversed), back: own.find(({ isReversed }) => isReversed) };
}

/** How a line looks: told apart by width and dashes too, not by colour alone. */
export const wayStroke: Record<WayState, { color: string; weight: number; dashArray?: string }> = {
  free: { color: 'var(--otkel-free)', weight: 3 },
  slower: { color: 'var(--otkel-filling)', weight: 5, dashArray: '14 5' },
  heavy: { color: 'var(--otkel-full)', weight: 7, dashArray: '5 5' },
  unknown: { color: 'var(--otkel-closed)', weight: 2, dashArray: '1 6' },
};

/** The tones that badges and cells have for it. */
export const toneOf = { free: 'free', slower: 'filling', heavy: 'full', unknown: 'closed' } as const;
