import { z } from 'zod';
import { instantSchema, pageQuerySchema, pageSchema } from '../words.ts';
import { errors, read, write, writeHeadersSchema } from './endpoint.ts';

/** A key by which a program of a carrier calls, as a dispatcher. Only its hash is kept. */
export const apiKeySchema = z.object({
  id: z.uuid(),
  name: z.string(),
  start: z.string().describe('its first characters, to know it by'),
  madeBy: z.string(),
  madeAt: instantSchema,
  lastUsedAt: instantSchema.nullable().describe('to the hour'),
  expiresAt: instantSchema.nullable(),
  revokedAt: instantSchema.nullable(),
});
export type ApiKey = z.infer<typeof apiKeySchema>;

const tags = ['api keys'];

export const apiKeysContract = {
  list: read
    .route({ method: 'GET', path: '/api-keys', tags, summary: 'API keys of your organisation' })
    .input(z.object(pageQuerySchema(100, 50)))
    .output(pageSchema(apiKeySchema)),
  create: write
    .route({
      method: 'POST',
      path: '/api-keys',
      tags,
      successStatus: 201,
      inputStructure: 'detailed',
      summary: 'Make a key; it is shown this once, and sent as Authorization: Bearer',
    })
    .errors(errors('TOO_MANY_API_KEYS', 'API_KEY_SHOWN'))
    .input(
      z.object({
        headers: writeHeadersSchema,
        body: z.object({ name: z.string().trim().min(1).max(80), expiresAt: instantSchema.optional() }),
      }),
    )
    .output(apiKeySchema.extend({ key: z.string() })),
  revoke: write
    .route({
      method: 'POST',
      path: '/api-keys/{keyId}/revoke',
      tags,
      inputStructure: 'detailed',
      summary: 'It opens nothing from now on',
    })
    .errors(errors('API_KEY_NOT_FOUND'))
    .input(z.object({ headers: writeHeadersSchema, params: z.object({ keyId: z.uuid() }) }))
    .output(apiKeySchema),
};
