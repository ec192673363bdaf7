import { implement } from '@orpc/server';
import { contract } from '../../shared/contract/index.ts';
import { actorOf, type Context, getOrganisation, getUserId } from '../accounts/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/client.ts';
import { writeIntent } from '../platform/database/once-per-key.ts';
import { announceSailing, cancelSailing, delaySailing, setLoadFactor } from './change-sailing.ts';
import { getSailing, listGateSlots, listSailings } from './list-sailings.ts';
import { listShipPositions } from './list-ship-positions.ts';
import { joinStandby, leaveStandby, listStandby } from './standby.ts';

export interface SailingsParts {
  db: Database;
  clock: Clock;
}

type Keyed = { headers: { 'idempotency-key': string } };

export function createSailingsRouter({ db, clock }: SailingsParts) {
  const os = implement(contract.sailings).$context<Context>();
  const intent = (scope: string, endpoint: string, { headers, ...request }: Keyed) =>
    writeIntent(scope, headers['idempotency-key'], [endpoint, request]);
  const planner = ({ caller }: Context, endpoint: string, input: Keyed) =>
    [actorOf(caller), intent(getUserId(caller), endpoint, input)] as const;
  const own = ({ caller }: Context) => ({ organisationId: getOrganisation(caller).id, actor: actorOf(caller) });

  return os.router({
    list: os.list.handler(({ input }) => listSailings(db, clock.now(), input)),
    get: os.get.handler(({ input }) => getSailing(db, input.sailingId)),
    listGateSlots: os.listGateSlots.handler(({ input }) => listGateSlots(db, clock.now(), input.sailingId, input)),
    positions: os.positions.handler(() => listShipPositions(db, clock.now())),
    announce: os.announce.handler(({ input, context }) =>
      announceSailing(db, clock.now(), ...planner(context, 'sailings.announce', input), input.body),
    ),
    delay: os.delay.handler(({ input, context }) => {
      const who = planner(context, 'sailings.delay', input);
      return delaySailing(db, clock.now(), ...who, input.params.sailingId, input.body);
    }),
    setLoadFactor: os.setLoadFactor.handler(({ input, context }) => {
      const who = planner(context, 'sailings.setLoadFactor', input);
      return setLoadFactor(db, clock.now(), ...who, input.params.sailingId, input.body);
    }),
    cancel: os.cancel.handler(({ input, context }) => {
      const who = planner(context, 'sailings.cancel', input);
      return cancelSailing(db, clock.now(), ...who, input.params.sailingId, input.body.reason);
    }),
    joinStandby: os.joinStandby.handler(({ input, context }) => {
      const joining = { ...own(context), madeBy: actorOf(context.caller).id };
      const key = intent(joining.organisationId, 'sailings.joinStandby', input);
      return joinStandby(db, clock.now(), joining, key, input.params.sailingId, input.body);
    }),
    listStandby: os.listStandby.handler(({ input, context }) => listStandby(db, own(context).organisationId, input)),
    leaveStandby: os.leaveStandby.handler(({ input, context }) => {
      const key = intent(own(context).organisationId, 'sailings.leaveStandby', input);
      return leaveStandby(db, clock.now(), { ...own(context), entryId: input.params.entryId }, key);
    }),
  });
}
