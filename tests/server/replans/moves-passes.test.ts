import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { tripSchema } from '../../../shared/contract/trips.ts';
import { connectLive } from '../live/live-client.ts';
import { type ApplyWorld, fewerLanes, startApplyWorld } from './apply-world.ts';

let world: ApplyWorld;
let officer: string;

beforeAll(async () => {
  world = await startApplyWorld();
  officer = await world.server.signIn('officer');
});
afterAll(() => world.server.stop());

const linkOf = async (id: string) =>
  (await world.server.call('GET', `/api/bookings/${id}/link`, { token: world.dispatcher })).body.token;
const tripOf = async (token: string) => tripSchema.parse((await world.server.call('GET', `/api/trips/${token}`)).body);
const arrive = (checkpointId: string, pass: string) =>
  world.server.call('POST', `/api/checkpoints/${checkpointId}/gate-events`, {
    token: officer,
    body: {
      event: { id: randomUUID(), truck: { pass }, step: 'arrived', happenedAt: world.server.clock.now().toISOString() },
    },
  });
const slotAt = (checkpointId: string, startsAt: string) =>
  world.db.slot.findFirstOrThrow({
    where: {
      checkpointId,
      direction: 'out',
      closedBecause: null,
      totalPlaces: { gte: 2 },
      startsAt: { gte: new Date(startsAt) },
    },
    orderBy: { startsAt: 'asc' },
  });

/** A truck of a slot that is moved to another one; its link and pass are those from before. */
async function moved(from: Awaited<ReturnType<typeof slotAt>>, to: { id: number }) {
  const [bookingId] = await world.book(from.id, 1);
  const link = await linkOf(bookingId!);
  const before = await tripOf(link);
  const plan = {
    change: fewerLanes(from),
    slots: [{ slotId: from.id, total: 0 }],
    moves: [{ bookingId: bookingId!, to: to.id }],
  };
  return { bookingId: bookingId!, link, pass: before.pass!.token, previewId: await world.store(plan) };
}

test("the driver's page follows to the new slot while it is open, with a pass for it", async () => {
  const [from, to] = [await slotAt('syrym', '2026-06-16T02:00:00Z'), await slotAt('taskala', '2026-06-16T06:00:00Z')];
  const { bookingId, link, previewId } = await moved(from, to);
  const driver = await connectLive(world.server.url);
  await driver.watch({ kind: 'booking', bookingId, token: link });
  const heard = driver.next('passage', ({ checkpointId }) => checkpointId === 'taskala');
  await world.apply(previewId);
  expect(await heard).toMatchObject({ slotStartsAt: to.startsAt.toISOString() });
  driver.socket.close();
  const trip = await tripOf(link);
  expect(trip).toMatchObject({ checkpoint: { id: 'taskala' }, passage: { slotStartsAt: to.startsAt.toISOString() } });
  expect((await arrive('taskala', trip.pass!.token)).status).toBe(403); // the officer is of Syrym
});

test('a pass from before the move is taken where the truck is booked now, and nowhere else', async () => {
  const [from, to] = [await slotAt('taskala', '2026-06-16T12:00:00Z'), await slotAt('syrym', '2026-06-16T12:00:00Z')];
  const away = await moved(to, from);
  await world.apply(away.previewId);
  expect((await arrive('syrym', away.pass)).body).toMatchObject({ code: 'WRONG_CHECKPOINT' });
  const here = await moved(
    await slotAt('taskala', '2026-06-16T14:00:00Z'),
    await slotAt('syrym', '2026-06-16T14:00:00Z'),
  );
  await world.apply(here.previewId);
  expect((await arrive('syrym', here.pass)).body).toMatchObject({
    outcome: 'applied',
    truck: { bookingId: here.bookingId },
  });
});

test('a pass and a link from before last as long as those of the new slot, and are judged by it', async () => {
  const [from, to] = [await slotAt('syrym', '2026-06-17T02:00:00Z'), await slotAt('syrym', '2026-06-23T02:00:00Z')];
  const { link, pass, previewId } = await moved(from, to);
  const now = world.server.clock.now();
  await world.apply(previewId);
  world.server.clock.set(to.startsAt);
  expect((await tripOf(link)).passage).toMatchObject({ slotStartsAt: to.startsAt.toISOString() });
  expect((await arrive('syrym', pass)).body).toMatchObject({ outcome: 'applied', truck: { punctuality: 'on-time' } });
  world.server.clock.set(new Date(to.endsAt.getTime() + 3 * 24 * 3_600_000 + 60_000));
  expect((await world.server.call('GET', `/api/trips/${link}`)).body).toMatchObject({ code: 'LINK_EXPIRED' });
  world.server.clock.set(now);
});
