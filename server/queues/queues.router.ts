import { implement } from '@orpc/server';
import { contract } from '../../shared/contract/index.ts';
import { assertOwnCheckpoint, type Context, getOrganisation, getUserId } from '../accounts/index.ts';
import type { Clock } from '../platform/clock.ts';
import { getPassage } from './get-passage.ts';
import { getTrip } from './get-trip.ts';
import { getTruck } from './get-truck.ts';
import { historyCsv, listHistory } from './history.ts';
import { listTrucks } from './list-trucks.ts';
import { nextToCall } from './next-to-call.ts';
import { getLive, getQueue } from './queue-status.ts';
import { type GateParts, type Recording, recordGateEvent, recordGateEvents } from './record-gate-events.ts';
import { getLink } from './trip-links.ts';

export function createQueuesRouter(parts: GateParts & { clock: Clock }) {
  const { db, clock, signer } = parts;
  const os = implement(contract.queues).$context<Context>();
  const own = ({ caller }: Context) => getOrganisation(caller).id;
  const recording = (
    { caller }: Context,
    {
      params: { checkpointId },
      body: { source },
    }: { params: { checkpointId: string }; body: Pick<Recording, 'source'> },
  ): Recording => {
    assertOwnCheckpoint(caller, checkpointId);
    return { checkpointId, source, recordedBy: getUserId(caller) };
  };

  return os.router({
    live: os.live.handler(() => getLive(db)),
    get: os.get.handler(({ input }) => getQueue(db, input.checkpointId)),
    listHistory: os.listHistory.handler(({ input }) => listHistory(db, clock.now(), input)),
    historyCsv: os.historyCsv.handler(({ input }) => historyCsv(db, clock.now(), input)),
    listTrucks: os.listTrucks.handler(({ input, context }) => {
      assertOwnCheckpoint(context.caller, input.checkpointId);
      return listTrucks(db, clock.now(), input);
    }),
    getTruck: os.getTruck.handler(({ input, context }) => {
      assertOwnCheckpoint(context.caller, input.checkpointId);
      return getTruck(db, clock.now(), input.checkpointId, input.plate);
    }),
    nextToCall: os.nextToCall.handler(({ input, context }) => {
      assertOwnCheckpoint(context.caller, input.checkpointId);
      return nextToCall(db, clock.now(), input);
    }),
    recordEvent: os.recordEvent.handler(({ input, context }) =>
      recordGateEvent(parts, clock.now(), recording(context, input), input.body.event),
    ),
    recordEvents: os.recordEvents.handler(async ({ input, context }) => ({
      results: await recordGateEvents(parts, clock.now(), recording(context, input), input.body.events),
    })),
    getPassage: os.getPassage.handler(({ input, context }) =>
      getPassage(db, clock.now(), own(context), input.bookingId),
    ),
    getLink: os.getLink.handler(({ input, context }) =>
      getLink(db, signer, clock.now(), own(context), input.bookingId),
    ),
    getTrip: os.getTrip.handler(({ input }) => getTrip(db, signer, clock.now(), input.token)),
    passKeys: os.passKeys.handler(() => ({ keys: [signer.publicKey] })),
  });
}
