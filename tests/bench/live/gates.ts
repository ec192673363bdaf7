import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { systemClock } from '../../../server/platform/clock.ts';
import type { GateQueue } from './book-trucks.ts';

/** The way of a green truck, eight events. */
const way = [
  { step: 'arrived' },
  { step: 'called' },
  { step: 'at-post', post: 'first' },
  { step: 'documents', post: 'first' },
  { step: 'strip' },
  { step: 'at-post', post: 'second' },
  { step: 'documents', post: 'second' },
  { step: 'cleared' },
] as const;
export const stepsOfTruck = way.length;

/** Trucks of a batch; half their way is a hundred events. */
const trucksOfBatch = 25;
export const eventsOfBatch = (trucksOfBatch * stepsOfTruck) / 2;

export type Gates = ReturnType<typeof openGates>;

/** Officers of all checkpoints, who send what their trucks do as events that happen now. */
export function openGates({ url, token, queues }: { url: string; token: string; queues: readonly GateQueue[] }) {
  const agent = new Agent({ keepAlive: true, maxSockets: 32 });
  const post = (path: string, body: object) => postJson(agent, `${url}${path}`, token, body);
  const pathOf = (checkpointId: string) => `/api/checkpoints/${checkpointId}/gate-events`;
  let turn = 0;

  const event = (bookingId: string, index: number) => ({
    id: randomUUID(),
    truck: { bookingId },
    ...way[index]!,
    happenedAt: systemClock.now().toISOString(),
  });

  /** Trucks that have not been to the gate, at the checkpoint whose turn it is. */
  function takeTrucks(count: number, at?: GateQueue) {
    const queue = at ?? queues[turn++ % queues.length]!;
    const bookingIds = queue.bookingIds.splice(0, count);
    if (bookingIds.length < count) throw new Error(`no more trucks at ${queue.checkpointId}: book more`);
    return { path: pathOf(queue.checkpointId), bookingIds };
  }

  return {
    /** One truck comes to the checkpoint whose turn it is. */
    async arrive(): Promise<void> {
      const { path, bookingIds } = takeTrucks(1);
      await post(path, { event: event(bookingIds[0]!, 0) });
    },
    /** A truck's whole way, an event at a time. @param at the checkpoint; in turn where it is left out */
    async *single(at?: GateQueue): AsyncGenerator<number> {
      for (;;) {
        const { path, bookingIds } = takeTrucks(1, at);
        for (let index = 0; index < stepsOfTruck; index++) {
          await post(path, { event: event(bookingIds[0]!, index) });
          yield 1;
        }
      }
    },
    /** A hundred events at a time, of trucks that go half their way. */
    async *batches(): AsyncGenerator<number> {
      for (;;) {
        const { path, bookingIds } = takeTrucks(trucksOfBatch);
        for (let from = 0; from < stepsOfTruck; from += stepsOfTruck / 2) {
          const steps = Array.from({ length: stepsOfTruck / 2 }, (_, index) => from + index);
          const events = steps.flatMap((step) => bookingIds.map((bookingId) => event(bookingId, step)));
          const { results } = JSON.parse(await post(`${path}/batch`, { events }));
          const refused = results.find(({ outcome }: { outcome: string }) => outcome !== 'applied');
          if (refused) throw new Error(JSON.stringify(refused));
          yield events.length;
        }
      }
    },
    close: () => agent.destroy(),
  };
}

/** node:http with kept connections: fetch costs the sender more than the server's whole work, and both share the cores. */
export function postJson(agent: Agent, address: string, token: string, message: object): Promise<string> {
  return new Promise((resolve, reject) => {
    const body = JSON.stringify(message);
    const headers = {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
    };
    const sent = request(address, { method: 'POST', agent, headers }, (response) => {
      let answer = '';
      response
        .setEncoding('utf8')
        .on('data', (part) => {
          answer += part;
        })
        .on('end', () => (response.statusCode === 200 ? resolve(answer) : reject(new Error(answer))));
    });
    sent.on('error', reject).end(body);
  });
}
