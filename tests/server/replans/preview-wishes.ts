import { runPreview } from '../../../server/replans/index.ts';
import type { TestServer } from '../../support/server.ts';

/** Two officers fewer for a morning, at a checkpoint that nothing else of a test is about. */
const change = {
  kind: 'shift',
  ...{ checkpointId: 'kurmangazy', direction: 'out', side: 'kz', open: { lanes: 1 }, reason: 'two officers are ill' },
  ...{ startsAt: '2026-06-18T03:00:00Z', endsAt: '2026-06-18T06:00:00Z' },
};

/** A preview that is ready. @returns its id */
export async function previewShift(server: TestServer, planner: string): Promise<string> {
  const { body } = await server.call('POST', '/api/previews', { token: planner, body: { change } });
  await runPreview(server.parts, body.id, new AbortController().signal);
  return body.id;
}

/** A valid request to each endpoint of previews. */
export function previewWishes(previewId: () => string) {
  const named = () => ({ params: { previewId: previewId() } });
  return {
    'previews.start': () => ({ body: { change } }),
    'previews.get': named,
    'previews.listSlots': named,
    'previews.listMoves': named,
    'previews.apply': named,
    'previews.whatIf': () => ({
      body: {
        ...{ checkpointId: 'kurmangazy', direction: 'out', side: 'kz', startsAt: change.startsAt, hours: 3 },
        effect: { lanes: 1 },
      },
    }),
  };
}
