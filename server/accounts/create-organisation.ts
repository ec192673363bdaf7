import { randomUUID } from 'node:crypto';
import type { Organisation } from '../../shared/contract/accounts.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/client.ts';
import { oncePerKey, writeIntent } from '../platform/database/once-per-key.ts';
import { type Caller, getUserId } from './caller.ts';

export interface NewOrganisation {
  name: string;
  kind: Organisation['kind'];
}

/** Names are not unique in life, so neither are they here. @throws IDEMPOTENCY_KEY_REUSED */
export async function createOrganisation(
  { db, clock }: { db: Database; clock: Clock },
  caller: Caller,
  key: string,
  { name, kind }: NewOrganisation,
): Promise<Organisation> {
  const now = clock.now();
  const intent = writeIntent(getUserId(caller), key, ['accounts.createOrganisation', name, kind]);
  return oncePerKey(db, intent, now, async (tx) => {
    const organisation = { id: randomUUID(), name, kind };
    await tx.organization.create({ data: { ...organisation, slug: organisation.id, createdAt: now } });
    return organisation;
  });
}
