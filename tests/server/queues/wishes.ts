import { randomUUID } from 'node:crypto';
import type { TestServer } from '../../support/server.ts';
import { findSlot, truck } from '../../support/trucks.ts';

interface GateTruck {
  id: string;
  plate: string;
  link: string;
}

/** A truck on its way to the gate of Syrym. */
export async function bookGateTruck(server: TestServer, token: string): Promise<GateTruck> {
  const slot = await findSlot(server.parts.db, { checkpointId: 'syrym', skip: 20 });
  const body = { slotId: slot.id, ...truck(700) };
  const { body: held } = await server.call('POST', '/api/bookings', { token, body });
  await server.call('POST', `/api/bookings/${held.id}/confirm`, { token });
  const { body: link } = await server.call('GET', `/api/bookings/${held.id}/link`, { token });
  return { id: held.id, plate: held.vehicle.plate, link: link.token };
}

interface Known {
  server: TestServer;
  gateTruck: GateTruck;
}

const arrival = ({ server, gateTruck }: Known) => ({
  id: randomUUID(),
  truck: { bookingId: gateTruck.id },
  step: 'arrived',
  happenedAt: server.clock.now().toISOString(),
});

/** A valid request to each endpoint of the queues, for the walk of tests/server/permissions.test.ts. */
export function queueWishes(known: () => Known) {
  return {
    'queues.live': () => ({}),
    'queues.get': () => ({ params: { checkpointId: 'syrym' } }),
    'queues.listHistory': () => ({ params: { checkpointId: 'syrym' }, query: '?direction=out' }),
    'queues.historyCsv': () => ({}),
    'queues.listTrucks': () => ({ params: { checkpointId: 'syrym' }, query: '?direction=out' }),
    'queues.getTruck': () => ({ params: { checkpointId: 'syrym', plate: known().gateTruck.plate } }),
    'queues.nextToCall': () => ({ params: { checkpointId: 'syrym' }, query: '?direction=out' }),
    'queues.recordEvent': () => ({ params: { checkpointId: 'syrym' }, body: { event: arrival(known()) } }),
    'queues.recordEvents': () => ({ params: { checkpointId: 'syrym' }, body: { events: [arrival(known())] } }),
    'queues.getPassage': () => ({ params: { bookingId: known().gateTruck.id } }),
    'queues.getLink': () => ({ params: { bookingId: known().gateTruck.id } }),
    'queues.getTrip': () => ({ params: { token: known().gateTruck.link } }),
    'queues.passKeys': () => ({}),
  };
}
