import type { ApiKey } from '../../shared/contract/api-keys.ts';
import { type Actor, actAs } from '../platform/database/act-as.ts';
import type { Database } from '../platform/database/client.ts';
import { oncePerKey, type WriteIntent } from '../platform/database/once-per-key.ts';
import { apiError } from '../platform/http/errors.ts';
import { apiKeyView } from './api-key-view.ts';

/** From the next request on it opens nothing; one that was revoked stays so. @throws apiError API_KEY_NOT_FOUND (also for another organisation's) */
export async function revokeApiKey(
  db: Database,
  now: Date,
  intent: WriteIntent,
  { organisationId, actor, keyId }: { organisationId: string; actor: Actor; keyId: string },
): Promise<ApiKey> {
  await oncePerKey(db, intent, now, async (transaction) => {
    await actAs(transaction, actor, now);
    const where = { id: keyId, organisationId };
    const { count } = await transaction.apiKey.updateMany({
      where: { ...where, revokedAt: null },
      data: { revokedAt: now },
    });
    if (count === 0 && !(await transaction.apiKey.findFirst({ where })))
      throw apiError('API_KEY_NOT_FOUND', { field: 'keyId' });
    return true;
  });
  return apiKeyView(await db.apiKey.findUniqueOrThrow({ where: { id: keyId } }));
}
