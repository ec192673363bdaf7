import { z } from 'zod';
import {
  channelSchema,
  directionSchema,
  instantSchema,
  pageQuerySchema,
  pageSchema,
  sideSchema,
  stageSchema,
} from '../words.ts';
import { changeSchema } from './changes.ts';
import { errors, read, write, writeHeadersSchema } from './endpoint.ts';
import { regimeDraftSchema } from './regimes.ts';

/** One hour of a post beside its parameters. */
const evidenceHourSchema = z.object({
  startsAt: instantSchema,
  trucks: z.int().min(0).describe('measured in this hour'),
  measured: z
    .number()
    .nullable()
    .describe('minutes per truck (mean, outliers drawn in), lanes at work, or the share sent on; null without trucks'),
  p20: z.number().nullable().describe('of the minutes of single trucks; null for lanes and shares, as the next two'),
  p50: z.number().nullable(),
  p80: z.number().nullable(),
  parameter: z.number().describe('what the calendar says for this hour, with the shifts and regimes in force then'),
  throughputPerHour: z.int().min(0).describe('trucks that began their documents at this post in this hour'),
  capacityPerHour: z.number().describe('how many its lanes would begin by the parameters, without a pause'),
});

/** One thing about a post that is not as its parameters say. */
const findingSchema = z.object({
  what: z
    .enum(['minutes', 'lanes', 'share'])
    .describe('minutes per truck at a stage, lanes open, share sent to a stage'),
  stage: stageSchema,
  channel: channelSchema.nullable().describe('of a share: whose'),
  changedAt: instantSchema.describe('since when, estimated'),
  measured: z.number().describe('since then'),
  parameter: z.number().describe('over the same trucks'),
  factor: z.number().describe('by how much heavier the post is: above 1 always; of lanes, parameter over measured'),
  trucks: z.int().describe('that it was measured over, since changedAt'),
  hours: z.int().describe('of these, with trucks, since changedAt'),
  evidence: z.array(evidenceHourSchema).describe('by hour, the oldest first; also before the change'),
});
export type Finding = z.infer<typeof findingSchema>;

/** A regime that the gate events of a post suggest. Nothing happens by itself: a planner announces it, or declines it. */
export const proposalSchema = z.object({
  id: z.uuid(),
  state: z
    .enum(['open', 'accepted', 'declined', 'withdrawn'])
    .describe('accepted: a regime that follows it was applied; withdrawn: the post is as its parameters say again'),
  checkpointId: z.string(),
  direction: directionSchema,
  side: sideSchema,
  source: z.enum(['gate', 'simulated']).describe('of the gate events it was measured from; never of both'),
  madeAt: instantSchema,
  draft: regimeDraftSchema.describe('ready for a change of kind regime; it names this proposal'),
  findings: z.array(findingSchema).min(1).describe('the heaviest first'),
  decidedAt: instantSchema.nullable(),
  reason: z.string().nullable().describe('why it was declined'),
  regimeId: z.uuid().nullable().describe('of an accepted one'),
});
export type Proposal = z.infer<typeof proposalSchema>;

const tags = ['proposals'];
const proposalParams = z.object({ proposalId: z.uuid() });

export const proposalsContract = {
  list: read
    .route({
      method: 'GET',
      path: '/proposals',
      tags,
      summary: 'Measured regimes that wait for a decision, the newest first',
    })
    .input(
      z.object({
        state: proposalSchema.shape.state.default('open'),
        checkpointId: z.string().optional(),
        ...pageQuerySchema(50, 20),
      }),
    )
    .output(pageSchema(proposalSchema)),
  get: read
    .route({ method: 'GET', path: '/proposals/{proposalId}', tags, summary: 'A measured regime with its evidence' })
    .errors(errors('PROPOSAL_NOT_FOUND'))
    .input(proposalParams)
    .output(proposalSchema),
  decline: write
    .route({
      method: 'POST',
      path: '/proposals/{proposalId}/decline',
      tags,
      inputStructure: 'detailed',
      summary: 'Leave the parameters as they are; not proposed again unless it gets clearly worse',
    })
    .errors(errors('PROPOSAL_NOT_FOUND', 'PROPOSAL_DECIDED'))
    .input(
      z.object({
        headers: writeHeadersSchema,
        params: proposalParams,
        body: z.object({ reason: z.string().trim().min(3).max(500) }),
      }),
    )
    .output(proposalSchema),
};

const daySchema = z.object({
  checkpointId: z.string(),
  places: z.int().describe('of these hours, in this direction'),
  taken: z.int().describe('now'),
});

/** Trucks that had better cross elsewhere on a day. A suggestion is computed from the bookings of the moment and kept nowhere. */
export const suggestionSchema = z.object({
  id: z.string().describe('the same as long as it is the same checkpoints, direction and day'),
  direction: directionSchema,
  date: z.iso.date().describe('on the clock of Kazakhstan'),
  because: z
    .enum(['overfull', 'nearly-full'])
    .describe(
      'overfull: some slots have more trucks than places; nearly-full: the day, or six hours of it and more, are above 95%',
    ),
  startsAt: instantSchema.describe('of the hours that it is about: the day, or the part of it that is full'),
  endsAt: instantSchema,
  from: daySchema,
  to: daySchema,
  trucks: z.int().min(1),
  movable: z.int().describe('trucks that could go: admitted there, not perishable, not yet at the gate'),
  price: z
    .object({
      kmPerTruck: z.number(),
      hoursPerTruck: z.number().describe('to drive them'),
      km: z.number().describe('of all trucks'),
      hours: z.number(),
      assumed: z.array(z.string()).describe('which numbers are ours: the way by road is not measured'),
    })
    .describe('the way from one checkpoint to the other, in full'),
  saved: z
    .object({
      hours: z.number().describe('of waiting, all trucks together, at both checkpoints; below zero: it costs more'),
      source: z.enum(['forecast', 'load-rule']).describe('load-rule: from places and trucks alone'),
    })
    .describe('what it saves'),
  change: changeSchema.describe('a transfer, ready for POST /previews'),
});
export type Suggestion = z.infer<typeof suggestionSchema>;

export const suggestionsContract = {
  current: read
    .route({
      method: 'GET',
      path: '/suggestions',
      tags: ['proposals'],
      summary:
        'Trucks of overfull days that a neighbouring checkpoint has room for, in the next 7 days, the best first',
    })
    .output(z.object({ asOf: instantSchema, items: z.array(suggestionSchema) })),
};
