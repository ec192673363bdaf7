import { implement } from '@orpc/server';
import { contract } from '../../shared/contract/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/client.ts';
import { writeIntent } from '../platform/database/once-per-key.ts';
import { actorOf, type Context, getOrganisation } from './caller.ts';
import { createApiKey } from './create-api-key.ts';
import { listApiKeys } from './list-api-keys.ts';
import { revokeApiKey } from './revoke-api-key.ts';

export interface ApiKeysParts {
  db: Database;
  clock: Clock;
}

export function createApiKeysRouter({ db, clock }: ApiKeysParts) {
  const os = implement(contract.apiKeys).$context<Context>();
  const own = ({ caller }: Context) => ({ organisationId: getOrganisation(caller).id, actor: actorOf(caller) });
  return os.router({
    list: os.list.handler(({ input, context }) => listApiKeys(db, own(context).organisationId, input)),
    create: os.create.handler(({ input: { headers, body }, context }) => {
      const key = headers['idempotency-key'];
      const intent = writeIntent(own(context).organisationId, key, ['apiKeys.create', body]);
      const expiresAt = body.expiresAt === undefined ? undefined : new Date(body.expiresAt);
      return createApiKey(db, clock.now(), intent, { ...own(context), name: body.name, expiresAt });
    }),
    revoke: os.revoke.handler(({ input: { headers, params }, context }) => {
      const intent = writeIntent(own(context).organisationId, headers['idempotency-key'], ['apiKeys.revoke', params]);
      return revokeApiKey(db, clock.now(), intent, { ...own(context), keyId: params.keyId });
    }),
  });
}
