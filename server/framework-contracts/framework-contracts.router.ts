import { implement } from '@orpc/server';
import type { FrameworkContract } from '../../shared/contract/framework-contracts.ts';
import { contract } from '../../shared/contract/index.ts';
import { actorOf, type Context, getOrganisation, getUserId } from '../accounts/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/client.ts';
import { writeIntent } from '../platform/database/once-per-key.ts';
import { changeContract } from './change-contract.ts';
import { createContract } from './create-contract.ts';
import { getContract, listContracts, listDays } from './get-contract.ts';

export interface FrameworkContractsParts {
  db: Database;
  clock: Clock;
}

type Changing = { headers: { 'idempotency-key': string }; params: { contractId: string } };

export function createFrameworkContractsRouter({ db, clock }: FrameworkContractsParts) {
  const os = implement(contract.frameworkContracts).$context<Context>();
  const own = ({ caller }: Context) => getOrganisation(caller).id;
  const owner = (context: Context) => ({
    ...{ organisationId: own(context), madeBy: getUserId(context.caller) },
    actor: actorOf(context.caller),
  });
  const change = (context: Context, { headers, params }: Changing, state: FrameworkContract['state']) => {
    const request = ['frameworkContracts.change', state, params];
    const intent = writeIntent(own(context), headers['idempotency-key'], request);
    return changeContract(db, clock.now(), owner(context), intent, params.contractId, state);
  };
  return os.router({
    list: os.list.handler(({ input, context }) => listContracts(db, clock.now(), own(context), input)),
    get: os.get.handler(({ input, context }) => getContract(db, clock.now(), own(context), input.contractId)),
    listDays: os.listDays.handler(({ input, context }) =>
      listDays(db, clock.now(), own(context), input.contractId, input),
    ),
    create: os.create.handler(({ input: { headers, body }, context }) => {
      const intent = writeIntent(own(context), headers['idempotency-key'], ['frameworkContracts.create', body]);
      return createContract(db, clock.now(), owner(context), intent, body);
    }),
    pause: os.pause.handler(({ input, context }) => change(context, input, 'paused')),
    resume: os.resume.handler(({ input, context }) => change(context, input, 'active')),
    end: os.end.handler(({ input, context }) => change(context, input, 'ended')),
  });
}
