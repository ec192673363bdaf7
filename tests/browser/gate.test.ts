import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoPassword } from '../../server/accounts/index.ts';
import { systemClock } from '../../server/platform/clock.ts';
import type { Trip } from '../../shared/contract/trips.ts';
import { callApi } from '../support/server.ts';
import { truck } from '../support/trucks.ts';
import { openSite, type Site } from './open-site.ts';

let site: Site;
let dispatcher: string;
let trucks = 0;

beforeAll(async () => {
  site = await openSite();
  const body = { email: 'dispatcher@demo.otkel', password: demoPassword };
  dispatcher = (await callApi(site.url, 'POST', '/api/auth/sign-in/email', { body })).body.token;
  await site.parts.db.quota.deleteMany({ where: { kind: 'carrier-slot' } });
});
afterAll(() => site.close());

/** A confirmed truck in the next slot of Syrym, out of Kazakhstan, and its driver's link. */
async function book(): Promise<{ id: string; plate: string; path: string }> {
  const slot = await site.parts.db.slot.findFirstOrThrow({
    where: { checkpointId: 'syrym', direction: 'out', closedBecause: null, startsAt: { gt: systemClock.now() } },
    orderBy: { startsAt: 'asc' },
  });
  const call = (method: string, path: string, body?: object) =>
    callApi(site.url, method, path, { token: dispatcher, ...(body ? { body } : {}) });
  const { id } = (await call('POST', '/api/bookings', { slotId: slot.id, ...truck(++trucks) })).body;
  const confirmed = await call('POST', `/api/bookings/${id}/confirm`);
  expect(confirmed.body).toMatchObject({ state: 'confirmed' });
  const { path } = (await call('GET', `/api/bookings/${id}/link`)).body;
  return { id, plate: confirmed.body.vehicle.plate, path };
}

const stepsOf = async (bookingId: string) =>
  (await site.parts.db.gateEvent.findMany({ where: { bookingId }, orderBy: { number: 'asc' } })).map(
    ({ step }) => step,
  );

/** A signed-in officer's tablet with the page open and ready to open again without a network. */
async function openGate() {
  const visit = await site.visit({ locale: 'en-GB', viewport: { width: 820, height: 1180 } });
  const data = { email: 'officer@demo.otkel', password: demoPassword };
  const answer = await visit.context.request.post(`${site.url}/api/auth/sign-in/email`, { data });
  expect(answer.ok()).toBe(true);
  await visit.page.goto('/gate/syrym');
  await visit.page.getByText('This page opens and works without a network too.').waitFor();
  await visit.page.getByText(/^list of \d\d:\d\d$/).waitFor();
  return visit;
}

const find = (page: Page, plate: string) => page.getByRole('searchbox', { name: 'Number plate' }).fill(plate);
const press = (page: Page, plate: string, name: string) =>
  page
    .getByRole('region', { name: 'Check in' })
    .getByRole('article', { name: plate })
    .getByRole('button', { name, exact: true })
    .click();

test('an officer without a network opens the page, records three steps, and they arrive once', async () => {
  const { id, plate } = await book();
  const { context, page, expectNoFaults } = await openGate();
  await page.getByRole('button', { name: '1 Expected' }).waitFor();

  await context.setOffline(true);
  await page.reload();
  await page.getByRole('heading', { name: 'Gate' }).waitFor();
  await page.getByText(/^list of \d\d:\d\d, kept on this device$/).waitFor();
  await find(page, plate);
  await press(page, plate, 'Check in');
  await press(page, plate, 'Call');
  await press(page, plate, 'At the Kazakh post');
  await page.getByText('3 records wait on this device.').waitFor();
  expect(await stepsOf(id)).toEqual([]);

  // What is kept outlives the page.
  await page.reload();
  await page.getByText('3 records wait on this device.').waitFor();
  await context.setOffline(false);
  await page.getByText('Everything is sent').waitFor();
  expect(await stepsOf(id)).toEqual(['arrived', 'called', 'at-post']);

  await find(page, plate);
  await press(page, plate, 'Undo');
  await page
    .getByRole('region', { name: 'Check in' })
    .getByText(/^Called · since/)
    .waitFor();
  await page.getByText('Everything is sent').waitFor();
  await expect.poll(() => stepsOf(id)).toEqual(['arrived', 'called', 'at-post', 'undo']);
  expectNoFaults();
  await context.close();
});

