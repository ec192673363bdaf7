import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { publishFairness } from '../../../server/fairness/index.ts';
import { makeRandom } from '../../../server/planning/random.ts';
import type { Slot } from '../../../server/platform/database/generated/client.ts';
import type { FairnessWeek } from '../../../shared/contract/fairness.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';
import { testStart } from '../../support/test-clock.ts';
import { type BookingRow, insertBookings, slotsFrom } from './fairness-world.ts';

// The clock of tests stands on Monday, 15 June 2026, 11:00 in Kazakhstan.
const week = '2026-06-15';
const hourMs = 3_600_000;

let server: TestServer;
let slots: Slot[];
let organisations: string[];

beforeAll(async () => {
  server = await startTestServer({ simulatedCarriers: 4 });
  slots = await slotsFrom(server, 'syrym', testStart, 60);
  organisations = (await server.parts.db.organization.findMany({ orderBy: { id: 'asc' } })).map(({ id }) => id);
});
afterAll(() => server.stop());
beforeEach(async () => {
  const { db } = server.parts;
  server.clock.set(testStart);
  await db.fairnessWeek.deleteMany();
  await db.passage.deleteMany();
  await db.bookingChange.deleteMany();
  await db.booking.deleteMany();
  await db.application.deleteMany();
});

const slot = (index: number) => slots[index]!;
const hoursBefore = (of: Slot, hours: number) => new Date(of.startsAt.getTime() - hours * hourMs);
const row = (of: Slot, more: Partial<BookingRow> = {}): BookingRow => ({
  ...{ slotId: of.id, organisationId: organisations[0]!, madeAt: hoursBefore(of, 10) },
  ...more,
});
const publish = () => publishFairness(server.parts.db, server.clock.now());
async function weekAt(checkpointId?: string): Promise<FairnessWeek> {
  const { status, body } = await server.call(
    'GET',
    `/api/fairness${checkpointId ? `?checkpointId=${checkpointId}` : ''}`,
  );
  expect(status).toBe(200);
  return body.items[0];
}

describe('who got the slots', () => {
  test('shares of class, size and country, with medians of those that are enough', async () => {
    const [small, large] = organisations as [string, string];
    const weekMs = 7 * 24 * hourMs;
    const [startsAt, endsAt, localDate] = [slot(0).startsAt, slot(0).endsAt, slot(0).localDate].map(
      (at) => new Date(at.getTime() - weekMs),
    ) as [Date, Date, Date];
    const { id: _, ...like } = slot(0);
    const past = await server.parts.db.slot.create({ data: { ...like, startsAt, endsAt, localDate } });
    await insertBookings(server, [
      ...Array.from({ length: 55 }, () => row(past, { organisationId: large, madeAt: hoursBefore(past, 20) })),
      ...Array.from({ length: 6 }, (_, n) =>
        row(slot(n), { organisationId: large, country: 'KG', waitMinutes: 10 * (n + 1), source: 'simulated' }),
      ),
      ...Array.from({ length: 4 }, (_, n) =>
        row(slot(n), { organisationId: small, class: 'out-of-turn', waitMinutes: 5, madeAt: hoursBefore(slot(n), 4) }),
      ),
      row(slot(9), { organisationId: small, state: 'confirmed' }),
      row(slot(9), { organisationId: small, state: 'expired' }),
      row(slot(9), { organisationId: small, state: 'held' }),
    ]);
    expect(await publish()).toEqual(['2026-06-08', week]);
    const here = await weekAt('syrym');
    expect(here).toMatchObject({
      checkpointId: 'syrym',
      weekStartsOn: week,
      isOver: false,
      source: 'mixed',
      booked: 11,
    });
    expect(here.priority).toEqual([
      { group: 'general', booked: 7, share: 7 / 11, crossed: 6, waitP50Minutes: 35, leadHoursP50: 10 },
      { group: 'out-of-turn', booked: 4, share: 4 / 11, crossed: 4, waitP50Minutes: null, leadHoursP50: null },
    ]);
    expect(here.sizes.map(({ group, booked }) => [group, booked])).toEqual([
      ['large', 6],
      ['new', 5],
    ]);
    expect(here.nationalities).toMatchObject([
      { group: 'KG', booked: 6, waitP50Minutes: 35 },
      { group: 'KZ', booked: 5, waitP50Minutes: null },
    ]);
    for (const groups of [here.priority, here.sizes, here.nationalities]) {
      expect(groups.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1);
      expect(groups.reduce((sum, { booked }) => sum + booked, 0)).toBe(here.booked);
    }
    const places = await server.parts.db.slot.aggregate({
      where: {
        checkpointId: 'syrym',
        localDate: { gte: new Date(week), lt: new Date('2026-06-22') },
        closedBecause: null,
      },
      _sum: { totalPlaces: true },
    });
    expect(here.places).toBe(places._sum.totalPlaces);
    expect(await weekAt()).toMatchObject({ checkpointId: 'all', booked: 11, priority: here.priority });
  });

  test('a week is that of the Kazakh post: an hour before Monday there belongs to the week before', async () => {
    const lastHour = await server.parts.db.slot.findFirstOrThrow({
      where: { checkpointId: 'syrym', direction: 'out', startsAt: new Date('2026-06-21T18:00:00Z') },
    });
    const firstHour = await server.parts.db.slot.findFirstOrThrow({
      where: { checkpointId: 'syrym', direction: 'out', startsAt: new Date('2026-06-21T19:00:00Z') },
    });
    await insertBookings(server, [row(lastHour), row(firstHour), row(firstHour)]);
    server.clock.set(new Date('2026-06-23T00:00:00Z'));
    await publish();
    const { body } = await server.call('GET', '/api/fairness?checkpointId=syrym');
    expect(body.items.map((item: FairnessWeek) => [item.weekStartsOn, item.booked, item.isOver])).toEqual([
      ['2026-06-22', 2, false],
      [week, 1, true],
    ]);
  });
});

