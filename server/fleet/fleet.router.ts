import { implement } from '@orpc/server';
import { contract } from '../../shared/contract/index.ts';
import { actorOf, type Context, getOrganisation } from '../accounts/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/client.ts';
import { writeIntent } from '../platform/database/once-per-key.ts';
import { importDrivers } from './import-drivers.ts';
import { importUnits } from './import-units.ts';
import { listDrivers, listFleet } from './list-fleet.ts';
import { addDriver, changeDriver, retireDriver } from './write-driver.ts';
import { addUnit, changeUnit, retireUnit } from './write-unit.ts';

export interface FleetParts {
  db: Database;
  clock: Clock;
}

export function createFleetRouter({ db, clock }: FleetParts) {
  const os = implement(contract.fleet).$context<Context>();
  const own = ({ caller }: Context) => getOrganisation(caller).id;
  const owner = (context: Context) => ({ organisationId: own(context), actor: actorOf(context.caller) });
  const intent = (
    context: Context,
    endpoint: string,
    { headers, ...request }: { headers: { 'idempotency-key': string } },
  ) => writeIntent(own(context), headers['idempotency-key'], [endpoint, request]);

  return os.router({
    list: os.list.handler(({ input, context }) => listFleet(db, clock.now(), own(context), input)),
    add: os.add.handler(({ input, context }) =>
      addUnit(db, clock.now(), owner(context), intent(context, 'fleet.add', input), input.body),
    ),
    change: os.change.handler(({ input, context }) =>
      changeUnit(
        db,
        clock.now(),
        owner(context),
        intent(context, 'fleet.change', input),
        input.params.unitId,
        input.body,
      ),
    ),
    retire: os.retire.handler(({ input, context }) =>
      retireUnit(db, clock.now(), owner(context), intent(context, 'fleet.retire', input), input.params.unitId),
    ),
    importUnits: os.importUnits.handler(({ input, context }) =>
      importUnits(db, clock.now(), owner(context), intent(context, 'fleet.importUnits', input), input.body),
    ),
    listDrivers: os.listDrivers.handler(({ input, context }) => listDrivers(db, own(context), input)),
    addDriver: os.addDriver.handler(({ input, context }) =>
      addDriver(db, clock.now(), owner(context), intent(context, 'fleet.addDriver', input), input.body),
    ),
    changeDriver: os.changeDriver.handler(({ input, context }) => {
      const { params, body } = input;
      return changeDriver(
        db,
        clock.now(),
        owner(context),
        intent(context, 'fleet.changeDriver', input),
        params.driverId,
        body,
      );
    }),
    retireDriver: os.retireDriver.handler(({ input, context }) =>
      retireDriver(
        db,
        clock.now(),
        owner(context),
        intent(context, 'fleet.retireDriver', input),
        input.params.driverId,
      ),
    ),
    importDrivers: os.importDrivers.handler(({ input, context }) =>
      importDrivers(db, clock.now(), owner(context), intent(context, 'fleet.importDrivers', input), input.body),
    ),
  });
}
