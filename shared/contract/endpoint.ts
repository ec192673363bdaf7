import { oc } from '@orpc/contract';
import { z } from 'zod';
import { type ErrorCode, errorDetailSchema, errorTable } from '../errors.ts';

type ErrorEntry = { status: number; message: string; data: typeof errorDetailSchema };

/** The entries of the error table that one endpoint can answer with, for its contract and its page in the API's documentation. */
export function errors<const Code extends ErrorCode>(...codes: Code[]): Record<Code, ErrorEntry> {
  const entries = codes.map((code): [Code, ErrorEntry] => [code, { ...errorTable[code], data: errorDetailSchema }]);
  return Object.fromEntries(entries) as Record<Code, ErrorEntry>;
}

/** An endpoint that changes nothing. */
export const read = oc.errors(errors('INVALID_INPUT', 'NOT_SIGNED_IN', 'NOT_ALLOWED', 'TOO_MANY_REQUESTS', 'INTERNAL'));

/** An endpoint that writes: always with an Idempotency-Key, so that it is safe to repeat. */
export const write = read.errors(errors('IDEMPOTENCY_KEY_REUSED', 'BROKEN_JSON', 'BODY_TOO_LARGE'));

/** Headers of every write. The same key again gives the same answer and no second write. */
export const writeHeadersSchema = z.object({
  'idempotency-key': z
    .string({ error: 'every write needs an Idempotency-Key header' })
    .min(8)
    .max(200)
    .describe('8 to 200 characters, new for each intent; a UUID is good'),
});
