import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { startTestServer, type TestServer } from '../../support/server.ts';
import { startWorker } from '../plans/world.ts';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

test('a preview asked for at one process is computed by the worker of another; the same key asks once', async () => {
  const token = await server.signIn('planner');
  const worker = await startWorker(server);
  try {
    const change = {
      kind: 'shift',
      ...{ checkpointId: 'syrym', direction: 'out', side: 'kz', open: { lanes: 1 }, reason: 'two officers are ill' },
      ...{ startsAt: '2026-06-16T06:00:00Z', endsAt: '2026-06-16T12:00:00Z' },
    };
    const ask = () => server.call('POST', '/api/previews', { token, body: { change }, key: 'the same wish' });
    const { body } = await ask();
    expect((await ask()).body.id).toBe(body.id);
    const ready = await vi.waitFor(
      async () => {
        const { body: now } = await server.call('GET', `/api/previews/${body.id}`, { token });
        if (now.state !== 'ready') throw new Error(now.state);
        return now;
      },
      { timeout: 100_000, interval: 50 },
    );
    expect(ready).toMatchObject({ change, progress: 1, failure: null, figures: { over: 0, moved: 0, wait: null } });
    expect(ready.figures.slotsChanged).toBeGreaterThanOrEqual(6);
  } finally {
    await worker.stop();
  }
}, 120_000);
