import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { pages, withServer } from './support/itinerary-pages.tsx';
import { sampleWayOffer, seaOffer } from './support/itinerary-samples.ts';
import { show } from './support/render.tsx';

const write = (label: RegExp, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } });

async function fillAndFind() {
  await screen.findByLabelText(/Number plate/);
  write(/Number plate/, '123 abc 02');
  write(/VIN/, 'XLRTE47MS0E123456');
  write(/HS code/, '100199');
  write(/Gross weight/, '21500');
  fireEvent.click(screen.getByText('Find ways'));
}

const screening = { channel: 'green', rules: [] };

describe('an application for a whole way', () => {
  it('asks with instants on the clocks of both ends, and shows every offer in words and as a picture', async () => {
    const around = sampleWayOffer({
      wayId: 'bishkek-samara/karasu',
      arrivalP50At: '2026-11-24T09:30:00.000Z',
      distanceKm: 1500,
      reasons: ['around'],
    });
    const notOffered = [{ wayId: 'bishkek-samara/karasu', reason: 'no-slot', at: 'karasu', full: null }];
    const asked = withServer(({ path }) =>
      path === '/api/itinerary-offers'
        ? { status: 200, body: { screening, offers: [sampleWayOffer(), around], notOffered } }
        : undefined,
    );
    await show(pages, { path: '/itineraries/new?corridor=bishkek-samara' });
    await fillAndFind();
    const [first, second] = await screen.findAllByRole('article');
    const request = asked.find(({ path }) => path === '/api/itinerary-offers')?.body as Record<string, string>;
    // Bishkek is six hours ahead of UTC, Samara four.
    expect(request).toMatchObject({ readyAt: '2026-11-22T09:00:00+06:00', arriveBy: '2026-11-27T07:00:00+04:00' });
    expect(request).toMatchObject({ corridorId: 'bishkek-samara', drivingRules: { drivingHours: 9, restHours: 11 } });
    within(first!).getByText('Korday → Syrym');
    within(first!).getByText('There first');
    const picture = within(first!).getByRole('img');
    expect(picture.getAttribute('aria-label')).toBe(
      "Korday → Syrym: driving 1 day 1 hr, driver's rest 22 hrs, waiting for the slot 2 hrs, at the border 2 hrs, margin (P50 to P80) 4 hrs",
    );
    expect(first!.textContent).toMatch(/Distance, estimated≈ 1,430 km/);
    expect(second!.textContent).toMatch(/1 hr 30 mins later than the first way\. 70 km longer\./);
    screen.getByText(/no slot with room that the truck can reach/);
    screen.getByText('1 way is not offered');
  });

  it('promises nothing of a wait that nobody knows', async () => {
    const legs = sampleWayOffer().legs.map((leg) =>
      leg.kind === 'crossing'
        ? { ...leg, waitFrom: 'none' as const, waitP50Minutes: null, waitP80Minutes: null, marginMinutes: 0 }
        : leg,
    );
    const offer = sampleWayOffer({ legs, riskMinutes: 0, arrivalP80At: sampleWayOffer().arrivalP50At });
    withServer(({ path }) =>
      path === '/api/itinerary-offers'
        ? { status: 200, body: { screening, offers: [offer], notOffered: [] } }
        : undefined,
    );
    await show(pages, { path: '/itineraries/new?corridor=bishkek-samara' });
    await fillAndFind();
    const card = await screen.findByRole('article');
    expect(card.textContent).toMatch(/the wait at a border is not known/);
    expect(card.textContent).toMatch(/0 mins or more: a wait is not known/);
    expect(card.textContent).not.toMatch(/four times of five in time/);
  });

  it('has a table of every part on demand, with earliest and latest', async () => {
    withServer(({ path }) =>
      path === '/api/itinerary-offers'
        ? { status: 200, body: { screening, offers: [seaOffer()], notOffered: [] } }
        : undefined,
    );
    await show(pages, { path: '/itineraries/new?corridor=kostanay-amirabad' });
    await fillAndFind();
    await userEvent.click(await screen.findByRole('button', { name: /^All parts/ }));
    const table = screen.getByRole('table');
    expect(
      within(table)
        .getAllByRole('columnheader')
        .map(({ textContent }) => textContent),
    ).toEqual([...['Part', 'Planned', 'Earliest', 'Latest']]);
    expect(table.textContent).toMatch(/Ship Barys: Aktau \(port\) → Amirabad \(port\)/);
    // 02:00 in UTC is 05:30 in Iran and 07:00 in Kazakhstan.
    expect(table.textContent).toMatch(/Fri,? 27 Nov, 05:30 in Kazakhstan: 07:00/);
    expect(table.textContent).toMatch(/Generated timetable/);
  });

  it('asks what the ship needs only where there is a ship, and turns round', async () => {
    withServer(() => undefined);
    await show(pages, { path: '/itineraries/new?corridor=kostanay-amirabad' });
    await screen.findByLabelText(/Length of the whole truck/);
    screen.getByText('From Kostanay to Amirabad (port).', { exact: false });
    await userEvent.click(screen.getByRole('button', { name: 'The other way round' }));
    screen.getByText('From Amirabad (port) to Kostanay.', { exact: false });
    screen.getByLabelText('Ready to leave, clock of Amirabad (port)');
    expect(screen.queryByLabelText(/Ready to leave, clock of Kostanay/)).toBeNull();
  });

  it('asks for nothing while a field is wrong: an arrival before the start on two clocks, nine hours that are ninety', async () => {
    const asked = withServer(() => undefined);
    await show(pages, { path: '/itineraries/new?corridor=bishkek-samara' });
    await screen.findByLabelText(/Number plate/);
    // 08:30 in Samara is 10:30 in Bishkek: later. 06:30 is 08:30: before 09:00.
    write(/To be there by/, '2026-11-22T06:30');
    await userEvent.click(screen.getByRole('button', { name: /Driving and rest/ }));
    await screen.findByLabelText(/Hours at the wheel/);
    write(/Hours at the wheel/, '90');
    fireEvent.click(screen.getByText('Find ways'));
    screen.getByText('Arrival must be later than the start');
    screen.getByText('From 1 to 24 hours');
    expect(asked.some(({ path }) => path === '/api/itinerary-offers')).toBe(false);
    write(/To be there by/, '2026-11-22T08:30');
    fireEvent.click(screen.getByText('Find ways'));
    expect(screen.queryByText('Arrival must be later than the start')).toBeNull();
  });

  it('says which part was refused, that nothing was taken, and searches again', async () => {
    const asked = withServer(({ path, method }) => {
      if (path === '/api/itinerary-offers')
        return { status: 200, body: { screening, offers: [sampleWayOffer()], notOffered: [] } };
      if (path === '/api/itineraries' && method === 'POST')
        return { status: 409, body: { code: 'SLOT_FULL', message: 'Full.', field: 'body.claim.slotIds.1' } };
      return undefined;
    });
    await show(pages, { path: '/itineraries/new?corridor=bishkek-samara' });
    await fillAndFind();
    await userEvent.click(await screen.findByRole('button', { name: /Hold for 10 minutes/ }));
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toMatch(/Part 4\. Border: Syrym/);
    expect(alert.textContent).toMatch(/Nothing was taken/);
    expect(document.querySelectorAll('[data-leg-wrong]').length).toBeGreaterThan(0);
    const hold = asked.find(({ path, method }) => path === '/api/itineraries' && method === 'POST');
    expect(hold?.idempotencyKey).toMatch(/^[0-9a-f]{32}$/);
    expect(hold?.body).toMatchObject({ wayId: 'bishkek-samara/main', claim: { slotIds: [11, 12], sailing: null } });
    await userEvent.click(within(alert).getByRole('button', { name: 'Search again' }));
    await waitFor(() => expect(asked.filter(({ path }) => path === '/api/itinerary-offers')).toHaveLength(2));
    await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
  });

  it('says of a full ship which of its counts is full, at the ship and at the field', async () => {
    withServer(({ path, method }) => {
      if (path === '/api/itinerary-offers')
        return { status: 200, body: { screening, offers: [seaOffer()], notOffered: [] } };
      if (path === '/api/itineraries' && method === 'POST')
        return { status: 409, body: { code: 'SAILING_FULL', message: 'Full.', field: 'body.needs.laneMetres' } };
      return undefined;
    });
    await show(pages, { path: '/itineraries/new?corridor=kostanay-amirabad' });
    await fillAndFind();
    await userEvent.click(await screen.findByRole('button', { name: /Hold for 10 minutes/ }));
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toMatch(/Part 2\. Ship Barys.*no lane metres left/);
    expect(screen.getByLabelText(/Length of the whole truck/).getAttribute('aria-invalid')).toBe('true');
  });

  it('holds nothing of an application that has changed since', async () => {
    withServer(({ path }) =>
      path === '/api/itinerary-offers'
        ? { status: 200, body: { screening, offers: [sampleWayOffer()], notOffered: [] } }
        : undefined,
    );
    await show(pages, { path: '/itineraries/new?corridor=bishkek-samara' });
    await fillAndFind();
    const hold = await screen.findByRole('button', { name: /Hold for 10 minutes/ });
    expect(hold.hasAttribute('disabled')).toBe(false);
    write(/Driver/, 'Serik');
    expect(hold.hasAttribute('disabled')).toBe(false);
    write(/Gross weight/, '22000');
    expect(hold.hasAttribute('disabled')).toBe(true);
    screen.getByText(/changed since/);
  });
});
