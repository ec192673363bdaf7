import { z } from 'zod';
import { instantSchema, pageQuerySchema, pageSchema } from '../words.ts';
import { errors, read, write, writeHeadersSchema } from './endpoint.ts';
import { tableBroken, tableProblemSchema } from './fleet.ts';
import { newApplicationSchema } from './plans.ts';

/** A table of applications that was pasted: its good rows wait for a confirmation, its bad ones say what is wrong. */
export const draftSchema = z.object({
  id: z.uuid(),
  state: z.enum(['open', 'confirmed', 'discarded']),
  madeAt: instantSchema,
  decidedAt: instantSchema.nullable(),
  rows: z.int(),
  good: z.array(z.object({ row: z.int(), application: newApplicationSchema })),
  columns: z.array(z.string()).describe('the header, as it was pasted'),
  bad: z
    .array(z.object({ row: z.int(), cells: z.array(z.string()) }))
    .describe('the rows with a problem, as they were pasted: to be corrected and pasted again'),
  problems: z.array(tableProblemSchema).describe('of the bad rows; of row 0: columns that were left unread'),
  submitted: z
    .array(
      z.object({
        row: z.int(),
        applicationId: z.uuid(),
        code: z.string().nullable().describe('why it was refused; null: it is an application'),
      }),
    )
    .describe('after the confirmation'),
});
export type Draft = z.infer<typeof draftSchema>;

const tags = ['applications'];
const params = z.object({ draftId: z.uuid() });

export const draftsContract = {
  paste: write
    .route({
      method: 'POST',
      path: '/application-drafts',
      tags,
      successStatus: 201,
      inputStructure: 'detailed',
      summary: 'Read a pasted table; nothing is applied for until it is confirmed',
    })
    .errors(tableBroken)
    .input(z.object({ headers: writeHeadersSchema, body: z.object({ table: z.string().min(1).max(90_000) }) }))
    .output(draftSchema),
  list: read
    .route({ method: 'GET', path: '/application-drafts', tags, summary: 'Pasted tables of your organisation' })
    .input(z.object(pageQuerySchema(50, 10)))
    .output(pageSchema(draftSchema)),
  get: read
    .route({ method: 'GET', path: '/application-drafts/{draftId}', tags, summary: 'One pasted table' })
    .errors(errors('DRAFT_NOT_FOUND'))
    .input(params)
    .output(draftSchema),
  confirm: write
    .route({
      method: 'POST',
      path: '/application-drafts/{draftId}/confirm',
      tags,
      inputStructure: 'detailed',
      summary: 'Apply for its good rows',
    })
    .errors(errors('DRAFT_NOT_FOUND', 'DRAFT_DECIDED', 'SCREENING_STALE'))
    .input(z.object({ headers: writeHeadersSchema, params }))
    .output(draftSchema),
  discard: write
    .route({
      method: 'POST',
      path: '/application-drafts/{draftId}/discard',
      tags,
      inputStructure: 'detailed',
      summary: 'Forget it',
    })
    .errors(errors('DRAFT_NOT_FOUND', 'DRAFT_DECIDED'))
    .input(z.object({ headers: writeHeadersSchema, params }))
    .output(draftSchema),
};
