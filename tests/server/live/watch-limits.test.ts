import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../support/server.ts';
import { findSlot, truck } from '../../support/trucks.ts';
import { connectLive, type LiveClient } from './live-client.ts';

let server: TestServer;
let client: LiveClient;

beforeAll(async () => {
  server = await startTestServer();
  client = await connectLive(server.url);
});
afterAll(async () => {
  client.socket.close();
  await server.stop();
});

const rooms = () => [...server.parts.live.sockets.sockets.values()].flatMap((socket) => [...socket.rooms]);

test('ids that can be no checkpoint are refused before anything is looked up, and leave no room behind', async () => {
  for (const checkpointId of ['x\u0000y', 'Syrym', 'syrym/../map', '']) {
    expect(await client.ask({ kind: 'checkpoint', checkpointId })).toMatchObject({ ok: false, code: 'INVALID_INPUT' });
  }
  expect(await client.ask({ kind: 'checkpoint', checkpointId: 'atlantis' })).toMatchObject({
    code: 'CHECKPOINT_NOT_FOUND',
  });
  expect(rooms()).toEqual([client.socket.id]);
});

test('a connection that asks without end is told to wait a minute', async () => {
  const answers = await Promise.all(Array.from({ length: 70 }, () => client.ask({ kind: 'nothing' })));
  expect(answers.at(-1)).toMatchObject({ ok: false, code: 'TOO_MANY_REQUESTS' });
  server.clock.advanceMinutes(1);
  expect(await client.ask({ kind: 'map' })).toMatchObject({ ok: true });
});

test('a snapshot shows no expired hold as taken, though no job has run', async () => {
  const { id } = await findSlot(server.parts.db, { skip: 2 });
  const token = await server.signIn('dispatcher');
  expect((await server.call('POST', '/api/bookings', { token, body: { slotId: id, ...truck(1) } })).status).toBe(201);
  const takenOf = async () => {
    const { slots } = await client.watch({ kind: 'checkpoint', checkpointId: 'syrym' });
    return slots.find((slot) => slot.id === id)!.taken.total;
  };
  expect(await takenOf()).toBe(1);
  server.clock.advanceMinutes(10);
  expect(await takenOf()).toBe(0);
});
