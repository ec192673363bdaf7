import { DateTime } from 'luxon';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoPassword } from '../../server/accounts/index.ts';
import { callApi } from '../support/server.ts';
import { truck } from '../support/trucks.ts';
import { openSite, type Site } from './open-site.ts';

let site: Site;

beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

/** Presses Tab until a link or button of this name has the focus. */
async function tabTo(page: Page, name: RegExp) {
  const focused = () => page.evaluate(() => document.activeElement?.textContent ?? '');
  for (let presses = 0; presses < 20; presses++) {
    await page.keyboard.press('Tab');
    if (name.test(await focused())) return;
  }
  throw new Error(`20 presses of Tab do not reach ${name}`);
}

test('a visitor sees all checkpoints in Russian, changes to English, and opens the week of Syrym by keyboard', async () => {
  const visit = await site.visit({ locale: 'ru-RU' });
  const { page } = visit;
  await page.goto('/');

  const rows = page.getByRole('region', { name: 'Список пунктов пропуска' }).getByRole('link');
  const signs = page
    .getByRole('region', { name: 'Карта пунктов пропуска' })
    .locator('.leaflet-marker-icon svg[data-out]');
  await page.getByText('37 пунктов пропуска').waitFor();
  await signs.nth(36).waitFor();
  expect([await rows.count(), await signs.count()]).toEqual([37, 37]);
  // Nobody feeds the queues of this world: a dash and not a nought.
  await rows
    .filter({ hasText: 'Сырым' })
    .filter({ hasText: 'Выезд из Казахстана: Нет данных' })
    .filter({ hasText: '—' })
    .waitFor();
  await page.getByText('Свободные места', { exact: true }).click();
  await rows
    .filter({ hasText: 'Сырым' })
    .filter({ hasText: /Выезд из Казахстана: Свободно, свободно \d+ из \d+ мест/ })
    .waitFor();

  await page.getByRole('button', { name: 'Язык: Русский' }).click();
  await page.getByRole('menuitem', { name: 'English' }).click();
  const list = page.getByRole('region', { name: 'List of checkpoints' });
  await list.getByRole('link').filter({ hasText: 'Out of Kazakhstan: Free' }).first().waitFor();
  expect(await page.locator('html').getAttribute('lang')).toBe('en');

  await page.getByRole('searchbox', { name: 'Name of a post or a road' }).focus();
  await page.keyboard.type('syrym');
  await page.getByText('1 checkpoint', { exact: true }).waitFor();
  await tabTo(page, /Syrym/);
  await page.keyboard.press('Enter');

  await page.getByRole('heading', { name: 'Syrym — Mashtakovo' }).waitFor();
  const grid = page.getByRole('grid', { name: /^Slots of Syrym.*, Out of Kazakhstan/ });
  await grid.waitFor();
  // Both clocks beside the hours, seven days across, a day of hours down.
  await grid.getByRole('columnheader', { name: 'KZ UTC+5' }).waitFor();
  await grid.getByRole('columnheader', { name: 'RU UTC+5' }).waitFor();
  expect(await grid.getByRole('columnheader').count()).toBe(2 + 7);
  expect(await grid.getByRole('rowheader').allTextContents()).toEqual(
    Array.from({ length: 24 }, (_, hour) => `${String(hour).padStart(2, '0')}:00`),
  );
  const cells = grid.getByRole('button', {
    name: /Kazakh time, \d\d:00 across the border: free, \d+ of \d+ places left/,
  });
  await cells.first().waitFor();

  await grid.getByRole('button').first().focus();
  for (const key of ['End', 'ArrowDown', 'Enter']) await page.keyboard.press(key);
  await page.getByText(/at most \d+ inspected, \d+ of them examined; limited by the Russian post, documents/).waitFor();

  await page.goto('/board');
  await page.getByText('page 1 of').waitFor();
  await page.keyboard.press('ArrowRight');
  await page.getByText('page 2 of').waitFor();
  await page.getByRole('link', { name: 'How it is measured' }).click();
  await page.getByRole('heading', { name: 'The same numbers as data' }).waitFor();
  visit.expectNoFaults();
  await visit.context.close();
});

