import { z } from 'zod';
import { passageStates, posts } from '../gate-steps.ts';
import { channelSchema, classSchema, directionSchema, instantSchema, pageQuerySchema, pageSchema } from '../words.ts';
import { errors, read } from './endpoint.ts';

/** Where a number of the queue comes from; null is nowhere: a checkpoint without gate events has no such number. */
export const queueSourceSchema = z
  .enum(['gate', 'simulated'])
  .describe('real gate events, or those of a simulated world');
export type QueueSource = z.infer<typeof queueSourceSchema>;

const countSchema = z.int().min(0);
const postCountsSchema = z.object({
  atPost: countSchema.describe('at the post, before its first stage'),
  documents: countSchema,
  scan: countSchema,
  examination: countSchema,
});

/** What stands at a checkpoint in one direction: a whole value, the newest seq wins. Counts are null where nobody feeds them. */
export const queueStatusSchema = z.object({
  checkpointId: z.string(),
  direction: directionSchema,
  seq: z.int().describe('grows with every change; of two values the larger is newer'),
  asOf: instantSchema,
  source: queueSourceSchema.nullable().describe('null: no gate event in the last 24 hours, and then no count'),
  lastEventAt: instantSchema.nullable().describe('when the newest gate event happened'),
  expected: countSchema.describe('confirmed trucks of the next 6 hours, or of a slot before, that have not arrived'),
  waiting: countSchema.nullable().describe('trucks in the waiting area'),
  called: countSchema.nullable().describe('called and on the way to the first post'),
  first: postCountsSchema.nullable().describe('at the first post in the direction of travel'),
  strip: countSchema.nullable().describe('between the posts'),
  second: postCountsSchema.nullable(),
  clearedLastHour: countSchema.nullable(),
  oldestArrivedAt: instantSchema.nullable().describe('arrival of the truck that has been in the waiting area longest'),
  oldestWaitMinutes: countSchema.nullable(),
  openLanes: z.object({ kz: countSchema, neighbour: countSchema }).describe('by the calendar; 0 while closed'),
  scheduledPerHour: z.number().min(0).describe('trucks an hour that the present slot has places for; 0 while closed'),
  waitingPlaces: countSchema.describe('of the waiting area'),
  stripPlaces: countSchema.describe('between the posts; trucks are called so that it never holds more'),
});
export type QueueStatus = z.infer<typeof queueStatusSchema>;

export const positionSchema = z.object({
  state: z.enum(passageStates).describe('the last step that counts'),
  post: z.enum(posts).nullable().describe('in the direction of travel; null where it is at none'),
});

/** "41st: 3 priority before you, 12 an hour", as data. */
export const placeSchema = z.object({
  place: z.int().min(1).describe('1 is called next'),
  ahead: countSchema.describe('trucks in the waiting area that are called before'),
  aheadByPriority: countSchema.describe('of those, trucks of a class that goes first'),
  expectedAhead: countSchema.describe('of earlier slots and on their way; they go first if they come in time'),
  perHour: z.number().min(0).describe('at which the posts take trucks now; 0 while closed'),
  waitMinutes: countSchema.nullable().describe('place divided by perHour: a rule of thumb, not the forecast'),
});
export type Place = z.infer<typeof placeSchema>;

/** A truck's way through a checkpoint. */
export const passageSchema = positionSchema.extend({
  bookingId: z.string(),
  checkpointId: z.string(),
  direction: directionSchema,
  seq: z.int(),
  asOf: instantSchema,
  source: queueSourceSchema.nullable().describe('null before the first gate event'),
  since: instantSchema.nullable().describe('when it got where it is'),
  slotStartsAt: instantSchema,
  slotEndsAt: instantSchema,
  class: classSchema,
  channel: channelSchema,
  punctuality: z.enum(['early', 'on-time', 'late']).nullable().describe('late: behind those of the slot now served'),
  arrivedAt: instantSchema.nullable(),
  calledAt: instantSchema.nullable(),
  atPostAt: instantSchema.nullable().describe('when the first post took it'),
  clearedAt: instantSchema.nullable(),
  noShowAt: instantSchema.nullable().describe('until when it may arrive as things are; null once it has'),
  place: placeSchema.nullable().describe('while it is expected or waits; null where nobody feeds the queue'),
});
export type Passage = z.infer<typeof passageSchema>;

/** The same for an officer of the checkpoint. */
export const queueTruckSchema = passageSchema.extend({
  plate: z.string(),
  vehicleCountry: z.string(),
  driverName: z.string().nullable(),
  organisationName: z.string(),
  lastEventId: z.string().nullable().describe('what an undo has to name'),
});
export type QueueTruck = z.infer<typeof queueTruckSchema>;

const bucketSchema = z.object({
  startsAt: instantSchema,
  bucketMinutes: z.literal(10),
  source: queueSourceSchema,
  arrivals: countSchema,
  cleared: countSchema,
  waitingMean: z.number().min(0).describe('trucks in the waiting area, over time'),
  waitingMax: countSchema,
  inPostsMean: z.number().min(0).describe('trucks called, at the posts or on the strip, over time'),
  inPostsMax: countSchema,
  waitMeanMinutes: z
    .number()
    .nullable()
    .describe('from arrival to the first post, of those cleared; null where none was'),
  waitP50Minutes: z.number().nullable(),
  waitP80Minutes: z.number().nullable(),
  crossingMeanMinutes: z.number().nullable().describe('from arrival to cleared, of those cleared'),
  crossingP50Minutes: z.number().nullable(),
  crossingP80Minutes: z.number().nullable(),
});
export const queueBucketSchema = bucketSchema;
export type QueueBucket = z.infer<typeof queueBucketSchema>;

const tags = ['queues'];
const checkpointParams = z.object({ checkpointId: z.string() });
export const queuesContract = {
  live: read
    .route({
      method: 'GET',
      path: '/live',
      tags,
      summary: 'What stands at every checkpoint now; cacheable for 5 seconds',
    })
    .output(z.object({ asOf: instantSchema, queues: z.array(queueStatusSchema) })),
  get: read
    .route({
      method: 'GET',
      path: '/checkpoints/{checkpointId}/queue',
      tags,
      summary: 'What stands at one checkpoint now',
    })
    .errors(errors('CHECKPOINT_NOT_FOUND'))
    .input(checkpointParams)
    .output(z.object({ out: queueStatusSchema, in: queueStatusSchema })),
  listHistory: read
    .route({
      method: 'GET',
      path: '/checkpoints/{checkpointId}/queue-history',
      tags,
      summary: 'The queue of the past in buckets of ten minutes; those nobody fed are missing',
    })
    .errors(errors('CHECKPOINT_NOT_FOUND'))
    .input(
      checkpointParams.extend({
        direction: directionSchema,
        from: instantSchema.optional().describe('default: 24 hours ago'),
        to: instantSchema.optional().describe('default: now'),
        ...pageQuerySchema(1008, 144),
      }),
    )
    .output(pageSchema(queueBucketSchema)),
  historyCsv: read
    .route({
      method: 'GET',
      path: '/queue-history.csv',
      tags,
      summary: 'The same as CSV, of one checkpoint or all, at most 7 days',
    })
    .errors(errors('CHECKPOINT_NOT_FOUND'))
    .input(
      z.object({
        checkpointId: z.string().optional().describe('default: all'),
        from: instantSchema.optional().describe('default: 24 hours before to'),
        to: instantSchema.optional().describe('default: now'),
      }),
    )
    .output(z.file().mime('text/csv')),
};
