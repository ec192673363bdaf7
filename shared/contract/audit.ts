import { z } from 'zod';
import { instantSchema, pageQuerySchema, pageSchema } from '../words.ts';
import { read } from './endpoint.ts';

const rowSchema = z.record(z.string(), z.unknown());

/** One change: who, when, what it was before and after, and why. */
export const auditEntrySchema = z.object({
  number: z.int().describe('in the order of writing'),
  at: instantSchema,
  actor: z.object({
    kind: z
      .enum(['person', 'job', 'organisation', 'database'])
      .describe('organisation: whoever acted for it; database: a statement that did not say for whom'),
    id: z.string().describe('of the user or organisation, or the name of the job or database role'),
    name: z.string().nullable().describe('of the user or organisation, as it is now'),
    role: z.string().nullable().describe('of the user, as it was then'),
  }),
  subject: z.object({
    kind: z.string().describe('such as booking, closure or member'),
    id: z.string().describe('keys of several columns are joined by /'),
  }),
  action: z.enum(['added', 'changed', 'removed']),
  before: rowSchema.nullable().describe('of a change, only what changed'),
  after: rowSchema.nullable(),
  reason: z.string().nullable(),
});
export type AuditEntry = z.infer<typeof auditEntrySchema>;

const filterSchema = {
  subjectKind: z
    .string()
    .regex(/^[a-z-]{1,40}$/)
    .optional(),
  subjectId: z.string().min(1).max(200).optional(),
  actor: z.string().min(1).max(200).optional().describe('id of a user, organisation or job'),
  from: instantSchema.optional(),
  to: instantSchema.optional(),
};

const csvResponse = { description: 'OK', content: { 'text/csv': { schema: { type: 'string' as const } } } };

export const auditContract = {
  list: read
    .route({ method: 'GET', path: '/audit', tags: ['audit'], summary: 'Who changed what, when and why; newest first' })
    .input(z.object({ ...filterSchema, ...pageQuerySchema(200, 50) }))
    .output(pageSchema(auditEntrySchema)),
  csv: read
    .route({
      method: 'GET',
      path: '/audit.csv',
      tags: ['audit'],
      outputStructure: 'detailed',
      summary: 'The same as CSV, from the oldest on, as long as it is',
      // A stream has no schema of its own.
      spec: (operation) => ({ ...operation, responses: { ...operation.responses, 200: csvResponse } }),
    })
    .input(z.object(filterSchema))
    .output(
      z.object({
        headers: z.record(z.string(), z.string()),
        body: z.custom<ReadableStream<Uint8Array>>((body) => body instanceof ReadableStream).describe('text/csv'),
      }),
    ),
};
