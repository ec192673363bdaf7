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
import { changeSchema } from './changes.ts';
import { errors, read, write, writeHeadersSchema } from './endpoint.ts';
import { regimeEffectSchema, regimeScopeSchema } from './regimes.ts';

const limitSchema = z.object({ side: sideSchema, stage: stageSchema }).nullable();
/** Minutes from arrival to the first post of the trucks of an hour; null: longer than the simulation sees, or nobody comes. */
export const waitBandSchema = z.object({ p50Minutes: z.number().nullable(), p80Minutes: z.number().nullable() });
export type WaitBandView = z.infer<typeof waitBandSchema>;

/** One slot that the change touches. */
export const previewSlotSchema = z.object({
  slotId: z.int(),
  checkpointId: z.string(),
  direction: directionSchema,
  startsAt: instantSchema,
  endsAt: instantSchema,
  before: placesSchema.extend({ closedBecause: closedBecauseSchema.nullable(), limitedBy: limitSchema }),
  after: placesSchema.extend({ closedBecause: closedBecauseSchema.nullable(), limitedBy: limitSchema }),
  taken: placesSchema,
  takenAfter: placesSchema.describe('once the moves are made'),
  wait: z
    .object({
      now: waitBandSchema.describe('as things are'),
      unmoved: waitBandSchema.describe('with the change and without a new plan'),
      moved: waitBandSchema.describe('with the change and the new plan'),
    })
    .nullable()
    .describe('simulated; null where the checkpoint was not'),
});
export type PreviewSlot = z.infer<typeof previewSlotSchema>;

export const cargoGroupSchema = z
  .enum(['perishable', 'dangerous', 'sensitive', 'ordinary'])
  .describe('perishable: food, plants, live animals; sensitive: on the sensitive-goods list; of two the first');
export type CargoGroup = z.infer<typeof cargoGroupSchema>;

/** One booking that has to move, and where to. */
export const previewMoveSchema = z.object({
  bookingId: z.uuid(),
  plate: z.string(),
  organisationName: z.string(),
  group: cargoGroupSchema,
  from: z.object({ slotId: z.int(), checkpointId: z.string(), startsAt: instantSchema }),
  to: z
    .object({ slotId: z.int(), checkpointId: z.string(), startsAt: instantSchema })
    .nullable()
    .describe('null: no place was found'),
  reason: z.enum(['NO_PLACE', 'NO_SLOT_IN_WINDOW']).nullable().describe('why there is no place'),
  shiftMinutes: z.int().nullable().describe('later than now planned; below zero earlier'),
  detourKm: z.int().nullable(),
});
export type PreviewMove = z.infer<typeof previewMoveSchema>;

const countsSchema = z.object({
  over: z.int().describe('bookings beyond what their slots take now'),
  moved: z.int(),
  unplaced: z.int(),
});

export const previewFiguresSchema = z.object({
  slotsChanged: z.int(),
  slotsOverfull: z.int(),
  placesBefore: z.int().describe('of the slots changed'),
  placesAfter: z.int(),
  ...countsSchema.shape,
  movedToSibling: z.int(),
  stays: z.int().describe('in overfull slots and not to be moved: already arrived, or past being told'),
  shiftHours: z
    .object({ median: z.number(), p80: z.number(), most: z.number() })
    .nullable()
    .describe('of the moves, absolute; null without any'),
  detourKm: z.object({ median: z.number(), most: z.number() }).nullable().describe('of the moves to a sibling'),
  groups: z.record(cargoGroupSchema, countsSchema),
  wait: z
    .object({ now: waitBandSchema, unmoved: waitBandSchema, moved: waitBandSchema })
    .nullable()
    .describe('of all trucks of the period'),
  objective: z.number().describe('cost of the moves in weighted minutes'),
  lowerBound: z.number().describe('no plan costs less'),
  replications: z.int().describe('runs of the simulation'),
  computeSeconds: z.number(),
});
export type PreviewFigures = z.infer<typeof previewFiguresSchema>;

