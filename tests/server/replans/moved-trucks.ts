import { writeIntent } from '../../../server/platform/database/once-per-key.ts';
import { applyPreview } from '../../../server/replans/index.ts';
import type { TestServer } from '../../support/server.ts';
import { truck } from '../../support/trucks.ts';
import { fewerLanes, storePreview } from './apply-world.ts';

/** A world in which three trucks of a carrier were moved and wait for its answer, and one more preview is ready to be applied. */
export async function moveThreeTrucks(server: TestServer, dispatcher: string) {
  const { db } = server.parts;
  const now = server.clock.now();
  const slots = await db.slot.findMany({
    where: {
      checkpointId: 'taskala',
      direction: 'out',
      totalPlaces: { gte: 2 },
      startsAt: { gt: new Date('2026-06-22T00:00:00Z') },
    },
    orderBy: { startsAt: 'asc' },
    take: 8,
  });
  const change = fewerLanes(slots[0]!);
  const moves = [];
  for (const index of [0, 1, 2]) {
    const body = { slotId: slots[index]!.id, ...truck(710 + index) };
    const { body: held } = await server.call('POST', '/api/bookings', { token: dispatcher, body });
    moves.push({ bookingId: held.id as string, to: slots[3 + index]!.id });
  }
  const applied = await storePreview(db, now, { change, slots: [], moves });
  const actor = { kind: 'person', id: 'planner', role: 'planner' } as const;
  await applyPreview(server.parts, now, actor, writeIntent('customs', 'the moves of it', applied), applied);
  const { body } = await server.call('GET', '/api/moves?state=told', { token: dispatcher });
  return {
    moveIds: body.items.map(({ id }: { id: string }) => id) as string[],
    freeSlotId: slots[7]!.id,
    readyPreviewId: await storePreview(db, now, { change, slots: [], moves: [] }),
  };
}

/** Requests that whoever may call the endpoint succeeds with, for tests/server/permissions.test.ts. */
export const moveWishes = (world: () => Awaited<ReturnType<typeof moveThreeTrucks>>) => ({
  'previews.apply': () => ({ params: { previewId: world().readyPreviewId } }),
  'moves.list': () => ({}),
  'moves.offer': () => ({ params: { moveId: world().moveIds[0]! } }),
  'moves.accept': () => ({ params: { moveId: world().moveIds[0]! } }),
  'moves.choose': () => ({ params: { moveId: world().moveIds[1]! }, body: { slotId: world().freeSlotId } }),
  'moves.cancel': () => ({ params: { moveId: world().moveIds[2]! } }),
});
