import { screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { languages } from '../../client/i18n/languages.ts';
import { serverClock } from '../../client/live/server-clock.ts';
import type { Itinerary } from '../../shared/contract/itineraries.ts';
import { type Answer, pages, withServer } from './support/itinerary-pages.tsx';
import { sampleClaim, sampleItinerary, sampleRepair, sampleSailing, seaLegs } from './support/itinerary-samples.ts';
import { show } from './support/render.tsx';
import type { Request } from './support/server.ts';

const showOne = (itinerary: Itinerary, more: (request: Request) => Answer | undefined = () => undefined) => {
  const path = `/api/itineraries/${itinerary.id}`;
  return withServer(
    (request) => more(request) ?? (request.path === path ? { status: 200, body: itinerary } : undefined),
  );
};

describe('one whole way', () => {
  it('counts down while it is held, and confirms all of it with one key', async () => {
    const held = sampleItinerary({ state: 'held', confirmedAt: null });
    const asked = showOne(held, ({ path }) =>
      path.endsWith('/confirm') ? { status: 200, body: sampleItinerary() } : undefined,
    );
    await show(pages, { path: `/itineraries/${held.id}` });
    expect((await screen.findByRole('timer')).textContent).toBe('8:00');
    await userEvent.click(screen.getByRole('button', { name: 'Confirm the whole way' }));
    await screen.findAllByText('Confirmed');
    expect(screen.queryByRole('timer')).toBeNull();
    expect(asked.filter(({ path }) => path.endsWith('/confirm'))).toHaveLength(1);
  });

  it('says that a hold has run out, and leads to the same application', async () => {
    showOne(sampleItinerary({ state: 'held', holdExpiresAt: '2026-11-22T00:01:00.000Z' }));
    await show(pages, { path: `/itineraries/${sampleItinerary().id}` });
    await screen.findByText('The hold has run out');
    expect(screen.queryByRole('button', { name: 'Confirm the whole way' })).toBeNull();
    expect(screen.getByRole('link', { name: 'Search again' }).getAttribute('href')).toBe(
      `/itineraries/new?corridor=bishkek-samara&from=${sampleItinerary().id}`,
    );
  });

  it('has its parts in order with both clocks, the state of each booking and the link for its driver', async () => {
    showOne(sampleItinerary());
    await show(pages, { path: `/itineraries/${sampleItinerary().id}` });
    const parts = within(await screen.findByRole('list', { name: 'Parts of the way' })).getAllByRole('listitem');
    expect(parts.map(({ textContent }) => /^(Border: )?(Bishkek|Korday|Syrym)/.exec(textContent ?? '')?.[0])).toEqual([
      ...['Bishkek', 'Border: Korday', 'Korday', 'Border: Syrym', 'Syrym'],
    ]);
    // 02:00 in UTC at Syrym: 07:00 on the Kazakh clock, 06:00 across.
    await waitFor(() => expect(parts[3]!.textContent).toMatch(/24 Nov, 07:00 across the border: 06:00/));
    expect(parts[3]!.textContent).toMatch(/Margin before the next part: 1 hr/);
    expect(parts[2]!.textContent).toMatch(/≈ 1,200 km.*estimated.*Rest: 22 hrs/);
    expect(within(parts[1]!).getByText('Confirmed')).toBeTruthy();
    expect(screen.getAllByRole('button', { name: /Link for the driver/ })).toHaveLength(2);
  });

  it('shows the ship as it is now: late, why, and that its timetable is generated', async () => {
    const sailing = sampleSailing({
      state: 'delayed',
      expectedDepartureAt: '2026-11-25T20:00:00.000Z',
      reason: 'storm',
    });
    const legs = seaLegs();
    showOne(sampleItinerary({ legs, bookings: [], sailingClaim: sampleClaim({ sailing }) }));
    await show(pages, { path: `/itineraries/${sampleItinerary().id}` });
    const ship = (await screen.findByText(/Ship Barys/)).closest('li')!;
    expect(ship.textContent).toMatch(/Expected to depart:.*26 Nov, 01:00.*25 Nov, 17:00.*storm/);
    expect(ship.textContent).toMatch(/delayed.*Generated timetable/);
    expect(within(ship).getByRole('link', { name: 'About the sailing' }).getAttribute('href')).toBe(
      `/sailings/${sailing.id}`,
    );
  });
});

describe('a repair', () => {
  const slipped = (change = {}) => sampleItinerary({ repair: sampleRepair(change) });
  beforeEach(() => {
    vi.mocked(serverClock.now).mockImplementation(() => new Date('2026-11-22T21:30:00Z'));
  });

  it('says what slipped and why, what changes, both arrivals and until when, in every language', async () => {
    for (const language of languages) {
      showOne(slipped());
      const { unmount } = await show(pages, { path: `/itineraries/${slipped().id}`, language });
      const card = (await screen.findByRole('alert')).closest('section')!;
      expect(card.textContent).toMatch(/the scanner is broken/);
      // From 02:00 to 06:00 in UTC; the arrival from 08:00 to 12:00 in UTC, on Samara's clock.
      expect(card.textContent).toMatch(/07:00.*11:00/);
      expect(card.textContent).toMatch(/12:00.*16:00/);
      expect(card.textContent).toMatch(/30:00/);
      expect(within(card).getAllByRole('img')).toHaveLength(2);
      expect(within(card).getAllByRole('button')).toHaveLength(3);
      expect(document.body.textContent).not.toMatch(/itineraries\.|\{\{/);
      unmount();
    }
  });

  it('is taken, or the old places are kept, each with one key', async () => {
    for (const [button, path] of [
      ['Take the repaired way', 'accept'],
      ['Keep the old places', 'decline'],
    ] as const) {
      const state = path === 'accept' ? 'accepted' : 'declined';
      const asked = showOne(slipped(), (request) =>
        request.path.endsWith(`/repair/${path}`)
          ? { status: 200, body: slipped({ state, answeredAt: '2026-11-22T21:31:00.000Z' }) }
          : undefined,
      );
      const { unmount } = await show(pages, { path: `/itineraries/${slipped().id}` });
      await userEvent.click(await screen.findByRole('button', { name: button }));
      await waitFor(() => expect(screen.queryByRole('button', { name: button })).toBeNull());
      expect(asked.filter(({ method }) => method === 'POST').map((request) => request.idempotencyKey)).toEqual([
        expect.stringMatching(/^[0-9a-f]{32}$/),
      ]);
      unmount();
    }
  });

  it('that is impossible cannot be taken; the way can be cancelled after one more question', async () => {
    const asked = showOne(slipped({ state: 'impossible', legs: [], arrivalP50At: null, arrivalP80At: null }));
    await show(pages, { path: `/itineraries/${slipped().id}` });
    const card = (await screen.findByRole('alert')).closest('section')!;
    expect(within(card).queryByRole('button', { name: /Take/ })).toBeNull();
    await userEvent.click(within(card).getByRole('button', { name: 'Cancel the whole way' }));
    await screen.findByRole('dialog');
    expect(asked.every(({ method }) => method === 'GET')).toBe(true);
  });

  it('that nobody answered in time is over', async () => {
    vi.mocked(serverClock.now).mockImplementation(() => new Date('2026-11-22T22:00:01Z'));
    showOne(slipped());
    await show(pages, { path: `/itineraries/${slipped().id}` });
    await screen.findByText('The time to answer is over');
    expect(screen.queryByRole('button', { name: /Take/ })).toBeNull();
  });
});

describe('the list of whole ways', () => {
  const withList = (items: Itinerary[]) =>
    withServer(({ path }) =>
      path === '/api/itineraries' ? { status: 200, body: { items, nextCursor: null } } : undefined,
    );

  it('says of each how it stands, what comes next, and where an answer is needed', async () => {
    vi.mocked(serverClock.now).mockImplementation(() => new Date('2026-11-22T21:30:00Z'));
    const other = sampleItinerary({ id: '71c00000-0000-4000-8000-000000000002' });
    withList([sampleItinerary({ repair: sampleRepair() }), other]);
    await show(pages, { path: '/itineraries' });
    const [asked, calm] = await screen.findAllByRole('article');
    within(asked!).getByText('Needs your answer');
    expect(asked!.textContent).toMatch(/Answer by/);
    expect(calm!.textContent).toMatch(/Due at Syrym: Tue,? 24 Nov, 07:00/);
    await waitFor(() => expect(calm!.textContent).toMatch(/Bishkek → Samara/));
  });

  it('invites to the first one where there is none, and says when it cannot be loaded', async () => {
    withList([]);
    const { unmount } = await show(pages, { path: '/itineraries' });
    await screen.findByText('No whole way yet');
    unmount();
    withServer(({ path }) =>
      path === '/api/itineraries' ? { status: 500, body: { code: 'INTERNAL', message: 'broken' } } : undefined,
    );
    await show(pages, { path: '/itineraries' });
    expect((await screen.findByRole('alert')).textContent).toMatch(/Try again/);
  });
});
