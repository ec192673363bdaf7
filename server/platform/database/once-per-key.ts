import { createHash } from 'node:crypto';
import { apiError } from '../http/errors.ts';
import type { Database } from './client.ts';
import type { Prisma } from './generated/client.ts';
import { findRefusal } from './refusal.ts';

/** One wish of one caller to write: the same key again is the same wish, and the hash tells whether it is. */
export interface WriteIntent {
  /** Whose keys these are: an organisation's, or a user's where there is none. */
  scope: string;
  key: string;
  requestHash: string;
}

/** @param request the name of the endpoint and all that was sent to it, as plain JSON values */
export function writeIntent(scope: string, key: string, request: unknown): WriteIntent {
  return { scope, key, requestHash: createHash('sha256').update(JSON.stringify(request)).digest('base64url') };
}

/**
 * Runs a write and keeps its outcome under the key, in one transaction; a second call with the key waits for the first and gets its
 * outcome. For the rare writes of planners and administrators: a claim on a slot does all of this in one statement (hold_slot).
 */
export function oncePerKey<Outcome extends Prisma.InputJsonValue>(
  db: Database,
  intent: WriteIntent,
  now: Date,
  run: (transaction: Prisma.TransactionClient) => Promise<Outcome>,
): Promise<Outcome> {
  return db.$transaction(async (transaction) => {
    const [taken] = await takeKey(transaction, intent, now);
    if (taken?.known != null) return taken.known as Outcome;
    const outcome = await run(transaction);
    await transaction.writeKey.update({
      where: { scope_key: { scope: intent.scope, key: intent.key } },
      data: { outcome },
    });
    return outcome;
  });
}

async function takeKey(transaction: Prisma.TransactionClient, intent: WriteIntent, now: Date) {
  try {
    return await transaction.$queryRaw<{ known: unknown }[]>`
      SELECT take_write_key(${intent.scope}, ${intent.key}, ${intent.requestHash}, NULL, ${now}) AS known`;
  } catch (error) {
    const refusal = findRefusal(error);
    if (refusal?.kind === 'rule' && refusal.code === 'IDEMPOTENCY_KEY_REUSED')
      throw apiError(refusal.code, { field: 'idempotency-key' });
    throw error;
  }
}