describe('what became of the places', () => {
  test('given up and taken by somebody else, taken again by oneself, left empty, and not come', async () => {
    const [own, other] = organisations as [string, string];
    const [resold, again, empty, missed, later] = [slot(0), slot(1), slot(2), slot(3), slot(50)];
    const gaveUp = (of: Slot, hours: number) => row(of, { state: 'cancelled', closedAt: hoursBefore(of, hours) });
    await insertBookings(server, [
      gaveUp(resold, 6),
      row(resold, { organisationId: other, madeAt: hoursBefore(resold, 5) }),
      row(resold, { organisationId: other, madeAt: hoursBefore(resold, 9) }), // before it was given up
      gaveUp(again, 6),
      row(again, { organisationId: own, madeAt: hoursBefore(again, 5) }),
      gaveUp(empty, 2),
      row(missed, { state: 'no-show', closedAt: missed.endsAt }),
      gaveUp(later, 30), // its slot is still to come: somebody may take it
    ]);
    server.clock.set(new Date('2026-06-16T06:00:00Z'));
    await publish();
    expect(await weekAt('syrym')).toMatchObject({ returned: 4, resold: 1, unused: 3, noShows: 1, booked: 4 });
    expect(await weekAt()).toMatchObject({ returned: 4, resold: 1, unused: 3, noShows: 1 });
  });

  test('a booking that its carrier moved has left a place in the slot it came from', async () => {
    const [from, to] = [slot(4), slot(5)];
    const [moved] = await insertBookings(server, [
      row(to),
      row(from, { organisationId: organisations[1]!, madeAt: hoursBefore(from, 2) }),
    ]);
    await server.parts.db.bookingChange.create({
      data: {
        ...{ id: crypto.randomUUID(), bookingId: moved!, kind: 'slot', at: hoursBefore(from, 3), madeBy: 'nobody' },
        before: { startsAt: from.startsAt.toISOString() },
        after: { startsAt: to.startsAt.toISOString() },
      },
    });
    server.clock.set(new Date('2026-06-17T00:00:00Z'));
    await publish();
    expect(await weekAt('syrym')).toMatchObject({ returned: 1, resold: 1, unused: 0, booked: 2 });
  });

  test('as counted one by one, whatever came in which order', async () => {
    const random = makeRandom(20261122);
    const rows = Array.from({ length: 300 }, (): BookingRow => {
      const of = slot(Math.floor(random() * 6));
      const madeAt = new Date(of.startsAt.getTime() - Math.floor(random() * 48 * 60) * 60_000);
      const isGivenUp = random() < 0.4;
      const left = of.startsAt.getTime() - madeAt.getTime();
      return row(of, {
        organisationId: organisations[Math.floor(random() * organisations.length)]!,
        madeAt,
        state: isGivenUp ? 'cancelled' : 'ended',
        closedAt: isGivenUp ? new Date(madeAt.getTime() + 1 + Math.floor(random() * left)) : of.endsAt,
      });
    });
    await insertBookings(server, rows);
    server.clock.set(new Date('2026-06-17T00:00:00Z'));
    await publish();
    let [returned, resold, leftOver] = [0, 0, 0];
    for (const slotId of new Set(rows.map((one) => one.slotId))) {
      const own = rows.filter((one) => one.slotId === slotId);
      const gaveUp = own.filter(({ state }) => state === 'cancelled');
      const steps = [
        ...gaveUp.map(({ closedAt }) => ({ at: closedAt!.getTime(), change: 1 })),
        ...own
          .filter((one) => !gaveUp.some((g) => g.organisationId === one.organisationId && g.closedAt! <= one.madeAt))
          .map(({ madeAt }) => ({ at: madeAt.getTime(), change: -1 })),
      ].sort((a, b) => a.at - b.at || b.change - a.change);
      let free = 0;
      for (const { change } of steps) {
        if (change === 1) free++;
        else if (free > 0) {
          free--;
          resold++;
        }
      }
      returned += gaveUp.length;
      leftOver += free;
    }
    expect([returned, resold].every((count) => count > 20)).toBe(true);
    expect(await weekAt('syrym')).toMatchObject({ returned, resold, unused: leftOver });
  });
});

