import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import type { GateResult } from '../../../shared/contract/gate.ts';
import type { QueueStatus, QueueTruck } from '../../../shared/contract/queues.ts';
import { type Answer, startTestServer, type TestServer } from '../../support/server.ts';
import { findSlot, truck } from '../../support/trucks.ts';

type Step = readonly [step: string, post?: 'first' | 'second'];

/** The whole way of a green truck. */
export const wholeWay: readonly Step[] = [
  ['arrived'],
  ['called'],
  ['at-post', 'first'],
  ['documents', 'first'],
  ['strip'],
  ['at-post', 'second'],
  ['documents', 'second'],
  ['cleared'],
];

export interface GateWorld {
  server: TestServer;
  dispatcher: string;
  officer: string;
  /** A confirmed truck of the carrier, in the slot that is `skip` free ones from the first. */
  book(changes?: BookChanges): Promise<BookedTruck>;
  /** Sends one event of a truck, happening now. */
  record(truck: { id: string } | object, step: Step | string, more?: object): Promise<Answer>;
  /** Sends steps of a truck, one after the other, all of which have to be taken. */
  take(truck: { id: string }, ...steps: Step[]): Promise<void>;
  batch(events: readonly object[], call?: { checkpointId?: string; token?: string }): Promise<Answer>;
  status(direction?: 'out' | 'in'): Promise<QueueStatus>;
  truckOf(plate: string): Promise<QueueTruck>;
  /** Everything that an event could have changed. */
  everything(): Promise<string>;
}

export interface BookChanges {
  checkpointId?: string;
  direction?: 'out' | 'in';
  skip?: number;
  class?: string;
  hsCode?: string;
  slotId?: number;
}

export interface BookedTruck {
  id: string;
  plate: string;
  slotId: number;
  startsAt: string;
  endsAt: string;
}

let trucks = 0;

/** A server with a carrier and an officer of Syrym. */
export async function startGateWorld(): Promise<GateWorld> {
  const server = await startTestServer();
  const [dispatcher, officer] = [await server.signIn('dispatcher'), await server.signIn('officer')];
  await server.parts.db.quota.deleteMany({ where: { kind: 'carrier-slot' } }); // one carrier has all the trucks here
  const path = '/api/checkpoints/syrym';

  const record: GateWorld['record'] = (truck, step, more = {}) => {
    const [name, post] = typeof step === 'string' ? [step] : step;
    const event = {
      id: randomUUID(),
      truck: 'id' in truck ? { bookingId: truck.id } : truck,
      step: name,
      ...(post ? { post } : {}),
      happenedAt: server.clock.now().toISOString(),
      ...more,
    };
    return server.call('POST', `${path}/gate-events`, { token: officer, body: { event } });
  };
  return {
    server,
    dispatcher,
    officer,
    async book({ skip = 0, checkpointId = 'syrym', direction = 'out', slotId, ...changes } = {}) {
      const slot = slotId ? { id: slotId } : await findSlot(server.parts.db, { checkpointId, direction, skip });
      const held = await server.call('POST', '/api/bookings', {
        token: dispatcher,
        body: { slotId: slot.id, ...truck(++trucks, changes) },
      });
      const { body } = await server.call('POST', `/api/bookings/${held.body.id}/confirm`, { token: dispatcher });
      expect(body).toMatchObject({ state: 'confirmed' });
      const { startsAt, endsAt } = body.slot;
      return { id: body.id, plate: body.vehicle.plate, slotId: slot.id, startsAt, endsAt };
    },
    record,
    async take(truck, ...steps) {
      for (const step of steps) {
        const { body } = await record(truck, step);
        expect([step[0], body.outcome, body.hint]).toEqual([step[0], 'applied', undefined]);
      }
    },
    batch: (events, { checkpointId = 'syrym', token = officer } = {}) =>
      server.call('POST', `/api/checkpoints/${checkpointId}/gate-events/batch`, { token, body: { events } }),
    status: async (direction = 'out') => (await server.call('GET', `${path}/queue`)).body[direction],
    truckOf: async (plate) => (await server.call('GET', `${path}/trucks/${plate}`, { token: officer })).body,
    everything: () => readEverything(server),
  };
}

async function readEverything({ parts: { db } }: TestServer): Promise<string> {
  const tables = await Promise.all([
    db.gateEvent.findMany({ orderBy: { number: 'asc' } }),
    db.passage.findMany({ orderBy: { bookingId: 'asc' } }),
    db.queueStatus.findMany({ orderBy: [{ checkpointId: 'asc' }, { direction: 'asc' }] }),
    db.booking.findMany({ orderBy: { id: 'asc' } }),
    db.writeKey.count(),
  ]);
  return JSON.stringify(tables, (_key, value) => (typeof value === 'bigint' ? Number(value) : value));
}

/** The outcome of each, or the code of its refusal. */
export const outcomesOf = ({ body }: Answer) =>
  body.results.map(({ outcome, error }: GateResult) => error?.code ?? outcome);
