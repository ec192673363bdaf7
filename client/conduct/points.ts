import type { Conduct } from '../../shared/contract/conduct.ts';

const dayMs = 86_400_000;
/** A day is a point of the curve; two half-lives are what anybody plans for. */
const halfLivesShown = 2;
const steps = 60;

/** Hundredths are as fine as the grades are. */
export const round = (points: number) => Math.round(points * 100) / 100;

/** What is left of the points from now on, if nothing is added. */
export function decayCurve({ points, halfLifeDays, asOf }: Pick<Conduct, 'points' | 'halfLifeDays' | 'asOf'>) {
  const from = Date.parse(asOf);
  return Array.from({ length: steps + 1 }, (_, step) => {
    const days = (step / steps) * halfLivesShown * halfLifeDays;
    return { at: from + days * dayMs, points: points * 0.5 ** (days / halfLifeDays) };
  });
}

/** When the points fall below the threshold, if nothing is added; null where they are below it. */
export function belowFrom({ points, threshold, halfLifeDays, asOf }: Conduct): Date | null {
  if (points < threshold) return null;
  return new Date(Date.parse(asOf) + Math.log2(points / threshold) * halfLifeDays * dayMs);
}
