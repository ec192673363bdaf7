import { z } from 'zod';
import { MAX_LEGS, MAX_TRAVEL } from '../itinerary/itinerary-model.ts';
import { MAX_CELLS, MAX_COEFFICIENT, MAX_PENALTY, MAX_PLACES, MAX_REQUESTS, MAX_WEIGHT, MAX_WINDOW } from '../model.ts';

/** The shapes of docs/planning-format.md. Unknown members are refused: a misspelt `detour` would cost nothing and say nothing. */

const whole = (most: number) => z.int().min(0).max(most);
const cost = whole(MAX_PENALTY).default(0);

export const delayCostShape = z.strictObject({ linear: whole(MAX_COEFFICIENT), quadratic: whole(MAX_COEFFICIENT) });

const placesShape = z
  .tuple([whole(MAX_PLACES), whole(MAX_PLACES), whole(MAX_PLACES)])
  .refine(([total, inspected, examined]) => total >= inspected && inspected >= examined, {
    error: 'must be [total, inspected, examined] with total ≥ inspected ≥ examined',
  });

export const checkpointsShape = z.array(
  z.strictObject({ id: z.string().min(1), slots: z.array(placesShape).max(MAX_CELLS) }),
);

export const carrierQuotaShape = z.record(z.string(), whole(MAX_REQUESTS));

const ways = {
  windows: z.array(
    z.strictObject({
      checkpoint: z.string(),
      first: whole(MAX_CELLS),
      length: z.int().min(1).max(MAX_WINDOW),
      detour: cost,
    }),
  ),
  current: z.strictObject({ checkpoint: z.string(), slot: whole(MAX_CELLS) }).optional(),
};

const terms = {
  id: z.string().min(1),
  carrier: z.string().min(1).optional(),
  vehicle: z.string().min(1).optional(),
  channel: z.enum(['green', 'yellow', 'red']),
  weight: whole(MAX_WEIGHT),
  penalty: whole(MAX_PENALTY),
  moveCost: cost,
};

export const requestShape = z.strictObject({ ...terms, ...ways });

/** A request of several legs. `travelSlots` is read by itself: it is one number or a table, and a union would not say where the fault is. */
export const itineraryShape = z.strictObject({
  ...terms,
  legs: z
    .array(z.strictObject({ ...ways, travelSlots: z.unknown().optional(), marginSlots: whole(MAX_TRAVEL).default(0) }))
    .min(1)
    .max(MAX_LEGS),
});

export const travelShape = whole(MAX_TRAVEL);
export const travelTableShape = z.array(z.array(travelShape.nullable()));

export type ItineraryRecord = z.output<typeof itineraryShape>;
export type RequestRecord = z.output<typeof requestShape>;
export type CheckpointRecord = z.output<typeof checkpointsShape>[number];
