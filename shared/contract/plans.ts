import { z } from 'zod';
import { explanationSchema } from '../explanation.ts';
import {
  channelSchema,
  classSchema,
  directionSchema,
  instantSchema,
  pageQuerySchema,
  pageSchema,
  placesSchema,
} from '../words.ts';
import { cargoSchema, firedRuleSchema, vehicleSchema } from './bookings.ts';
import { errors, read, write, writeHeadersSchema } from './endpoint.ts';
import { roundFairnessSchema } from './rounds.ts';

/** A body has at most 100 kB, and an application some 400 bytes. */
const applicationsPerBatch = 200;

export const newApplicationSchema = z
  .object({
    id: z.uuid().describe('yours: the same id again is the same application'),
    checkpointId: z.string().max(60),
    direction: directionSchema,
    earliestAt: instantSchema,
    latestAt: instantSchema.describe('the slot begins before this'),
    flexible: z.boolean().default(false).describe('a slot up to a day later, or at a sibling checkpoint, will do, too'),
    class: classSchema.default('general'),
    vehicle: vehicleSchema,
    driverName: z.string().trim().min(1).max(200).optional(),
    cargo: cargoSchema,
  })
  .refine(({ earliestAt, latestAt }) => Date.parse(latestAt) > Date.parse(earliestAt), {
    path: ['latestAt'],
    error: 'it must be later than earliestAt',
  });
export type NewApplication = z.infer<typeof newApplicationSchema>;

/** What became of one application of a batch: its channel, or why it was refused. */
export const submissionSchema = z.object({
  id: z.string(),
  accepted: z.boolean(),
  channel: channelSchema.optional(),
  code: z.string().optional().describe('of the refusal, as an error of this API'),
  message: z.string().optional(),
  field: z.string().optional().describe('path of the value that is wrong, such as applications[3].vehicle'),
  rules: z.array(firedRuleSchema).optional().describe('of screening, where the goods are blocked'),
});
export type Submission = z.infer<typeof submissionSchema>;

export const applicationStateSchema = z
  .enum(['open', 'placed', 'unplaced', 'withdrawn', 'waiting'])
  .describe(
    'open waits for the next round, waiting on the waitlist; unplaced had none to give: ask for offers, or apply again',
  );

export const applicationSchema = z.object({
  id: z.string(),
  state: applicationStateSchema,
  checkpointId: z.string(),
  direction: directionSchema,
  earliestAt: instantSchema,
  latestAt: instantSchema,
  flexible: z.boolean(),
  class: classSchema,
  channel: channelSchema,
  vehicle: vehicleSchema,
  madeAt: instantSchema,
  bookingId: z.string().nullable().describe('of its latest booking'),
});
export type Application = z.infer<typeof applicationSchema>;

export const planStateSchema = z
  .enum(['queued', 'running', 'applying', 'published', 'cancelled', 'failed'])
  .describe('applying: decided, and the slots are being claimed; from then on it cannot be cancelled');

/** A round as everyone may see it. Costs are in minutes of an ordinary truck, weighted. */
export const planSchema = z.object({
  id: z.string(),
  state: planStateSchema,
  progress: z.number().describe('share done, 0 to 1'),
  cancelRequested: z.boolean(),
  horizon: z.object({ from: instantSchema, to: instantSchema }),
  seed: z
    .string()
    .nullable()
    .describe(
      'of the lottery among equal claims: with it anyone can draw the numbers again; null until the round is over',
    ),
  seedHash: z
    .string()
    .describe('SHA-256 of the seed, in hexadecimal; of a round of the schedule it was shown while it was open'),
  openedAt: instantSchema.nullable().describe('of a round of the schedule: since then it took applications'),
  closedAt: instantSchema
    .nullable()
    .describe('of a round of the schedule: applications made before this are in it; null: those open when it runs'),
  publicationAt: instantSchema.nullable().describe('not published before this'),
  startedBy: z.enum(['planner', 'schedule']),
  madeAt: instantSchema,
  startedAt: instantSchema.nullable(),
  endedAt: instantSchema.nullable(),
  failure: z.string().nullable().describe('of a failed one, as an error of this API'),
  figures: z.object({
    requests: z.int().nullable().describe('applications that were planned at once'),
    computeSeconds: z.number().nullable(),
    lowerBound: z.number().nullable().describe('no plan for these applications and places costs less'),
    plannedObjective: z.number().nullable().describe('what the plan cost when it was made'),
    plannedGap: z
      .number()
      .nullable()
      .describe('how far above the best the plan can be, as a share of the bound; 0: proved to be the best'),
    objective: z
      .number()
      .nullable()
      .describe('what it costs as published: with what others took meanwhile, shares of carriers, and who withdrew'),
    gap: z.number().nullable().describe('how far above the bound it is as published'),
    replaced: z.int().nullable().describe('trucks that have another slot than the plan gave them'),
    lost: z.int().nullable().describe('trucks that had a slot in the plan and have none'),
    assigned: z.int().nullable(),
    unassigned: z.int().nullable(),
    inWindowShare: z.number().nullable().describe('of all requests: in the wished window at the wished checkpoint'),
    fairnessStrength: z.number().describe('how much fairness weighed; 0: not at all'),
    priceOfFairness: z
      .number()
      .nullable()
      .describe('how much dearer than the cheapest plan, as a share; null where it is off'),
  }),
  fairness: roundFairnessSchema.nullable().describe('of the published round'),
  seq: z.int().describe('of two values of one plan the larger is newer'),
});
export type Plan = z.infer<typeof planSchema>;

