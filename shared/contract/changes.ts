import { z } from 'zod';
import { directionSchema, instantSchema, sideSchema } from '../words.ts';
import { regimeDraftSchema, serversOpenSchema } from './regimes.ts';

const reasonSchema = z.string().trim().min(3).max(500);
const clockSchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'HH:mm');
const daySchema = z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'MM-dd');

/** Everything that changes what a checkpoint can take. Each goes the same way: preview, look, apply. */
export const changeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('regime'), regime: regimeDraftSchema }),
  z.object({
    kind: z.literal('end-regime'),
    regimeId: z.uuid(),
    endsAt: instantSchema.nullable().describe('null: now'),
    reason: reasonSchema,
  }),
  z.object({
    kind: z.literal('closure'),
    checkpointId: z.string(),
    direction: directionSchema.nullable(),
    startsAt: instantSchema,
    endsAt: instantSchema,
    reason: reasonSchema,
  }),
  z.object({ kind: z.literal('end-closure'), closureId: z.uuid(), reason: reasonSchema }),
  z.object({
    kind: z.literal('shift'),
    checkpointId: z.string(),
    direction: directionSchema.nullable(),
    side: sideSchema,
    startsAt: instantSchema,
    endsAt: instantSchema,
    open: serversOpenSchema.refine((open) => Object.keys(open).length > 0, 'name lanes, scanners or bays'),
    reason: reasonSchema,
  }),
  z.object({ kind: z.literal('end-shift'), shiftId: z.uuid(), reason: reasonSchema }),
  z.object({
    kind: z.literal('hours').describe('when the checkpoint is open'),
    checkpointId: z.string(),
    status: z.enum(['open', 'closed']),
    hours: z
      .object({ opensAt: clockSchema, closesAt: clockSchema })
      .nullable()
      .describe('on the Kazakh clock; null is round the clock'),
    season: z.object({ from: daySchema, to: daySchema }).nullable(),
    reason: reasonSchema,
  }),
  z.object({
    kind: z.literal('calendar').describe('lanes and minutes of every day'),
    checkpointId: z.string(),
    direction: directionSchema.nullable(),
    side: sideSchema,
    fromLocalHour: z.int().min(0).max(23),
    toLocalHour: z.int().min(0).max(23).describe('included; before fromLocalHour: over midnight'),
    set: z
      .object({
        ...serversOpenSchema.shape,
        documentMinutes: z.number().positive().max(1440).optional(),
        scanMinutes: z.number().positive().max(1440).optional(),
        examinationMinutes: z.number().positive().max(1440).optional(),
        scanShare: z.number().min(0).max(1).optional(),
        examinationShare: z.number().min(0).max(1).optional(),
      })
      .refine((set) => Object.keys(set).length > 0, 'name at least one thing that changes'),
    reason: reasonSchema,
  }),
  z.object({
    kind: z.literal('transfer').describe('trucks that wish for one checkpoint are sent to another'),
    fromCheckpointId: z.string(),
    toCheckpointId: z.string(),
    direction: directionSchema,
    startsAt: instantSchema.describe('of the slots that give trucks away'),
    endsAt: instantSchema,
    trucks: z.int().min(1).max(2000).describe('at most so many; fewer where the other has no room'),
    reason: reasonSchema,
  }),
]);
export type Change = z.infer<typeof changeSchema>;
