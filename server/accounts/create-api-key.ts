import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { type Actor, actAs } from '../platform/database/act-as.ts';
import type { Database } from '../platform/database/client.ts';
import { oncePerKey, type WriteIntent } from '../platform/database/once-per-key.ts';
import { apiError } from '../platform/http/errors.ts';
import { apiKeyView } from './api-key-view.ts';

/** By which a key is known where it was pasted by mistake; nothing that better-auth makes looks like it. */
export const apiKeyPrefix = 'otkel_';
/** Keys that open something, of one organisation: as many as a carrier has programs, and no more than a person can look through. */
const keysMax = 20;
const startLength = apiKeyPrefix.length + 6;

/** SHA-256, without salt: a key of 256 random bits cannot be guessed from it, and is found by it. */
export const hashApiKey = (key: string): string => createHash('sha256').update(key).digest('base64url');

export interface NewApiKey {
  organisationId: string;
  actor: Actor;
  name: string;
  expiresAt: Date | undefined;
}

/**
 * Makes a key, by which a program calls as a dispatcher of the organisation. It is in this answer and nowhere else: only its hash is kept.
 *
 * @throws apiError INVALID_INPUT where it has expired already, TOO_MANY_API_KEYS, IDEMPOTENCY_KEY_REUSED; API_KEY_SHOWN for a repeat: what was shown
 *   cannot be shown again, and whoever has lost it makes another one
 */
export async function createApiKey(
  db: Database,
  now: Date,
  intent: WriteIntent,
  { organisationId, actor, name, expiresAt }: NewApiKey,
) {
  if (expiresAt && expiresAt <= now)
    throw apiError('INVALID_INPUT', { field: 'body.expiresAt', hint: 'it must be in the future' });
  const key = `${apiKeyPrefix}${randomBytes(32).toString('base64url')}`;
  const fresh = randomUUID();
  const id = await oncePerKey(db, intent, now, async (transaction) => {
    // Two at once would both count the keys without the other.
    await transaction.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended('api-keys/' || ${organisationId}, 0))::text`;
    const open = await transaction.apiKey.count({
      where: { organisationId, revokedAt: null, OR: [{ expiresAt: null }, { expiresAt: { gt: now } }] },
    });
    if (open >= keysMax) throw apiError('TOO_MANY_API_KEYS', { hint: `revoke one first: at most ${keysMax}` });
    await actAs(transaction, actor, now);
    await transaction.apiKey.create({
      data: {
        ...{ id: fresh, organisationId, name, madeAt: now, madeBy: actor.id },
        ...{ start: key.slice(0, startLength), hash: hashApiKey(key), expiresAt: expiresAt ?? null },
      },
    });
    return fresh;
  });
  if (id !== fresh)
    throw apiError('API_KEY_SHOWN', { field: 'idempotency-key', hint: 'revoke it, and make another one' });
  const row = await db.apiKey.findUniqueOrThrow({ where: { id } });
  return { ...apiKeyView(row), key };
}