describe('when it is published', () => {
  test('again is the same; a round that began earlier does not overwrite; a week that settled stays', async () => {
    await insertBookings(server, [row(slot(0), { waitMinutes: 5 })]);
    expect(await publish()).toEqual([week]);
    const first = await server.parts.db.fairnessWeek.findMany({ orderBy: { checkpointId: 'asc' } });
    expect(first).toHaveLength(38);
    expect(await publish()).toEqual([week]);
    expect(await server.parts.db.fairnessWeek.findMany({ orderBy: { checkpointId: 'asc' } })).toEqual(first);

    await insertBookings(server, [row(slot(1))]);
    await publishFairness(server.parts.db, new Date(testStart.getTime() - hourMs));
    expect(await weekAt('syrym')).toMatchObject({ booked: 1 });
    await Promise.all([publish(), publish()]);
    expect(await weekAt('syrym')).toMatchObject({ booked: 2 });

    server.clock.set(new Date('2026-06-24T12:00:00Z')); // two days after its end: a late tablet may still report
    expect(await publish()).toEqual([week, '2026-06-22']);
    server.clock.set(new Date('2026-06-25T12:00:00Z'));
    expect(await publish()).toEqual([week, '2026-06-22']); // once after it settled
    expect(await publish()).toEqual(['2026-06-22']);
    expect(await publishFairness(server.parts.db, server.clock.now(), AbortSignal.abort())).toEqual([]);
  });

  test('before anything was booked there is nothing', async () => {
    expect(await publish()).toEqual([]);
    expect((await server.call('GET', '/api/fairness')).body).toEqual({ items: [], nextCursor: null });
    expect((await server.call('GET', '/api/fairness/overview')).body).toEqual({ weeks: [] });
  });
});

describe('what anybody reads', () => {
  test('the overview of the week in which a day lies, and of the present one', async () => {
    await insertBookings(server, [row(slot(0))]);
    await publish();
    const { body } = await server.call('GET', '/api/fairness/overview?weekStartsOn=2026-06-18');
    expect(body.weeks).toHaveLength(38);
    expect((await server.call('GET', '/api/fairness/overview')).body).toEqual(body);
    expect((await server.call('GET', '/api/fairness/overview?weekStartsOn=2026-06-14')).body).toEqual({ weeks: [] });
  });

  test('weeks page by page, newest first', async () => {
    await insertBookings(server, [row(slot(0))]);
    server.clock.set(new Date('2026-07-01T00:00:00Z'));
    await publish();
    const first = (await server.call('GET', '/api/fairness?limit=2')).body;
    expect(first.items.map(({ weekStartsOn }: FairnessWeek) => weekStartsOn)).toEqual(['2026-06-29', '2026-06-22']);
    const second = (await server.call('GET', `/api/fairness?limit=2&cursor=${first.nextCursor}`)).body;
    expect(second.items.map(({ weekStartsOn }: FairnessWeek) => weekStartsOn)).toEqual([week]);
    expect(second.nextCursor).toBeNull();
  });

  test('every rule of the table, each with its source', async () => {
    const { body } = await server.call('GET', '/api/fairness/rules');
    expect(body.rules).toHaveLength(await server.parts.db.quota.count());
    expect(body.rules.every(({ source }: { source: string }) => source.length > 10)).toBe(true);
    expect(body.rules).toContainEqual(expect.objectContaining({ id: 'fairness-privacy', minimum: 5 }));
    expect(body.rules).toContainEqual(expect.objectContaining({ id: 'class-day-post', share: 0.01 }));
  });

  test('may be kept for a minute', async () => {
    for (const path of ['fairness', 'fairness/overview', 'fairness/rules']) {
      const answer = await fetch(`${server.url}/api/${path}`);
      expect([path, answer.headers.get('cache-control')]).toEqual([path, 'public, max-age=60']);
    }
  });

  test.each([
    ['fairness?checkpointId=atlantis', 404, 'CHECKPOINT_NOT_FOUND', 'checkpointId'],
    ['fairness?cursor=2026-99-99', 400, 'INVALID_INPUT', 'cursor'],
    ['fairness?limit=0', 400, 'INVALID_INPUT', 'limit'],
    ['fairness/overview?weekStartsOn=2026-02-31', 400, 'INVALID_INPUT', 'weekStartsOn'],
  ])('%s is refused', async (path, status, code, field) => {
    const answer = await server.call('GET', `/api/${path}`);
    expect([answer.status, answer.body.code, answer.body.field]).toEqual([status, code, field]);
  });
});