export const previewSchema = z.object({
  id: z.uuid(),
  state: z.enum(['queued', 'running', 'ready', 'failed', 'applied']),
  change: changeSchema,
  madeAt: instantSchema,
  progress: z.number().min(0).max(1),
  failure: z.string().nullable().describe('a code of the error table'),
  from: instantSchema.nullable().describe('the slots from here to `to` were looked at'),
  to: instantSchema.nullable(),
  seed: z.string().describe('of the lottery among equal claims, and of the simulation'),
  figures: previewFiguresSchema.nullable().describe('null until it is ready'),
  appliedAt: instantSchema.nullable(),
});
export type Preview = z.infer<typeof previewSchema>;

/** A quick look for sliders: one side of one checkpoint, no moves. */
const whatIfInput = z.object({
  checkpointId: z.string(),
  direction: directionSchema,
  side: sideSchema,
  startsAt: instantSchema,
  hours: z.int().min(1).max(168),
  effect: regimeEffectSchema,
  scope: regimeScopeSchema.default({ kind: 'all' }),
});

const whatIfHourSchema = z.object({
  startsAt: instantSchema,
  taken: placesSchema,
  before: placesSchema,
  after: placesSchema,
  limitedBy: limitSchema.describe('after the change'),
  wait: z.object({ now: waitBandSchema, changed: waitBandSchema }),
});

const tags = ['previews'];
const previewParams = z.object({ previewId: z.uuid() });

export const previewsContract = {
  start: write
    .route({
      method: 'POST',
      path: '/previews',
      tags,
      successStatus: 202,
      inputStructure: 'detailed',
      summary: 'Compute what a change would do: places, overfull slots, moves, waits. Nothing changes yet',
    })
    .errors(errors('CHECKPOINT_NOT_FOUND', 'REGIME_NOT_FOUND', 'CLOSURE_NOT_FOUND', 'SHIFT_NOT_FOUND'))
    .input(z.object({ headers: writeHeadersSchema, body: z.object({ change: changeSchema }) }))
    .output(previewSchema),
  get: read
    .route({ method: 'GET', path: '/previews/{previewId}', tags, summary: 'A preview with its progress and figures' })
    .errors(errors('PREVIEW_NOT_FOUND'))
    .input(previewParams)
    .output(previewSchema),
  listSlots: read
    .route({
      method: 'GET',
      path: '/previews/{previewId}/slots',
      tags,
      summary: 'Capacity by hour before and after, with the waits',
    })
    .errors(errors('PREVIEW_NOT_FOUND', 'PREVIEW_NOT_READY'))
    .input(
      previewParams.extend({
        checkpointId: z.string().optional(),
        direction: directionSchema.optional(),
        ...pageQuerySchema(1000, 400),
      }),
    )
    .output(pageSchema(previewSlotSchema)),
  listMoves: read
    .route({
      method: 'GET',
      path: '/previews/{previewId}/moves',
      tags,
      summary: 'The bookings that would move, those without a place first',
    })
    .errors(errors('PREVIEW_NOT_FOUND', 'PREVIEW_NOT_READY'))
    .input(
      previewParams.extend({
        checkpointId: z.string().optional(),
        group: cargoGroupSchema.optional(),
        ...pageQuerySchema(500, 100),
      }),
    )
    .output(pageSchema(previewMoveSchema)),
  apply: write
    .route({
      method: 'POST',
      path: '/previews/{previewId}/apply',
      tags,
      inputStructure: 'detailed',
      summary: 'Make the change and its moves, all or nothing; refused where the world is no longer as previewed',
    })
    .errors(errors('PREVIEW_NOT_FOUND', 'PREVIEW_NOT_READY', 'PREVIEW_STALE'))
    .input(z.object({ headers: writeHeadersSchema, params: previewParams, body: z.object({}).optional() }))
    .output(previewSchema),
  whatIf: read
    .route({
      method: 'POST',
      path: '/what-ifs',
      tags,
      successStatus: 200,
      summary: 'Capacity and simulated waits by hour for other lanes, shares and minutes; keeps nothing',
    })
    .errors(errors('CHECKPOINT_NOT_FOUND', 'BROKEN_JSON'))
    .input(whatIfInput)
    .output(
      z.object({
        hours: z.array(whatIfHourSchema),
        overfull: z.int().describe('bookings beyond the places after the change'),
        replications: z.int(),
      }),
    ),
};
