import { afterAll, beforeAll, expect, test } from 'vitest';
import { exampleTable, templateFile } from '../../../client/applications/template.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

test.each(['ru', 'kk', 'en'] as const)(
  'the example that the screen offers in %s is read whole, pasted and as a file',
  async (language) => {
    const token = await server.signIn('dispatcher');
    const now = server.clock.now();
    for (const table of [
      exampleTable(language, now, 'Asia/Almaty'),
      await templateFile(language, now, 'Asia/Almaty').text(),
    ]) {
      const { status, body } = await server.call('POST', '/api/application-drafts', { token, body: { table } });
      expect([status, body.problems, body.good.length]).toEqual([201, [], 2]);
      expect(body.good[0].application).toMatchObject({
        checkpointId: 'syrym',
        direction: 'out',
        earliestAt: '2026-06-16T03:00:00.000Z',
      });
      expect(body.good[0].application.cargo.documents).toHaveLength(3);
    }
  },
);
