import { z } from 'zod';
import {
  closedBecauseSchema,
  countrySchema,
  directionSchema,
  instantSchema,
  sideSchema,
  stageSchema,
} from '../words.ts';
import { errors, read } from './endpoint.ts';

/** The counts of a slot, in the order of their nesting. */
export const countNames = ['total', 'inspected', 'examined'] as const;
export type CountName = (typeof countNames)[number];

const countsByHourSchema = z.object({
  total: z.array(z.int().min(0)),
  inspected: z.array(z.int().min(0)),
  examined: z.array(z.int().min(0)),
});

const deskWaitSchema = z.object({
  madeAt: instantSchema,
  source: z.literal('forecast'),
  basedOn: z.enum(['gate', 'simulated', 'bookings']),
  fromHour: z.int().min(0).describe('index of the hour that the first number is of'),
  p50Minutes: z.array(z.number().nullable()).describe('null: longer than the forecast sees'),
  p80Minutes: z.array(z.number().nullable()),
});

/** A regime within the hours that were asked for. */
const deskRegimeSchema = z.object({
  regimeId: z.uuid(),
  side: sideSchema,
  cause: z.string(),
  fromHour: z.int().min(0).describe('index of the first hour that it touches'),
  toHour: z.int().min(0).describe('index of the first hour after it'),
});
export type DeskRegime = z.infer<typeof deskRegimeSchema>;

/** By hour: each array has one entry for each entry of startsAt. Several slots in an hour are added up. */
const deskCheckpointSchema = z.object({
  checkpointId: z.string(),
  hasSlot: z.array(z.boolean()).describe('false before and behind the 31 days that are kept'),
  places: countsByHourSchema,
  taken: countsByHourSchema,
  closedBecause: z.array(closedBecauseSchema.nullable()).describe('null where any slot of the hour is open'),
  limitedBySide: z.array(sideSchema.nullable()).describe('the side that sets the total'),
  limitedByStage: z.array(stageSchema.nullable()),
  scarcest: z.array(z.enum(countNames).nullable()).describe('the count with the largest share taken; null: none is'),
  regimes: z.array(deskRegimeSchema),
  wait: deskWaitSchema.nullable().describe('null where no forecast is fresh'),
});
export type DeskCheckpoint = z.infer<typeof deskCheckpointSchema>;

const deskHoursSchema = z.object({
  asOf: instantSchema,
  source: z.literal('bookings'),
  direction: directionSchema,
  startsAt: z.array(instantSchema).describe('of each hour, the same for all checkpoints'),
  checkpoints: z.array(deskCheckpointSchema),
});
export type DeskHours = z.infer<typeof deskHoursSchema>;

export const deskContract = {
  hours: read
    .route({
      method: 'GET',
      path: '/desk/hours',
      tags: ['desk'],
      summary: 'Load against capacity by hour at every checkpoint, what limits it, and the waits to expect',
    })
    .errors(errors('CHECKPOINT_NOT_FOUND'))
    .input(
      z.object({
        direction: directionSchema,
        from: instantSchema.optional().describe('default: now; the hour in which it lies is the first'),
        to: instantSchema.optional().describe('default: 48 hours after from; at most 8 days'),
        neighbour: countrySchema.optional().describe('default: all'),
        checkpointId: z.string().optional().describe('default: all'),
      }),
    )
    .output(deskHoursSchema),
};
