import { z } from 'zod';
import { officerSteps, posts } from '../gate-steps.ts';
import { directionSchema, instantSchema, pageQuerySchema, pageSchema } from '../words.ts';
import { cargoBlocked, firedRuleSchema, vehicleSchema } from './bookings.ts';
import { errors, read } from './endpoint.ts';
import { positionSchema, queueSourceSchema, queueTruckSchema } from './queues.ts';

/** Events come from tablets that were offline: each carries an id of its own, and may be sent again. */
export const gateEventSchema = z
  .object({
    id: z.uuid().describe('made by the sender; the same event again gives the same answer'),
    truck: z
      .union([
        z.strictObject({ bookingId: z.uuid() }),
        z.strictObject({ plate: vehicleSchema.shape.plate }),
        z.strictObject({ pass: z.string().min(1).max(2000).describe('what the QR of a pass holds') }),
      ])
      .describe('by its booking, its plate or its pass'),
    step: z.enum([...officerSteps, 'undo']),
    post: z.enum(posts).optional().describe('for at-post, documents, scan and examination'),
    undoes: z.uuid().optional().describe("for undo: the truck's last event"),
    happenedAt: instantSchema.describe('on the clock of the sender; at most 2 minutes ahead and 3 days old'),
    reason: z
      .string()
      .trim()
      .min(3)
      .max(500)
      .refine((text) => !text.includes('\0') && !/\p{Surrogate}/u.test(text), 'text that can be stored')
      .optional()
      .describe('for turned-back'),
  })
  .refine(({ step, post }) => ['at-post', 'documents', 'scan', 'examination'].includes(step) === (post !== undefined), {
    path: ['post'],
    error: 'at-post, documents, scan and examination say at which post, first or second; other steps do not',
  })
  .refine(({ step, undoes }) => (step === 'undo') === (undoes !== undefined), {
    path: ['undoes'],
    error: 'an undo names the event that it undoes; other steps do not',
  });
export type GateEvent = z.infer<typeof gateEventSchema>;

/** A tablet that was offline for a shift has a few hundred. */
export const gateEventsMax = 500;

const gateErrorSchema = z.object({
  code: z.string().describe('as the answer to a single event would have'),
  message: z.string(),
  field: z.string().optional(),
  hint: z.string().optional(),
  rules: z.array(firedRuleSchema).optional().describe('of screening, where the goods are blocked'),
});

export const gateResultSchema = z.object({
  id: z.string().describe('of the event'),
  outcome: z
    .enum(['applied', 'late', 'refused'])
    .describe("late: older than the truck's last, so recorded and the truck not moved; refused: nothing recorded"),
  truck: positionSchema
    .extend({
      bookingId: z.string(),
      plate: z.string(),
      punctuality: z.enum(['early', 'on-time', 'late']).nullable(),
    })
    .nullable()
    .describe('where it is after the event; null where it is refused'),
  error: gateErrorSchema.nullable(),
});
export type GateResult = z.infer<typeof gateResultSchema>;

/** What an impossible step is answered with, beyond field and hint. */
export const gateRefusalSchema = z.object({
  field: z.string().optional(),
  hint: z.string().optional(),
  from: positionSchema.optional().describe('where the truck is'),
  step: z.string().optional().describe('what was asked for'),
});

export const nextToCallSchema = z.object({
  asOf: instantSchema,
  count: z.int().min(0).describe('how many may be called now'),
  limitedBy: z
    .enum(['strip', 'post', 'pace', 'waiting', 'closed'])
    .describe('what keeps it from being more: places on the strip, at the first post, their pace, or nobody waits'),
  perHour: z.number().min(0),
  trucks: z.array(queueTruckSchema).describe('those to call, in order'),
});
export type NextToCall = z.infer<typeof nextToCallSchema>;

const tags = ['gate'];
const checkpointParams = z.object({ checkpointId: z.string() });
const sourceOfEvents = queueSourceSchema.default('gate').describe('a simulated world marks what it feeds');
const truckRefusals = {
  ...errors(
    'TRUCK_NOT_FOUND',
    'WRONG_CHECKPOINT',
    'BOOKING_NOT_ACTIVE',
    'PASS_INVALID',
    'PASS_EXPIRED',
    'EVENT_IN_FUTURE',
    'EVENT_TOO_OLD',
    'EVENT_ID_REUSED',
    'VEHICLE_ALREADY_BOOKED',
    'SCREENING_STALE',
    'BROKEN_JSON',
    'BODY_TOO_LARGE',
  ),
  ...cargoBlocked,
};

/** What officers do at the gate. */
export const gateContract = {
  listTrucks: read
    .route({
      method: 'GET',
      path: '/checkpoints/{checkpointId}/trucks',
      tags,
      summary: 'Trucks expected in the next 6 hours, waiting in the order in which they are called, and at each stage',
    })
    .errors(errors('CHECKPOINT_NOT_FOUND'))
    .input(checkpointParams.extend({ direction: directionSchema, ...pageQuerySchema(1000, 500) }))
    .output(pageSchema(queueTruckSchema)),
  getTruck: read
    .route({
      method: 'GET',
      path: '/checkpoints/{checkpointId}/trucks/{plate}',
      tags,
      summary: 'A truck of this checkpoint by its plate',
    })
    .errors(errors('CHECKPOINT_NOT_FOUND', 'TRUCK_NOT_FOUND', 'WRONG_CHECKPOINT'))
    .input(checkpointParams.extend({ plate: vehicleSchema.shape.plate }))
    .output(queueTruckSchema),
  nextToCall: read
    .route({
      method: 'GET',
      path: '/checkpoints/{checkpointId}/next-to-call',
      tags,
      summary: 'Which trucks to call now, so that the strip never holds more than its places',
    })
    .errors(errors('CHECKPOINT_NOT_FOUND'))
    .input(checkpointParams.extend({ direction: directionSchema }))
    .output(nextToCallSchema),
  recordEvent: read
    .route({
      method: 'POST',
      path: '/checkpoints/{checkpointId}/gate-events',
      tags,
      inputStructure: 'detailed',
      summary: 'Record one gate event; safe to repeat with the same id',
    })
    .errors({
      ...truckRefusals,
      GATE_STEP_REFUSED: { status: 409, message: 'The truck cannot take this step now.', data: gateRefusalSchema },
    })
    .input(
      z.object({
        params: checkpointParams,
        body: z.object({ source: sourceOfEvents, event: gateEventSchema }),
      }),
    )
    .output(gateResultSchema),
  recordEvents: read
    .route({
      method: 'POST',
      path: '/checkpoints/{checkpointId}/gate-events/batch',
      tags,
      inputStructure: 'detailed',
      summary: `Record up to ${gateEventsMax} gate events, in the order in which they happened; each has its own answer`,
    })
    .errors(errors('BROKEN_JSON', 'BODY_TOO_LARGE'))
    .input(
      z.object({
        params: checkpointParams,
        body: z.object({
          source: sourceOfEvents,
          events: z
            .array(gateEventSchema)
            .min(1)
            .max(gateEventsMax, `at most ${gateEventsMax} events in one call; send the rest in the next`),
        }),
      }),
    )
    .output(z.object({ results: z.array(gateResultSchema).describe('in the order of the events sent') })),
};
