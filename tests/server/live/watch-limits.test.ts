import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../support/server.ts';
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
