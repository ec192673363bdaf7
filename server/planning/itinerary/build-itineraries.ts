import type { RequestInput, SlotPlaces } from '../build-problem.ts';
import { NONE, type Problem } from '../model.ts';
import type { ItineraryProblem } from './itinerary-model.ts';

export interface LegInput {
  readonly windows: RequestInput['windows'];
  /** From each window of the leg before (rows) to each window of this one (columns); NONE is no way. Left out in a first leg. */
  readonly travel?: readonly (readonly number[])[];
  readonly margin?: number;
  readonly currentCell?: number;
}

export interface ItineraryInput extends Omit<RequestInput, 'windows' | 'currentCell'> {
  readonly legs: readonly LegInput[];
}

export interface ItineraryProblemInput {
  readonly delayCost: Problem['delayCost'];
  readonly checkpoints: readonly SlotPlaces[];
  readonly carrierQuota?: readonly number[];
  readonly itineraries: readonly ItineraryInput[];
  /** When each cell begins; its number within its checkpoint where nothing is said. */
  readonly timeOf?: readonly number[];
  readonly seed?: string;
}

/** Packs readable input into the typed arrays of an {@link ItineraryProblem}. `checkItineraries` judges the values. */
export function buildItineraries(input: ItineraryProblemInput): ItineraryProblem {
  const slots = input.checkpoints.flat();
  const legs = input.itineraries.flatMap((itinerary) => itinerary.legs);
  const windows = legs.flatMap((leg) => leg.windows);
  const rows = legs.map((leg) => (leg.travel ?? []).flat());
  const column = (pick: (itinerary: ItineraryInput) => number) => toInt32(input.itineraries.map(pick));
  return {
    delayCost: input.delayCost,
    firstCell: firstOf(input.checkpoints.map((checkpoint) => checkpoint.length)),
    places: {
      total: toInt32(slots.map((slot) => slot[0])),
      inspected: toInt32(slots.map((slot) => slot[1])),
      examined: toInt32(slots.map((slot) => slot[2])),
    },
    timeOf: toInt32(input.timeOf ?? input.checkpoints.flatMap((checkpoint) => checkpoint.map((_, slot) => slot))),
    carrierQuota: toInt32(input.carrierQuota ?? []),
    itineraries: {
      count: input.itineraries.length,
      weight: column((itinerary) => itinerary.weight),
      penalty: column((itinerary) => itinerary.penalty),
      channel: Uint8Array.from(column((itinerary) => itinerary.channel)),
      carrier: column((itinerary) => itinerary.carrier ?? NONE),
      lottery: Uint32Array.from(input.itineraries, (itinerary) => itinerary.lottery ?? 0),
      moveCost: column((itinerary) => itinerary.moveCost ?? 0),
      firstLeg: firstOf(input.itineraries.map((itinerary) => itinerary.legs.length)),
    },
    legs: {
      count: legs.length,
      firstWindow: firstOf(legs.map((leg) => leg.windows.length)),
      currentCell: toInt32(legs.map((leg) => leg.currentCell ?? NONE)),
      margin: toInt32(legs.map((leg) => leg.margin ?? 0)),
      firstTravel: firstOf(rows.map((row) => row.length)),
      travel: toInt32(rows.flat()),
    },
    windows: {
      cell: toInt32(windows.map((window) => window.cell)),
      length: toInt32(windows.map((window) => window.length)),
      detour: toInt32(windows.map((window) => window.detour)),
    },
    seed: input.seed ?? '',
  };
}

/** Where each part begins when parts of these lengths follow each other, and where the last one ends. */
function firstOf(lengths: readonly number[]): Int32Array {
  const first = new Int32Array(lengths.length + 1);
  lengths.forEach((length, index) => {
    first[index + 1] = first[index]! + length;
  });
  return first;
}

function toInt32(values: readonly number[]): Int32Array {
  const packed = Int32Array.from(values);
  const lost = packed.findIndex((value, index) => value !== values[index]);
  if (lost !== -1) throw new RangeError(`${values[lost]} is not a whole number below 2^31`);
  return packed;
}
