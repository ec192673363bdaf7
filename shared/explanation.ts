import { z } from 'zod';
import { directionSchema, instantSchema } from './words.ts';

/** Why a truck got the slot it got, as data: client/parts/explanation-sentence.ts makes the sentence. */

const slotSchema = z.object({
  checkpointId: z.string(),
  direction: directionSchema,
  startsAt: instantSchema,
});
export type ExplainedSlot = z.infer<typeof slotSchema>;

/** One minute of delay of an ordinary truck costs 1; a truck of class weight 4 pays 4 for it. */
const costMinutes = z.number().describe('in minutes of one ordinary truck');

const betterSchema = z.object({
  slot: slotSchema,
  savedMinutes: costMinutes.describe('what this truck would have saved, in minutes of one ordinary truck'),
  othersMinutes: costMinutes.describe('what all others together would have paid more'),
  proof: z
    .enum(['chain', 'prices'])
    .describe('chain: othersMinutes is exact; prices: it is at least this, by the prices of the places'),
  trucksMoved: z.int().min(0).describe('others that would have got another slot; 0 with proof by prices'),
  trucksDropped: z.int().min(0).describe('others that would have lost their slot; 0 with proof by prices'),
});
export type ExplainedBetter = z.infer<typeof betterSchema>;

const whyNoneSchema = z.discriminatedUnion('reason', [
  z.object({ reason: z.literal('no-window') }),
  z.object({ reason: z.literal('dearer-than-penalty'), cheapestMinutes: costMinutes }),
  z.object({ reason: z.literal('no-places'), slots: z.int().describe('slots asked for, none with places') }),
  z.object({ reason: z.literal('carrier-quota'), quota: z.int(), better: betterSchema.nullable() }),
  z.object({ reason: z.literal('full'), better: betterSchema }),
]);

export const explanationSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('best'),
    slot: slotSchema,
    costMinutes,
    closedCheaper: z.int().min(0).describe('better slots that were asked for and have no places at all'),
  }),
  z.object({ kind: z.literal('dearer'), slot: slotSchema, costMinutes, better: betterSchema }),
  z.object({
    kind: z.literal('lot'),
    slot: slotSchema.nullable(),
    costMinutes,
    better: z.object({ slot: slotSchema, savedMinutes: costMinutes }),
    ownNumber: z.int().min(0),
    otherNumber: z.int().min(0),
  }),
  z.object({ kind: z.literal('unassigned'), costMinutes, because: whyNoneSchema }),
]);
export type Explanation = z.infer<typeof explanationSchema>;
