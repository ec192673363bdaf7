import { implement } from '@orpc/server';
import { accountsContract } from '../../shared/contract/accounts.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/client.ts';
import type { Context } from './caller.ts';
import { createAccount } from './create-account.ts';
import { createOrganisation } from './create-organisation.ts';
import { guard } from './guard.ts';
import { listAccounts } from './list-accounts.ts';
import { listOrganisations } from './list-organisations.ts';

export function createAccountsRouter(parts: { db: Database; clock: Clock }) {
  const endpoints = implement(accountsContract).$context<Context>().use(guard);
  return endpoints.router({
    me: endpoints.me.handler(({ context }) => context.caller),
    listOrganisations: endpoints.listOrganisations.handler(({ input }) => listOrganisations(parts.db, input)),
    createOrganisation: endpoints.createOrganisation.handler(({ input: { headers, body }, context }) =>
      createOrganisation(parts, context.caller, headers['idempotency-key'], body),
    ),
    list: endpoints.list.handler(({ input }) => listAccounts(parts.db, input)),
    create: endpoints.create.handler(({ input: { headers, body }, context }) =>
      createAccount(parts, context.caller, headers['idempotency-key'], body),
    ),
  });
}
