import { implement } from '@orpc/server';
import { contract } from '../../shared/contract/index.ts';
import { type Context, getOrganisation, getUserId } from '../accounts/index.ts';
import type { Clock } from '../platform/clock.ts';
import { writeIntent } from '../platform/database/once-per-key.ts';
import { cancelPlan } from './cancel-plan.ts';
import { getPlan, listPlans } from './get-plan.ts';
import { listApplications } from './list-applications.ts';
import { listDecisions } from './list-decisions.ts';
import { type PlanStartParts, startPlan } from './start-plan.ts';
import { submitApplications } from './submit-applications.ts';
import { withdrawApplication } from './withdraw-application.ts';

type Headers = { 'idempotency-key': string };
const own = ({ caller }: Context) => getOrganisation(caller).id;
const intent = (scope: string, endpoint: string, { headers, ...request }: { headers: Headers }) =>
  writeIntent(scope, headers['idempotency-key'], [endpoint, request]);

export function createApplicationsRouter({ db, clock }: PlanStartParts & { clock: Clock }) {
  const os = implement(contract.applications).$context<Context>();
  return os.router({
    submit: os.submit.handler(async ({ input, context }) => ({
      items: await submitApplications(
        db,
        clock.now(),
        { organisationId: own(context), madeBy: getUserId(context.caller), source: 'carrier' },
        intent(own(context), 'applications.submit', input),
        input.body.applications,
      ),
    })),
    list: os.list.handler(({ input, context }) => listApplications(db, own(context), input)),
    withdraw: os.withdraw.handler(({ input, context }) =>
      withdrawApplication(
        db,
        clock.now(),
        own(context),
        intent(own(context), 'applications.withdraw', input),
        input.params.applicationId,
      ),
    ),
  });
}

export function createPlansRouter(parts: PlanStartParts & { clock: Clock }) {
  const { db, planFeed, clock } = parts;
  const os = implement(contract.plans).$context<Context>();
  return os.router({
    start: os.start.handler(({ input, context }) => {
      const planner = getUserId(context.caller);
      return startPlan(parts, clock.now(), planner, intent(planner, 'plans.start', input), input.body);
    }),
    list: os.list.handler(({ input }) => listPlans(db, input)),
    get: os.get.handler(({ input }) => getPlan(db, input.planId)),
    cancel: os.cancel.handler(({ input, context }) =>
      cancelPlan(
        db,
        planFeed,
        clock.now(),
        intent(getUserId(context.caller), 'plans.cancel', input),
        input.params.planId,
      ),
    ),
    listDecisions: os.listDecisions.handler(({ input, context }) =>
      listDecisions(db, context.caller.role === 'planner' ? undefined : own(context), input),
    ),
  });
}
