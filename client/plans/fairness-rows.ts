import type { FairnessFigures, RoundFairness } from '../../shared/contract/rounds.ts';

export const groupings = ['size', 'class', 'country'] as const;
export type Grouping = (typeof groupings)[number];

/** One group of a plot: shares of those who asked, which add up to 1, and the delay of those placed. */
export interface FairnessRow {
  name: string;
  asked: number;
  inWindow: number;
  elsewhere: number;
  none: number;
  medianHours: number | null;
  meanHours: number | null;
}

/** More nationalities than this are no plot. */
const rowsMax = 8;

/** @param nameOf the words for a group, such as the name of a country; for a size with the most trucks of its carriers */
export function listFairnessRows(
  fairness: RoundFairness,
  grouping: Grouping,
  nameOf: (key: string, trucksMax: number) => string,
): FairnessRow[] {
  const groups: (FairnessFigures & { key: string; trucksMax?: number })[] =
    grouping === 'size'
      ? fairness.byCarrierSize.map((group) => ({ ...group, key: group.size }))
      : grouping === 'class'
        ? fairness.byClass.map((group) => ({ ...group, key: group.class }))
        : fairness.byCountry.map((group) => ({ ...group, key: group.country }));
  return groups
    .slice(0, rowsMax)
    .map(({ key, trucksMax = 0, asked, placed, inWindow, medianDelayMinutes, meanDelayMinutes }) => ({
      name: nameOf(key, trucksMax),
      asked,
      inWindow: inWindow / asked,
      elsewhere: (placed - inWindow) / asked,
      none: (asked - placed) / asked,
      medianHours: medianDelayMinutes === null ? null : medianDelayMinutes / 60,
      meanHours: meanDelayMinutes === null ? null : meanDelayMinutes / 60,
    }));
}
