import { afterAll, beforeAll, expect, test } from 'vitest';
import { offerSlots, type Wish } from '../../../server/bookings/offer-slots.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';
import { findSlot } from '../../support/trucks.ts';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const hourMs = 3_600_000;

test('an expected wait outweighs an earlier slot, and its minutes are in the offer', async () => {
  const { db } = server.parts;
  const slot = await findSlot(db, { checkpointId: 'kurmangazy', skip: 30 });
  const { id: organisationId } = await db.organization.findFirstOrThrow();
  const wish: Wish = {
    checkpointId: 'kurmangazy',
    direction: 'out',
    earliestAt: slot.startsAt,
    latestAt: new Date(slot.startsAt.getTime() + 10 * hourMs),
    channel: 'green',
    class: 'general',
    vehicle: { country: 'KZ' },
    organisationId,
  };
  const waits = (startsAt: string) =>
    Date.parse(startsAt) < slot.startsAt.getTime() + 8 * hourMs
      ? { p50Minutes: 900, p80Minutes: 1000 }
      : { p50Minutes: 10, p80Minutes: 15 };
  const offers = await offerSlots(db, server.clock.now(), wish, ({ startsAt }) => waits(startsAt));
  expect(offers).toHaveLength(6);
  expect(offers.slice(0, 3).map((offer) => offer.shiftMinutes)).toEqual([480, 540, 0]);
  // Eight hours: 60·8 + 5·8².
  expect(offers[0]!.cost).toEqual({
    totalMinutes: 815,
    delayMinutes: 800,
    detourMinutes: 0,
    expectedWaitMinutes: 10,
    riskMinutes: 5,
  });
});
