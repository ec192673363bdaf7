import type { InferContractRouterOutputs } from '@orpc/contract';
import type { previewsContract } from '../../shared/contract/previews.ts';

export type WhatIf = InferContractRouterOutputs<typeof previewsContract>['whatIf'];
type WhatIfHour = WhatIf['hours'][number];

/** What the two charts draw of one hour. */
export interface WhatIfPoint {
  at: number;
  /** places */
  before: number;
  after: number;
  /** bookings that fit after the change, and those that do not */
  fitting: number;
  over: number;
  /** P50 and P50 to P80, minutes; null where it is not known */
  now: number | null;
  nowBand: [number, number] | null;
  changed: number | null;
  changedBand: [number, number] | null;
}

export function buildWhatIfPoints({ hours }: WhatIf): WhatIfPoint[] {
  return hours.map(({ startsAt, taken, before, after, wait }) => ({
    at: Date.parse(startsAt),
    before: before.total,
    after: after.total,
    fitting: Math.min(taken.total, after.total),
    over: Math.max(0, taken.total - after.total),
    now: wait.now.p50Minutes,
    nowBand: bandOf(wait.now),
    changed: wait.changed.p50Minutes,
    changedBand: bandOf(wait.changed),
  }));
}

function bandOf({ p50Minutes, p80Minutes }: WhatIfHour['wait']['now']): [number, number] | null {
  return p50Minutes === null || p80Minutes === null ? null : [p50Minutes, p80Minutes];
}

/** What the charts come to, for the sentence. */
interface WhatIfSummary {
  placesBefore: number;
  placesAfter: number;
  /** the hour with the longest wait after the change; undefined where none is known */
  worst: WhatIfHour | undefined;
  /** what limits most of the hours after the change */
  limitedBy: WhatIfHour['limitedBy'];
}

export function summariseWhatIf({ hours }: WhatIf): WhatIfSummary {
  const sum = (of: (hour: WhatIfHour) => number) => hours.reduce((total, hour) => total + of(hour), 0);
  const [worst] = hours
    .filter(({ wait }) => wait.changed.p80Minutes !== null)
    .sort((a, b) => (b.wait.changed.p80Minutes ?? 0) - (a.wait.changed.p80Minutes ?? 0));
  const count = new Map<string, { hours: number; limitedBy: WhatIfHour['limitedBy'] }>();
  for (const { limitedBy } of hours) {
    if (!limitedBy) continue;
    const key = `${limitedBy.side} ${limitedBy.stage}`;
    count.set(key, { hours: (count.get(key)?.hours ?? 0) + 1, limitedBy });
  }
  const [most] = [...count.values()].sort((a, b) => b.hours - a.hours);
  return {
    placesBefore: sum(({ before }) => before.total),
    placesAfter: sum(({ after }) => after.total),
    worst,
    limitedBy: most?.limitedBy ?? null,
  };
}