export const planDecisionSchema = z.object({
  applicationId: z.string(),
  lotteryNumber: z.int(),
  outcome: z
    .enum(['pending', 'refused', 'booked', 'lost-race', 'unplaced'])
    .describe('the first two while the plan is applied; lost-race: others took the place meanwhile'),
  reason: z
    .enum([
      'NO_PLACE',
      'NO_SLOT_IN_WINDOW',
      'WITHDRAWN',
      'CARRIER_QUOTA_REACHED',
      'VEHICLE_ALREADY_BOOKED',
      'VEHICLE_COUNTRY_NOT_ADMITTED',
      'SLOT_FULL',
      'SLOT_CLOSED',
      'SLOT_IN_PAST',
      'CARGO_BLOCKED',
      'SCREENING_STALE',
    ])
    .nullable(),
  attempt: z.int().describe('1 is the plan, the others repair what the claim refused'),
  slot: z
    .object({
      id: z.int(),
      checkpointId: z.string(),
      direction: directionSchema,
      startsAt: instantSchema,
      endsAt: instantSchema,
      places: placesSchema,
    })
    .nullable(),
  inWindow: z.boolean(),
  cost: z.object({
    delay: z.int(),
    detour: z.int(),
    ofNoSlot: z.int().describe('what the plan would have paid for giving this truck none'),
  }),
  explanation: explanationSchema
    .nullable()
    .describe('why this slot and no other; null where the round weighed fairness against its cost'),
});
export type PlanDecision = z.infer<typeof planDecisionSchema>;

const planParams = z.object({ planId: z.uuid() });

export const applicationsContract = {
  submit: write
    .route({
      method: 'POST',
      path: '/applications',
      tags: ['applications'],
      successStatus: 201,
      inputStructure: 'detailed',
      summary: 'Apply for slots of the next round, up to 200 trucks at once; each is judged by itself',
    })
    .errors(errors('SCREENING_STALE'))
    .input(
      z.object({
        headers: writeHeadersSchema,
        body: z.object({ applications: z.array(newApplicationSchema).min(1).max(applicationsPerBatch) }),
      }),
    )
    .output(z.object({ items: z.array(submissionSchema) })),
  list: read
    .route({
      method: 'GET',
      path: '/applications',
      tags: ['applications'],
      summary: 'Applications of your organisation, newest first',
    })
    .input(z.object({ state: applicationStateSchema.optional(), ...pageQuerySchema(200, 50) }))
    .output(pageSchema(applicationSchema)),
  withdraw: write
    .route({
      method: 'POST',
      path: '/applications/{applicationId}/withdraw',
      tags: ['applications'],
      inputStructure: 'detailed',
      summary: 'Withdraw an open application',
    })
    .errors(errors('APPLICATION_NOT_FOUND', 'APPLICATION_NOT_OPEN'))
    .input(z.object({ headers: writeHeadersSchema, params: z.object({ applicationId: z.uuid() }) }))
    .output(applicationSchema),
};

export const plansContract = {
  start: write
    .route({
      method: 'POST',
      path: '/plans',
      tags: ['plans'],
      successStatus: 201,
      inputStructure: 'detailed',
      summary: 'Start a round: place all open applications of a horizon at once',
    })
    .errors(errors('PLAN_UNDER_WAY'))
    .input(
      z.object({
        headers: writeHeadersSchema,
        body: z.object({
          from: instantSchema.optional().describe('default: now'),
          to: instantSchema.optional().describe('default: eight days after from'),
        }),
      }),
    )
    .output(planSchema),
  list: read
    .route({ method: 'GET', path: '/plans', tags: ['plans'], summary: 'Rounds with their figures, newest first' })
    .input(z.object(pageQuerySchema(100, 20)))
    .output(pageSchema(planSchema)),
  get: read
    .route({ method: 'GET', path: '/plans/{planId}', tags: ['plans'], summary: 'One round' })
    .errors(errors('PLAN_NOT_FOUND'))
    .input(planParams)
    .output(planSchema),
  cancel: write
    .route({
      method: 'POST',
      path: '/plans/{planId}/cancel',
      tags: ['plans'],
      inputStructure: 'detailed',
      summary: 'Cancel a round that has not begun to claim slots; it leaves nothing behind',
    })
    .errors(errors('PLAN_NOT_FOUND', 'PLAN_NOT_CANCELLABLE'))
    .input(z.object({ headers: writeHeadersSchema, params: planParams }))
    .output(planSchema),
  listDecisions: read
    .route({
      method: 'GET',
      path: '/plans/{planId}/decisions',
      tags: ['plans'],
      summary: 'What a round decided: a dispatcher sees those of the own organisation',
    })
    .errors(errors('PLAN_NOT_FOUND'))
    .input(planParams.extend({ outcome: planDecisionSchema.shape.outcome.optional(), ...pageQuerySchema(500, 100) }))
    .output(pageSchema(planDecisionSchema)),
};
