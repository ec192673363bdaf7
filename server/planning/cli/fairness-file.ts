import { z } from 'zod';
import type { Fairness } from '../fairness/plan-fairly.ts';
import type { Names } from './layout.ts';
import { namePrices, pricesShape, readPrices } from './prices-file.ts';

const beforeAfter = z.strictObject({ before: z.number(), after: z.number() });

export const fairnessShape = z.strictObject({
  strength: z.number().min(0),
  reference: z.number().min(0),
  objective: z.number(),
  lowerBound: z.number(),
  gap: z.number(),
  relativeGap: z.number(),
  // JSON has no infinity: dearer than a plan that costs nothing.
  priceOfFairness: z.number().nullable(),
  gini: beforeAfter,
  greatestMeanDelay: beforeAfter,
  proof: z.strictObject({
    scale: z.int().min(1),
    extraWeight: z.record(z.string(), z.int().min(0)),
    prices: pricesShape,
  }),
});

export function nameFairness(names: Names, fairness: Fairness) {
  const { scale, extraWeight, prices } = fairness.proof;
  return {
    ...fairness,
    proof: {
      scale,
      extraWeight: Object.fromEntries(names.carriers.map((carrier, index) => [carrier, extraWeight[index]!])),
      prices: namePrices(names, prices),
    },
  };
}

export function readFairness(names: Names, file: z.output<typeof fairnessShape>): Fairness {
  const { scale, extraWeight, prices } = file.proof;
  return {
    ...file,
    priceOfFairness: file.priceOfFairness ?? Number.POSITIVE_INFINITY,
    proof: {
      scale,
      extraWeight: Int32Array.from(names.carriers, (carrier) => extraWeight[carrier] ?? 0),
      prices: readPrices(names, prices, 'fairness.proof.prices'),
    },
  };
}
