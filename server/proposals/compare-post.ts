import type { Finding } from '../../shared/contract/proposals.ts';
import { findChange } from './find-change.ts';
import type { PostHour } from './measure-posts.ts';
import {
  type Comparison,
  compareLanes,
  compareMinutes,
  compareShare,
  type Measure,
  type MeasuredHour,
  type ParameterAt,
} from './score-hours.ts';

/** Of the last measured hours so many are looked at to say how the post is now. */
const recentHours = 6;

/** Everything that can be compared at one post, over the same hours. */
export function comparePost(posts: readonly PostHour[], parameterAt: ParameterAt): Comparison[] {
  return [
    compareMinutes(posts, parameterAt, 'documents'),
    compareMinutes(posts, parameterAt, 'scan'),
    compareMinutes(posts, parameterAt, 'examination'),
    compareLanes(posts, parameterAt),
    compareShare(posts, parameterAt, 'scan', 'green'),
    compareShare(posts, parameterAt, 'examination', 'green'),
    compareShare(posts, parameterAt, 'examination', 'yellow'),
  ];
}

/**
 * What is heavier at a post than its parameters say, for long enough and still so, the heaviest first.
 *
 * @returns findings with all hours from the first truck on as evidence; none where everything is as it should be
 */
export function findHeavier(comparisons: readonly Comparison[]): Finding[] {
  return comparisons
    .flatMap(({ hours, limits, proposeFrom, measure }): Finding[] => {
      const since = findChange(hours, limits);
      if (since === undefined) return [];
      const after = summarise(hours.slice(since), measure);
      const recent = summarise(recentOf(hours), measure);
      if (after.factor < proposeFrom || recent.factor < proposeFrom) return [];
      const seen = hours.findIndex(({ begun }) => begun > 0);
      return [
        {
          ...measure,
          changedAt: new Date(hours[since]!.startsAtMs).toISOString(),
          ...after,
          evidence: hours.slice(Math.max(0, seen)).map(evidenceOf),
        },
      ];
    })
    .sort((a, b) => b.factor - a.factor);
}

/** Whether what was found is so no longer; without any trucks nobody knows, and it stays. */
export function isNormalAgain(comparisons: readonly Comparison[], found: Measure): boolean {
  const comparison = comparisons.find(({ measure }) => isSame(measure, found));
  if (!comparison) return false;
  const recent = summarise(recentOf(comparison.hours), found);
  return recent.trucks > 0 && recent.factor < comparison.withdrawBelow;
}

export const isSame = (a: Measure, b: Measure) => a.what === b.what && a.stage === b.stage && a.channel === b.channel;

const recentOf = (hours: readonly MeasuredHour[]) => hours.filter(({ trucks }) => trucks > 0).slice(-recentHours);

interface Summary {
  measured: number;
  parameter: number;
  factor: number;
  trucks: number;
  hours: number;
}

/** A share of nothing would be infinitely heavier: it is compared with half a percent. */
const shareLeast = 0.005;

/** Means over the trucks, of what was measured and of what the parameters said for the same hours. */
function summarise(hours: readonly MeasuredHour[], { what }: Measure): Summary {
  const seen = hours.filter(({ trucks }) => trucks > 0);
  const trucks = seen.reduce((sum, hour) => sum + hour.trucks, 0);
  const mean = (of: (hour: MeasuredHour) => number) =>
    seen.reduce((sum, hour) => sum + hour.trucks * of(hour), 0) / trucks;
  if (trucks === 0) return { measured: 0, parameter: 0, factor: 1, trucks, hours: 0 };
  const measured = mean((hour) => hour.measured ?? 0);
  const parameter = mean((hour) => hour.parameter);
  const factor =
    what === 'lanes' ? parameter / measured : measured / Math.max(parameter, what === 'share' ? shareLeast : 0);
  return { measured, parameter, factor, trucks, hours: seen.length };
}

function evidenceOf(hour: MeasuredHour): Finding['evidence'][number] {
  return {
    startsAt: new Date(hour.startsAtMs).toISOString(),
    trucks: hour.trucks,
    measured: hour.measured,
    p20: hour.spread?.p20 ?? null,
    p50: hour.spread?.p50 ?? null,
    p80: hour.spread?.p80 ?? null,
    parameter: hour.parameter,
    throughputPerHour: hour.begun,
    capacityPerHour: hour.capacity,
  };
}
