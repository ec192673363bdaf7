import { z } from 'zod';
import { directionSchema, instantSchema, pageQuerySchema, pageSchema } from '../words.ts';
import { errors, read, write, writeHeadersSchema } from './endpoint.ts';

/** A booking that was not used, on the record of its carrier. */
export const conductEntrySchema = z.object({
  id: z.uuid(),
  organisationName: z.string(),
  bookingId: z.uuid(),
  plate: z.string(),
  checkpointId: z.string(),
  direction: directionSchema,
  slotStartsAt: instantSchema,
  kind: z.enum(['no-show', 'late-cancellation']),
  at: instantSchema,
  points: z.number().describe('when it was made'),
  pointsNow: z.number().describe('half as many after each half-life; 0 when excused'),
  state: z
    .enum(['counted', 'excused', 'appealed', 'upheld', 'waived'])
    .describe('excused: by itself; waived and upheld: on appeal'),
  excuse: z
    .enum(['checkpoint-closed', 'slot-moved', 'queue-late', 'leg-before-late', 'sailing-changed', 'truck-came'])
    .nullable(),
  appeal: z.string().nullable(),
  appealedAt: instantSchema.nullable(),
  decision: z.string().nullable(),
  decidedAt: instantSchema.nullable(),
});
export type ConductEntry = z.infer<typeof conductEntrySchema>;

export const conductSchema = z.object({
  asOf: instantSchema,
  points: z.number(),
  halfLifeDays: z.number(),
  threshold: z.number().describe('from here on the carrier has a smaller share of a slot'),
  isReduced: z.boolean(),
  carrierSlotShare: z.number().describe('of a slot, as it is for this carrier now'),
  source: z.string().describe('where these rules come from'),
});
export type Conduct = z.infer<typeof conductSchema>;

const tags = ['no-shows'];
const params = z.object({ entryId: z.uuid() });
const decision = z.object({
  headers: writeHeadersSchema,
  params,
  body: z.object({ reason: z.string().trim().min(3).max(500) }),
});

export const conductContract = {
  get: read
    .route({ method: 'GET', path: '/no-show-record', tags, summary: 'The no-show record of your organisation' })
    .output(conductSchema),
  list: read
    .route({
      method: 'GET',
      path: '/no-show-record/entries',
      tags,
      summary: 'Its entries, newest first; for planners those under appeal',
    })
    .input(z.object({ state: conductEntrySchema.shape.state.optional(), ...pageQuerySchema(200, 50) }))
    .output(pageSchema(conductEntrySchema)),
  appeal: write
    .route({
      method: 'POST',
      path: '/no-show-record/entries/{entryId}/appeal',
      tags,
      inputStructure: 'detailed',
      summary: 'Say why it should not count; once, within 30 days',
    })
    .errors(errors('CONDUCT_ENTRY_NOT_FOUND', 'APPEAL_NOT_POSSIBLE'))
    .input(decision)
    .output(conductEntrySchema),
  waive: write
    .route({
      method: 'POST',
      path: '/no-show-record/entries/{entryId}/waive',
      tags,
      inputStructure: 'detailed',
      summary: 'Grant an appeal',
    })
    .errors(errors('CONDUCT_ENTRY_NOT_FOUND', 'APPEAL_NOT_POSSIBLE'))
    .input(decision)
    .output(conductEntrySchema),
  uphold: write
    .route({
      method: 'POST',
      path: '/no-show-record/entries/{entryId}/uphold',
      tags,
      inputStructure: 'detailed',
      summary: 'Refuse an appeal',
    })
    .errors(errors('CONDUCT_ENTRY_NOT_FOUND', 'APPEAL_NOT_POSSIBLE'))
    .input(decision)
    .output(conductEntrySchema),
};
