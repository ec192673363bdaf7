import type { TestServer } from '../../support/server.ts';
import { announce, seaWish } from './world.ts';

/** A sailing that the requests below are about, and a standby entry of a dispatcher. */
export async function openSailingWorld(server: TestServer, dispatcher: string) {
  const sailing = await announce(server.parts.db, server.clock.now());
  const answer = await server.call('POST', `/api/sailings/${sailing.id}/standby`, {
    token: dispatcher,
    body: seaWish(901),
  });
  return { sailingId: sailing.id, entryId: answer.body.id as string };
}

let trucks = 910;

/** A valid request to each endpoint of sailings. */
export function sailingWishes(world: () => { sailingId: string; entryId: string }) {
  const params = () => ({ sailingId: world().sailingId });
  return {
    'sailings.list': () => ({}),
    'sailings.get': () => ({ params: params() }),
    'sailings.listGateSlots': () => ({ params: params() }),
    'sailings.positions': () => ({}),
    'sailings.announce': () => ({
      body: {
        shipId: 'ropax-1',
        fromPortId: 'aktau-port',
        toPortId: 'alat-port',
        plannedDepartureAt: '2026-06-20T06:00:00Z',
      },
    }),
    'sailings.delay': () => ({
      params: params(),
      body: { expectedDepartureAt: '2026-06-18T06:00:00Z', reason: 'storm' },
    }),
    'sailings.setLoadFactor': () => ({ params: params(), body: { loadFactor: 0.9, reason: 'low water' } }),
    'sailings.joinStandby': () => ({ params: params(), body: seaWish(trucks++) }),
    'sailings.listStandby': () => ({}),
    'sailings.leaveStandby': () => ({ params: { entryId: world().entryId } }),
    'sailings.cancel': () => ({ params: params(), body: { reason: 'storm' } }),
  };
}
