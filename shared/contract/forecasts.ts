import { z } from 'zod';
import { directionSchema, instantSchema } from '../words.ts';
import { errors, read } from './endpoint.ts';

const minutesSchema = z.number().min(0).nullable();

/**
 * The wait as the history of a queue measures it, too (waitP50Minutes in queues.ts): from the arrival at the waiting area until the first post
 * takes the truck. It is that of a truck which comes in time for its slot: who comes early waits for its slot besides.
 */
const forecastHourSchema = z.object({
  startsAt: instantSchema.describe('for a truck that arrives within an hour from here'),
  waitP50Minutes: minutesSchema.describe(
    'from arrival to the first post; half of the trucks wait at most so long. null: longer than the forecast sees, such as where nothing opens',
  ),
  waitP80Minutes: minutesSchema.describe('four trucks of five wait at most so long; null as for P50'),
});
export type ForecastHour = z.infer<typeof forecastHourSchema>;

/** The wait of the next 24 hours at a checkpoint in one direction: a whole value, the newest seq wins. */
export const waitForecastSchema = z.object({
  checkpointId: z.string(),
  direction: directionSchema,
  seq: z.int().describe('grows with every forecast; of two the larger is newer'),
  madeAt: instantSchema.describe('it knows nothing that came later'),
  source: z.literal('forecast'),
  replications: z.int().min(1).describe('runs of the simulation that it was read from'),
  basedOn: z
    .enum(['gate', 'simulated', 'bookings'])
    .describe(
      'what fed it: real gate events, those of a simulated world, or the bookings alone where no gate event came for 24 hours',
    ),
  hours: z.array(forecastHourSchema).describe('24, one after the other, the first from madeAt on'),
});
export type WaitForecast = z.infer<typeof waitForecastSchema>;

const currentSchema = waitForecastSchema.omit({ hours: true }).extend(forecastHourSchema.shape);

const tags = ['forecasts'];

export const forecastsContract = {
  current: read
    .route({
      method: 'GET',
      path: '/forecasts',
      tags,
      summary: 'The expected wait of a truck that arrives now, at every checkpoint; cacheable for 5 seconds',
    })
    .output(
      z.object({
        forecasts: z
          .array(currentSchema)
          .describe('the hour in which now lies; a forecast older than an hour is left out'),
      }),
    ),
  get: read
    .route({
      method: 'GET',
      path: '/checkpoints/{checkpointId}/forecast',
      tags,
      summary: 'The expected wait of a truck that arrives in each of the next 24 hours, at one checkpoint',
    })
    .errors(errors('CHECKPOINT_NOT_FOUND'))
    .input(z.object({ checkpointId: z.string() }))
    .output(
      z.object({
        out: waitForecastSchema.nullable().describe('null before the first forecast'),
        in: waitForecastSchema.nullable(),
      }),
    ),
};