test('a dispatcher books; whoever looks at the checkpoint sees the slot fill, also after being offline', async () => {
  const { db, live } = site.parts;
  // Two places in each slot of auyl, so that two bookings fill it.
  await db.slot.updateMany({
    where: { checkpointId: 'auyl', direction: 'out', closedBecause: null },
    data: { totalPlaces: 2, inspectedPlaces: 2, examinedPlaces: 0 }, // a truck without papers is yellow
  });
  const watcher = await site.visit({ locale: 'en-GB' });
  await watcher.page.goto('/checkpoints/auyl');
  const grid = watcher.page.getByRole('grid', { name: /^Slots of Auyl/ });
  await grid
    .getByRole('button', { name: /free, 2 of 2 places left/ })
    .first()
    .waitFor();
  await watcher.page.evaluate(() => Object.assign(window, { loadedOnce: true }));

  const dispatcher = await site.visit({ locale: 'en-GB' });
  const { page } = dispatcher;
  await page.goto('/book');
  await page.getByRole('link', { name: 'Sign in' }).first().click();
  await page.getByLabel('E-mail').fill('dispatcher@demo.otkel');
  await page.getByLabel('Password', { exact: false }).first().fill(demoPassword);
  await page.getByRole('button', { name: 'Sign in' }).click();

  await page.getByRole('combobox', { name: 'Checkpoint' }).fill('Auyl');
  await page.getByRole('option', { name: /Auyl/ }).click();
  const { vehicle, cargo } = truck(1);
  await page.getByLabel('Number plate').fill(vehicle.plate);
  await page.getByLabel('VIN').fill(vehicle.vin);
  await page.getByLabel('HS code').fill(cargo.hsCode);
  await page.getByLabel('Gross weight, kg').fill(String(cargo.grossWeightKg));
  await page.getByRole('button', { name: 'Find slots' }).click();
  await page.getByRole('listitem').getByRole('button', { name: 'Hold for 10 minutes' }).first().click();
  await page.getByRole('heading', { name: 'The place is held for you' }).waitFor();

  const { slot, id } = await db.booking.findFirstOrThrow({ where: { plate: vehicle.plate }, include: { slot: true } });
  const startsAt = DateTime.fromJSDate(slot.startsAt, { zone: 'Asia/Almaty' }).setLocale('en-GB');
  const day = startsAt.toLocaleString({ weekday: 'long', day: 'numeric', month: 'long' });
  const clocks = `${startsAt.toFormat('HH:mm')} Kazakh time, ${startsAt.setZone('Asia/Barnaul').toFormat('HH:mm')} across the border`;
  const cell = (words: string) => grid.getByRole('button', { name: `${day}, ${clocks}: ${words}` });
  await cell('free, 1 of 2 places left').waitFor();

  await page.getByRole('button', { name: 'Confirm booking' }).click();
  await page.getByRole('heading', { name: 'The crossing is booked' }).waitFor();
  expect(await db.booking.findUniqueOrThrow({ where: { id } })).toMatchObject({ state: 'confirmed' });

  await watcher.context.setOffline(true);
  for (const socket of live.sockets.sockets.values()) socket.conn.close(); // a line that is open can outlive it
  await watcher.page.getByText('You are offline. You see the last known numbers.').waitFor();
  const token = await signInByApi();
  const body = { slotId: slot.id, ...truck(2) };
  expect((await callApi(site.url, 'POST', '/api/bookings', { token, body })).status).toBe(201);
  expect(await cell('free, 1 of 2 places left').count()).toBe(1);

  await watcher.context.setOffline(false);
  await cell('full, 0 of 2 places left').waitFor();
  expect(await watcher.page.evaluate(() => 'loadedOnce' in window)).toBe(true);
  watcher.expectNoFaults();
  dispatcher.expectNoFaults();
});

async function signInByApi(): Promise<string> {
  const body = { email: 'dispatcher2@demo.otkel', password: demoPassword };
  return (await callApi(site.url, 'POST', '/api/auth/sign-in/email', { body })).body.token;
}
