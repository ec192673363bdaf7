import { implement } from '@orpc/server';
import { contract } from '../../shared/contract/index.ts';
import { type Context, getOrganisation, getUserId } from '../accounts/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/client.ts';
import { writeIntent } from '../platform/database/once-per-key.ts';
import { refuseBlocked, releaseBlocked } from './decide-blocked.ts';
import { getScreenings } from './get-screenings.ts';
import { listBlocked } from './list-blocked.ts';
import { importList } from './lists/import-list.ts';
import { listCsv } from './lists/list-csv.ts';
import { listInForce, listVersions } from './lists/list-versions.ts';
import { measureGreenShare } from './measure-green-share.ts';
import { reportReExports } from './report-re-exports.ts';

export function createComplianceRouter({ db, clock }: { db: Database; clock: Clock }) {
  const os = implement(contract.compliance).$context<Context>();
  const person = ({ caller }: Context) => ({ kind: 'person' as const, id: getUserId(caller), role: caller.role });
  const intent = (
    { caller }: Context,
    endpoint: string,
    { headers, ...request }: { headers: { 'idempotency-key': string } },
  ) => writeIntent(getUserId(caller), headers['idempotency-key'], [endpoint, request]);
  /** Whose consignments: a carrier sees its own. */
  const reach = ({ caller }: Context, wished?: string) =>
    caller.role === 'dispatcher' ? getOrganisation(caller).id : wished;

  return os.router({
    current: os.current.handler(() => listInForce(db, clock.now())),
    listVersions: os.listVersions.handler(({ input }) => listVersions(db, clock.now(), input)),
    exportList: os.exportList.handler(({ input }) => listCsv(db, clock.now(), input)),
    importList: os.importList.handler(({ input, context }) =>
      importList(
        db,
        clock.now(),
        person(context),
        intent(context, 'compliance.importList', input),
        input.params.kind,
        input.body,
      ),
    ),
    getScreenings: os.getScreenings.handler(({ input, context }) => getScreenings(db, reach(context), input.bookingId)),
    listBlocked: os.listBlocked.handler(({ input }) => listBlocked(db, input)),
    release: os.release.handler(({ input, context }) =>
      releaseBlocked(
        db,
        clock.now(),
        person(context),
        intent(context, 'compliance.release', input),
        input.params.blockedId,
        input.body,
      ),
    ),
    refuse: os.refuse.handler(({ input, context }) =>
      refuseBlocked(
        db,
        clock.now(),
        person(context),
        intent(context, 'compliance.refuse', input),
        input.params.blockedId,
        input.body,
      ),
    ),
    greenShare: os.greenShare.handler(({ input, context }) =>
      measureGreenShare(db, clock.now(), { ...input, organisationId: reach(context, input.organisationId) }),
    ),
    reExportCsv: os.reExportCsv.handler(({ input }) => reportReExports(db, clock.now(), input)),
  });
}
