import { z } from 'zod';
import {
  closedBecauseSchema,
  directionSchema,
  instantSchema,
  pageQuerySchema,
  pageSchema,
  placesSchema,
  sideSchema,
  stageSchema,
} from '../words.ts';
import { errors, read, write, writeHeadersSchema } from './endpoint.ts';

const directionLoadSchema = z.object({
  places: z.int().describe('places of the next windowHours'),
  taken: z.int().describe('held and confirmed bookings of the same hours'),
  nextFreeAt: instantSchema.nullable().describe('start of the first slot with a place left, within the 31 days'),
});

/** How full a checkpoint is, as a whole value: the newest seq wins. */
export const checkpointLoadSchema = z.object({
  checkpointId: z.string(),
  seq: z.int().describe('grows with every change; of two values the larger is newer'),
  asOf: instantSchema,
  source: z.literal('bookings'),
  windowHours: z.int(),
  out: directionLoadSchema,
  in: directionLoadSchema,
});
export type CheckpointLoad = z.infer<typeof checkpointLoadSchema>;

export const checkpointSchema = z.object({
  id: z.string(),
  kzPostName: z.string(),
  neighbourPostName: z.string(),
  neighbour: z.string(),
  lat: z.number(),
  lon: z.number(),
  positionAccuracyKm: z.number(),
  kzZone: z.string().describe('IANA zone of the Kazakh post'),
  neighbourZone: z.string().describe('IANA zone of the post that faces it'),
  access: z.enum(['multilateral', 'bilateral']),
  road: z.string(),
  status: z.enum(['open', 'closed']),
  hours: z
    .object({ opensAt: z.string(), closesAt: z.string() })
    .nullable()
    .describe('on the Kazakh clock; null is round the clock'),
  season: z.object({ from: z.string(), to: z.string() }).nullable().describe('MM-dd, both included; null is all year'),
  slotMinutes: z.int(),
  load: checkpointLoadSchema,
});
export type Checkpoint = z.infer<typeof checkpointSchema>;

export const slotSchema = z.object({
  id: z.int(),
  checkpointId: z.string(),
  direction: directionSchema,
  startsAt: instantSchema,
  endsAt: instantSchema,
  closedBecause: closedBecauseSchema.nullable(),
  places: placesSchema,
  taken: placesSchema,
  left: placesSchema.describe('what a green, a yellow and a red truck can still take: nested, never below zero'),
  limitedBy: z
    .object({ side: sideSchema, stage: stageSchema })
    .nullable()
    .describe('the side and stage that set the total'),
  seq: z.int(),
});
export type Slot = z.infer<typeof slotSchema>;

export const portSchema = z.object({
  id: z.string(),
  name: z.string(),
  country: z.string(),
  lat: z.number(),
  lon: z.number(),
  zone: z.string(),
});

export type Port = z.infer<typeof portSchema>;

export const closureSchema = z.object({
  id: z.string(),
  checkpointId: z.string(),
  direction: directionSchema.nullable(),
  startsAt: instantSchema,
  endsAt: instantSchema,
  reason: z.string(),
});
export type Closure = z.infer<typeof closureSchema>;

const tags = ['checkpoints'];
const checkpointParams = z.object({ checkpointId: z.string() });

export const checkpointsContract = {
  list: read
    .route({ method: 'GET', path: '/checkpoints', tags, summary: 'All checkpoints with their load of the next day' })
    .input(z.object(pageQuerySchema(100, 100)))
    .output(pageSchema(checkpointSchema)),
  get: read
    .route({ method: 'GET', path: '/checkpoints/{checkpointId}', tags, summary: 'One checkpoint' })
    .errors(errors('CHECKPOINT_NOT_FOUND'))
    .input(checkpointParams)
    .output(checkpointSchema),
  listSlots: read
    .route({
      method: 'GET',
      path: '/checkpoints/{checkpointId}/slots',
      tags,
      summary: 'Slots with places, what is left, and what limits them',
    })
    .errors(errors('CHECKPOINT_NOT_FOUND'))
    .input(
      checkpointParams.extend({
        direction: directionSchema,
        from: instantSchema.optional().describe('default: now'),
        to: instantSchema.optional().describe('default: seven days after from'),
        ...pageQuerySchema(1000, 200),
      }),
    )
    .output(pageSchema(slotSchema)),
  listClosures: read
    .route({
      method: 'GET',
      path: '/checkpoints/{checkpointId}/closures',
      tags,
      summary: 'Announced closures that are not over',
    })
    .errors(errors('CHECKPOINT_NOT_FOUND'))
    .input(checkpointParams.extend(pageQuerySchema(100, 100)))
    .output(pageSchema(closureSchema)),
  close: write
    .route({
      method: 'POST',
      path: '/checkpoints/{checkpointId}/closures',
      tags,
      successStatus: 201,
      inputStructure: 'detailed',
      summary: 'Announce a closure; its slots close at once',
    })
    .errors(errors('CHECKPOINT_NOT_FOUND'))
    .input(
      z.object({
        headers: writeHeadersSchema,
        params: checkpointParams,
        body: z.object({
          direction: directionSchema.nullable().default(null).describe('null closes both'),
          startsAt: instantSchema,
          endsAt: instantSchema,
          reason: z.string().trim().min(3).max(500),
        }),
      }),
    )
    .output(closureSchema),
  listPorts: read
    .route({ method: 'GET', path: '/ports', tags, summary: 'Ports of the Caspian' })
    .input(z.object(pageQuerySchema(100, 100)))
    .output(pageSchema(portSchema)),
};
