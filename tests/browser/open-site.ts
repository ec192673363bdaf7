import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { expect } from 'vitest';
import { seedDemoAccounts } from '../../server/accounts/index.ts';
import { startOtkel } from '../../server/otkel.ts';
import { systemClock } from '../../server/platform/clock.ts';
import { createLog } from '../../server/platform/log.ts';
import { prepareDatabase } from '../../server/prepare-database.ts';
import { launchBrowser } from '../support/browser.ts';
import { createTestDatabase } from '../support/database.ts';

const path = (relative: string) => fileURLToPath(new URL(`../../${relative}`, import.meta.url));

export type Site = Awaited<ReturnType<typeof openSite>>;

/** The whole product in one process, as npm start has it: the built client, today's slots and the real time, with a browser before it. */
export async function openSite() {
  const tsx = path('node_modules/tsx/dist/cli.mjs');
  await promisify(execFile)(process.execPath, [tsx, path('client/build.ts'), '--if-changed'], { cwd: path('.') });
  const database = await createTestDatabase();
  await prepareDatabase(database.url, systemClock.now(), () => {});
  const otkel = await startOtkel({
    databaseUrl: database.url,
    role: 'web',
    ports: [0],
    clock: systemClock,
    log: createLog('silent'),
    limits: { perMinute: 1_000_000, signInsPerMinute: 1_000_000 },
    clientDirectory: path('dist/client'),
    demo: true,
  });
  await seedDemoAccounts(otkel.parts.db, { now: systemClock.now(), simulatedCarriers: 0 });
  const browser = await launchBrowser();
  const url = otkel.url!;
  return {
    url,
    parts: otkel.parts,
    /** A browser of its own, as another person has it. */
    visit: async (options: BrowserContextOptions) =>
      watchFaults(url, await browser.newContext({ baseURL: url, ...options })),
    async close() {
      await browser.close();
      await otkel.stop();
      await database.drop();
    },
  };
}

export interface Visit {
  context: BrowserContext;
  page: Page;
  /** @throws where a script failed, the browser refused something, or anything was asked of another host */
  expectNoFaults(): void;
}

async function watchFaults(url: string, context: BrowserContext): Promise<Visit> {
  const faults: string[] = [];
  const page = await context.newPage();
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    // A browser that is offline says so; that is no fault of the page.
    if (message.type() === 'error' && !message.text().includes('ERR_INTERNET_DISCONNECTED'))
      faults.push(message.text());
  });
  page.on('request', (request) => {
    if (/^(http|ws)/.test(request.url()) && new URL(request.url()).host !== new URL(url).host)
      faults.push(request.url());
  });
  return { context, page, expectNoFaults: () => expect(faults).toEqual([]) };
}