test('a record that the server refuses stays before the officer until he puts it away', async () => {
  const { context, page, expectNoFaults } = await openGate();
  await context.setOffline(true);
  await find(page, '999 NOT 99');
  await page.getByText(/999NOT99 is not on the list/).waitFor();
  await page.getByRole('region', { name: 'Check in' }).getByRole('button', { name: 'Check in' }).click();
  await page.getByText('1 record waits on this device.').waitFor();
  await find(page, '');
  await context.setOffline(false);
  const refused = page.getByRole('alert').filter({ hasText: 'The server refused 1 record' });
  await refused.getByText('No truck of this checkpoint is known by that').waitFor();
  await page.reload();
  await refused.getByRole('button', { name: 'Put away' }).click();
  await refused.waitFor({ state: 'detached' });
  expectNoFaults();
  await context.close();
});

test("a driver's pass, photographed from his phone, is verified without a network and checks him in", async () => {
  const { id, plate, path } = await book();
  const driver = await site.visit({ locale: 'en-GB', viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 });
  await driver.page.goto(path);
  await driver.page.getByRole('heading', { name: 'Your pass' }).waitFor();
  await driver.page.getByText(plate, { exact: true }).waitFor();
  const qr = driver.page.getByRole('img', { name: `Pass of ${plate} as a QR code` });
  const photo = await qr.screenshot();

  const gate = await openGate();
  await gate.context.setOffline(true);
  const { page } = gate;
  const scan = async () => {
    await page.getByRole('button', { name: 'Scan the pass' }).click();
    return page.getByRole('dialog', { name: 'Scan the pass' });
  };
  const dialog = await scan();
  await dialog.locator('input[type=file]').setInputFiles({ name: 'pass.png', mimeType: 'image/png', buffer: photo });
  await dialog.getByText('The pass is valid').waitFor();
  await dialog.getByRole('article', { name: plate }).getByRole('button', { name: 'Check in' }).click();
  await dialog.getByRole('button', { name: 'Close' }).last().click();

  const { pass }: Trip = (await callApi(site.url, 'GET', path.replace('/trip/', '/api/trips/'))).body;
  const altered = pass!.token.replace(/\.(.)/, (_, letter) => `.${letter === 'a' ? 'b' : 'a'}`);
  const again = await scan();
  await again.getByLabel('Text of the pass').fill(altered);
  await again.getByRole('button', { name: 'Verify' }).click();
  await again.getByText('This is not a valid pass').waitFor();
  await again.getByRole('button', { name: 'Close' }).last().click();

  expect(await stepsOf(id)).toEqual([]);
  await gate.context.setOffline(false);
  await expect.poll(() => stepsOf(id)).toEqual(['arrived']);
  await driver.page.getByText('You are checked in. Stay near your truck until you are called.').waitFor();
  await qr.waitFor({ state: 'detached' });
  gate.expectNoFaults();
  driver.expectNoFaults();
  await gate.context.close();
  await driver.context.close();
});

test("the driver's page opens without a network once it was opened, and reads from right to left too", async () => {
  const { path, plate } = await book();
  const { context, page, expectNoFaults } = await site.visit({
    locale: 'en-GB',
    viewport: { width: 390, height: 844 },
  });
  await page.goto(path);
  const qr = page.getByRole('img', { name: `Pass of ${plate} as a QR code` });
  await qr.waitFor();
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await context.setOffline(true);
  await page.reload();
  await qr.waitFor();
  await page.getByText(/^Kept on this phone, as of/).waitFor();
  const overhang = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(await overhang()).toBeLessThanOrEqual(0);
  await page.evaluate(() => document.documentElement.setAttribute('dir', 'rtl'));
  expect(await overhang()).toBeLessThanOrEqual(0);
  expectNoFaults();
  await context.close();
});

test('a link that was altered says so, and nothing else', async () => {
  const { path } = await book();
  const { context, page } = await site.visit({ locale: 'en-GB', viewport: { width: 390, height: 844 } });
  await page.goto(`${path.slice(0, -3)}AAA`);
  await page.getByRole('heading', { name: 'This link does not work' }).waitFor();
  expect(await page.getByRole('img', { name: /QR/ }).count()).toBe(0);
  await context.close();
});
