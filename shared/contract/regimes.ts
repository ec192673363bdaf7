import { z } from 'zod';
import {
  channelSchema,
  countrySchema,
  directionSchema,
  instantSchema,
  pageQuerySchema,
  pageSchema,
  sideSchema,
} from '../words.ts';
import { errors, read } from './endpoint.ts';

const serversSchema = z.int().min(0).max(100);
const minutesSchema = z.number().positive().max(1440).describe('per truck at one server');
const shareSchema = z.number().min(0).max(1);
const sharesByChannelSchema = z
  .partialRecord(channelSchema, shareSchema)
  .describe('of the trucks of each channel; one that is not named keeps its share');

/** What a side has open, as far as it is named; the rest stays as it is. */
export const serversOpenSchema = z.object({
  lanes: serversSchema.optional(),
  scanners: serversSchema.optional(),
  bays: serversSchema.optional(),
});

/** What a regime sets at its side, as far as it names it. Servers and pace hold for all trucks, minutes and shares for those in its scope. */
export const regimeEffectSchema = z
  .object({
    ...serversOpenSchema.shape,
    documentMinutes: minutesSchema.optional(),
    scanMinutes: minutesSchema.optional(),
    examinationMinutes: minutesSchema.optional(),
    scanShares: sharesByChannelSchema.optional(),
    examinationShares: sharesByChannelSchema.optional(),
    paceFactor: z
      .number()
      .min(0.01)
      .max(1)
      .optional()
      .describe(
        'the side takes this share of the trucks it would take, such as 0.81 where it announced 650 a day instead of 800',
      ),
  })
  .refine((effect) => Object.keys(effect).length > 0, 'name at least one thing that changes');
export type RegimeEffect = z.infer<typeof regimeEffectSchema>;

/** Whom a regime is about. */
export const regimeScopeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('all') }),
  z.object({
    kind: z.literal('hs-chapters'),
    chapters: z
      .array(z.string().regex(/^\d{2}$/, 'two digits'))
      .min(1)
      .max(97),
  }),
  z.object({ kind: z.literal('origins'), countries: z.array(countrySchema).min(1).max(50) }),
  z.object({
    kind: z.literal('vehicle-countries'),
    countries: z
      .array(countrySchema)
      .min(1)
      .max(50)
      .describe('nationality of the carrier, by where its vehicle is registered'),
  }),
]);
export type RegimeScope = z.infer<typeof regimeScopeSchema>;

/** How trucks divide into channels, and what share of them the scope holds: measured over the bookings at hand when the regime was previewed. */
export const trafficMixSchema = z.object({
  inScopeShare: shareSchema,
  channels: z.record(channelSchema, shareSchema).describe('of the trucks in scope; they add up to 1'),
  trucks: z.int().min(0).describe('how many it was measured over; 0: none, and all are taken to be green'),
});
export type TrafficMix = z.infer<typeof trafficMixSchema>;

const periodFields = {
  startsAt: instantSchema,
  endsAt: instantSchema.nullable().describe('null: until it is ended'),
};

/** What a planner announces. */
export const regimeDraftSchema = z.object({
  checkpointIds: z.array(z.string()).min(1).max(45),
  side: sideSchema,
  direction: directionSchema.nullable().describe('null: both'),
  ...periodFields,
  effect: regimeEffectSchema,
  scope: regimeScopeSchema,
  cause: z.string().trim().min(3).max(500),
  source: z.string().trim().min(3).max(500).describe('who said so, and where'),
  templateId: z.string().max(100).nullable().default(null),
  proposalId: z.uuid().nullable().default(null).describe('the measured proposal that it follows'),
});
export type RegimeDraft = z.infer<typeof regimeDraftSchema>;

/** An announced period of other inspection shares, minutes or lanes at one side of checkpoints: the heavier load. */
export const regimeSchema = regimeDraftSchema.extend({
  id: z.uuid(),
  state: z.enum(['coming', 'in-force', 'over']).describe('as of now'),
  mix: trafficMixSchema,
  madeAt: instantSchema,
  endedAt: instantSchema.nullable().describe('a planner ended it: it does not count from here on'),
  endReason: z.string().nullable(),
});
export type Regime = z.infer<typeof regimeSchema>;

/** A known pattern of heavier inspections, to start a draft from. */
export const regimeTemplateSchema = z.object({
  id: z.string(),
  side: sideSchema,
  effect: regimeEffectSchema,
  hours: z.int().nullable().describe('how long the episode lasted; null: open'),
  observed: z.string().describe('what was reported then, in words'),
  source: z.string(),
  assumed: z.array(z.string()).describe('which of the numbers are ours and not published'),
});
export type RegimeTemplate = z.infer<typeof regimeTemplateSchema>;

/** Other lanes, scanners or bays than the calendar says, for a shift. */
export const shiftSchema = z.object({
  id: z.uuid(),
  checkpointId: z.string(),
  direction: directionSchema.nullable(),
  side: sideSchema,
  startsAt: instantSchema,
  endsAt: instantSchema,
  open: serversOpenSchema,
  reason: z.string(),
  madeAt: instantSchema,
});
export type Shift = z.infer<typeof shiftSchema>;

/** What one side has open in one hour of its own clock by the calendar, before shifts and regimes. */
export const sideHourSchema = z.object({
  direction: directionSchema,
  side: sideSchema,
  localHour: z.int().min(0).max(23),
  lanes: z.int(),
  scanners: z.int(),
  bays: z.int(),
  documentMinutes: z.number(),
  scanMinutes: z.number(),
  examinationMinutes: z.number(),
  scanShare: z.number(),
  examinationShare: z.number(),
  assumed: z.array(z.string()),
});

const tags = ['regimes'];

export const regimesContract = {
  list: read
    .route({
      method: 'GET',
      path: '/regimes',
      tags,
      summary: 'Inspection regimes, the newest first; those in force and coming unless over is asked for',
    })
    .errors(errors('CHECKPOINT_NOT_FOUND'))
    .input(
      z.object({
        checkpointId: z.string().optional(),
        over: z.stringbool().default(false),
        ...pageQuerySchema(100, 50),
      }),
    )
    .output(pageSchema(regimeSchema)),
  get: read
    .route({ method: 'GET', path: '/regimes/{regimeId}', tags, summary: 'One regime' })
    .errors(errors('REGIME_NOT_FOUND'))
    .input(z.object({ regimeId: z.uuid() }))
    .output(regimeSchema),
  templates: read
    .route({
      method: 'GET',
      path: '/regime-templates',
      tags,
      summary: 'Patterns of heavier inspections that were really seen',
    })
    .output(z.object({ items: z.array(regimeTemplateSchema) })),
  getCalendar: read
    .route({
      method: 'GET',
      path: '/checkpoints/{checkpointId}/calendar',
      tags,
      summary: 'What each side has open by hour of its own clock, and the shifts that are not over',
    })
    .errors(errors('CHECKPOINT_NOT_FOUND'))
    .input(z.object({ checkpointId: z.string() }))
    .output(z.object({ hours: z.array(sideHourSchema), shifts: z.array(shiftSchema) })),
};
