import { implement } from '@orpc/server';
import { contract } from '../../shared/contract/index.ts';
import { actorOf, type Context, getOrganisation } from '../accounts/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/client.ts';
import { writeIntent } from '../platform/database/once-per-key.ts';
import { appealEntry } from './appeal-entry.ts';
import { decideAppeal } from './decide-appeal.ts';
import { getConduct } from './get-conduct.ts';
import { listEntries } from './list-entries.ts';

export interface ConductParts {
  db: Database;
  clock: Clock;
}

export function createConductRouter({ db, clock }: ConductParts) {
  const os = implement(contract.conduct).$context<Context>();
  const own = ({ caller }: Context) => getOrganisation(caller).id;
  interface Decision {
    headers: { 'idempotency-key': string };
    params: { entryId: string };
    body: { reason: string };
  }
  const intent = (context: Context, endpoint: string, { headers, ...request }: Decision) =>
    writeIntent(own(context), headers['idempotency-key'], [endpoint, request]);
  const decide = (context: Context, state: 'waived' | 'upheld', input: Decision) =>
    decideAppeal(db, clock.now(), intent(context, `conduct.${state}`, input), {
      ...{ actor: actorOf(context.caller), entryId: input.params.entryId, state, reason: input.body.reason },
    });

  return os.router({
    get: os.get.handler(({ context }) => getConduct(db, clock.now(), own(context))),
    list: os.list.handler(({ input, context }) =>
      listEntries(db, clock.now(), context.caller.role === 'planner' ? undefined : own(context), input),
    ),
    appeal: os.appeal.handler(({ input, context }) =>
      appealEntry(db, clock.now(), intent(context, 'conduct.appeal', input), {
        ...{ organisationId: own(context), actor: actorOf(context.caller) },
        ...{ entryId: input.params.entryId, reason: input.body.reason },
      }),
    ),
    waive: os.waive.handler(({ input, context }) => decide(context, 'waived', input)),
    uphold: os.uphold.handler(({ input, context }) => decide(context, 'upheld', input)),
  });
}
