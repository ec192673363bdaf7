import { z } from 'zod';
import { instantSchema, pageQuerySchema, pageSchema } from '../words.ts';
import { errors, read } from './endpoint.ts';

/** Of the trucks of one group in one week. */
export const fairnessGroupSchema = z.object({
  group: z.string().describe('a class, a size of carrier, or a country'),
  booked: z.int(),
  share: z.number().describe('of all that were booked'),
  crossed: z.int(),
  waitP50Minutes: z.number().nullable().describe('median from arrival to the first post; null below five trucks'),
  leadHoursP50: z.number().nullable().describe('median from the booking to its slot; null below five trucks'),
});
export type FairnessGroup = z.infer<typeof fairnessGroupSchema>;

/** One week at one checkpoint, as anybody may read it. */
export const fairnessWeekSchema = z.object({
  checkpointId: z.string(),
  weekStartsOn: z.iso.date().describe('a Monday, on the clock of the Kazakh post'),
  isOver: z.boolean(),
  asOf: instantSchema,
  source: z.enum(['gate', 'simulated', 'mixed', 'none']).describe('of the waits'),
  places: z.int(),
  booked: z.int(),
  priority: z.array(fairnessGroupSchema).describe('by class'),
  sizes: z.array(fairnessGroupSchema).describe('by the size of the carrier'),
  nationalities: z.array(fairnessGroupSchema).describe('by the country of the vehicle'),
  returned: z.int().describe('confirmed places that their carrier gave up: cancelled, or moved away from'),
  resold: z.int().describe('of them, taken by somebody else'),
  unused: z
    .int()
    .describe('places given up that nobody else took until the slot began, and those of trucks that did not come'),
  noShows: z.int(),
});
export type FairnessWeek = z.infer<typeof fairnessWeekSchema>;

export const fairnessRuleSchema = z.object({
  id: z.string(),
  share: z.number().nullable(),
  minimum: z.number().nullable(),
  source: z.string(),
});
export type FairnessRule = z.infer<typeof fairnessRuleSchema>;

const tags = ['fairness'];

export const fairnessContract = {
  list: read
    .route({
      method: 'GET',
      path: '/fairness',
      tags,
      summary: 'Who got the slots, by checkpoint and week, newest first',
    })
    .errors(errors('CHECKPOINT_NOT_FOUND'))
    .input(
      z.object({
        checkpointId: z.string().max(60).optional().describe('default: all together, as checkpoint all'),
        ...pageQuerySchema(60, 12),
      }),
    )
    .output(pageSchema(fairnessWeekSchema)),
  overview: read
    .route({ method: 'GET', path: '/fairness/overview', tags, summary: 'One week at every checkpoint' })
    .input(z.object({ weekStartsOn: z.iso.date().optional().describe('default: the present week') }))
    .output(z.object({ weeks: z.array(fairnessWeekSchema) })),
  rules: read
    .route({ method: 'GET', path: '/fairness/rules', tags, summary: 'The rule behind each figure' })
    .output(z.object({ rules: z.array(fairnessRuleSchema) })),
};
