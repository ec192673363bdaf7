import { implement } from '@orpc/server';
import { contract } from '../../shared/contract/index.ts';
import type { Context } from '../accounts/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/client.ts';
import { getCorridor, listCorridorPage } from './list-corridors.ts';
import { listWayTimes } from './list-way-times.ts';

export interface RoadsParts {
  db: Database;
  clock: Clock;
}

export function createRoadsRouter({ db, clock }: RoadsParts) {
  const os = implement(contract.corridors).$context<Context>();
  return os.router({
    list: os.list.handler(({ input }) => listCorridorPage(db, input)),
    get: os.get.handler(({ input }) => getCorridor(db, input.corridorId)),
    current: os.current.handler(() => listWayTimes(db, clock.now())),
  });
}
