import { z } from 'zod';
import { type ItineraryPlan, itineraryCostOf, legCostOf } from '../itinerary/itinerary-model.ts';
import { NONE } from '../model.ts';
import { InputError, parseAt } from './input-error.ts';
import { makeCellFinder } from './layout.ts';
import { makeLocator, parseJson } from './plan-file.ts';
import { namePrices, pricesShape, readPrices } from './prices-file.ts';
import type { NamedItineraries } from './read-problem.ts';

/** The text of a plan of itineraries, in pieces. */
export function* writeItineraryPlan(named: NamedItineraries, plan: ItineraryPlan): Generator<string> {
  const { itineraryProblem: problem, requestIds } = named;
  const { objective, lowerBound, gap, relativeGap, seed } = plan;
  yield `${JSON.stringify({ objective, lowerBound, gap, relativeGap, seed }).slice(0, -1)},\n`;
  const { firstLeg } = problem.itineraries;
  const isPlanned = (itinerary: number) => plan.cellOf[firstLeg[itinerary]!] !== NONE;
  const unassigned = requestIds.filter((_, itinerary) => !isPlanned(itinerary));
  yield `"unassigned": ${JSON.stringify(unassigned)},\n"assignments": {`;
  const where = makeLocator(named);
  let separator = '\n';
  for (const [itinerary, id] of requestIds.entries()) {
    if (!isPlanned(itinerary)) continue;
    const begin = firstLeg[itinerary]!;
    const legs = Array.from({ length: firstLeg[itinerary + 1]! - begin }, (_, index) => {
      const leg = begin + index;
      const [cell, window] = [plan.cellOf[leg]!, plan.windowOf[leg]!];
      const cost = legCostOf(problem, itinerary, leg, window, cell);
      return { ...where(cell), window: window - problem.legs.firstWindow[leg]!, cost };
    });
    const assignment = { legs, cost: itineraryCostOf(problem, itinerary, plan) };
    yield `${separator}${JSON.stringify(id)}: ${JSON.stringify(assignment)}`;
    separator = ',\n';
  }
  yield `\n},\n"prices": ${JSON.stringify(namePrices(named, plan.prices))}}\n`;
}

const planShape = z.strictObject({
  objective: z.number(),
  lowerBound: z.number(),
  gap: z.number(),
  relativeGap: z.number(),
  seed: z.string(),
  unassigned: z.array(z.string()),
  assignments: z.record(
    z.string(),
    z.strictObject({
      legs: z.array(
        z.strictObject({ checkpoint: z.string(), slot: z.int().min(0), window: z.int().min(0), cost: z.number() }),
      ),
      cost: z.number(),
    }),
  ),
  prices: pricesShape,
});

/**
 * Reads a plan of itineraries for the problem it was made for.
 *
 * @throws InputError with the path of the first value that does not fit.
 */
export function readItineraryPlan(text: string, named: NamedItineraries): ItineraryPlan {
  const { assignments, prices, unassigned: _, ...sums } = parseAt(planShape, parseJson(text), '');
  const { itineraries, legs } = named.itineraryProblem;
  const cellOf = new Int32Array(legs.count).fill(NONE);
  const windowOf = new Int32Array(legs.count).fill(NONE);
  const itineraryOf = new Map(named.requestIds.map((id, itinerary) => [id, itinerary]));
  const findCell = makeCellFinder(named);
  for (const [id, { legs: stops }] of Object.entries(assignments)) {
    const path = `assignments.${id}`;
    const itinerary = itineraryOf.get(id);
    if (itinerary === undefined) throw new InputError(path, 'there is no such request');
    const begin = itineraries.firstLeg[itinerary]!;
    const count = itineraries.firstLeg[itinerary + 1]! - begin;
    if (stops.length !== count) throw new InputError(`${path}.legs`, `${stops.length} legs of ${count}`);
    stops.forEach(({ checkpoint, slot, window }, index) => {
      cellOf[begin + index] = findCell(checkpoint, slot, `${path}.legs[${index}]`);
      windowOf[begin + index] = legs.firstWindow[begin + index]! + window;
    });
  }
  return { ...sums, cellOf, windowOf, prices: readPrices(named, prices, 'prices') };
}
