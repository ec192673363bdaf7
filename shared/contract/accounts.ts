import { z } from 'zod';
import { pageQuerySchema, pageSchema, roleSchema } from '../words.ts';
import { errors, read, write, writeHeadersSchema } from './endpoint.ts';

export const organisationSchema = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(['carrier', 'authority']),
});
export type Organisation = z.infer<typeof organisationSchema>;

/** Who is calling. The anonymous have a role too: they read what is public. */
export const callerSchema = z.object({
  role: roleSchema,
  userId: z.string().nullable(),
  name: z.string().nullable(),
  email: z.string().nullable(),
  organisation: organisationSchema.nullable(),
  checkpointIds: z.array(z.string()).describe('the checkpoints an officer works at'),
});
export type CallerView = z.infer<typeof callerSchema>;

/** Somebody who has not signed in. */
export const anonymous: CallerView = {
  role: 'anonymous',
  userId: null,
  name: null,
  email: null,
  organisation: null,
  checkpointIds: [],
};

export const accountSchema = callerSchema.extend({ userId: z.string(), name: z.string(), email: z.string() });

const tags = ['accounts'];

export const accountsContract = {
  me: read.route({ method: 'GET', path: '/me', tags, summary: 'Who you are to Otkel' }).output(callerSchema),
  listOrganisations: read
    .route({ method: 'GET', path: '/organisations', tags, summary: 'All organisations' })
    .input(z.object(pageQuerySchema(200, 100)))
    .output(pageSchema(organisationSchema)),
  createOrganisation: write
    .route({
      method: 'POST',
      path: '/organisations',
      tags,
      successStatus: 201,
      inputStructure: 'detailed',
      summary: 'Register an organisation',
    })
    .input(
      z.object({
        headers: writeHeadersSchema,
        body: z.object({ name: z.string().trim().min(2).max(200), kind: z.enum(['carrier', 'authority']) }),
      }),
    )
    .output(organisationSchema),
  list: read
    .route({ method: 'GET', path: '/accounts', tags, summary: 'All accounts' })
    .input(z.object(pageQuerySchema(200, 100)))
    .output(pageSchema(accountSchema)),
  create: write
    .route({
      method: 'POST',
      path: '/accounts',
      tags,
      successStatus: 201,
      inputStructure: 'detailed',
      summary: 'Make an account in an organisation',
    })
    .errors(errors('EMAIL_TAKEN', 'ORGANISATION_NOT_FOUND', 'CHECKPOINT_NOT_FOUND'))
    .input(
      z.object({
        headers: writeHeadersSchema,
        body: z.object({
          email: z.email(),
          name: z.string().trim().min(1).max(200),
          password: z.string().min(12).max(128).describe('at least 12 characters; the owner can change it'),
          role: z.enum(['dispatcher', 'officer', 'planner', 'reviewer', 'administrator']),
          organisationId: z.string().optional().describe('needed for all but administrators'),
          checkpointIds: z.array(z.string()).max(50).default([]).describe('for officers'),
        }),
      }),
    )
    .output(accountSchema),
};
