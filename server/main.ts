import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startDemoWorld } from '../twin/demo-world.ts';
import { demoAccounts, demoPassword } from './accounts/index.ts';
import { startOtkel } from './otkel.ts';
import { systemClock } from './platform/clock.ts';
import { type Config, readConfig } from './platform/config.ts';
import { startEmbeddedPostgres } from './platform/database/embedded-postgres.ts';
import { defaultLimits } from './platform/http/create-app.ts';
import { createLog } from './platform/log.ts';
import { openMailer } from './platform/mail.ts';
import { prepareDatabase } from './prepare-database.ts';

const say = (line: string) => void process.stdout.write(`${line}\n`);
const clientDirectory = fileURLToPath(new URL('../dist/client', import.meta.url));

/** What has to be closed, in the order it was opened. */
const opened: (() => Promise<void> | void)[] = [];
let isEnding = false;

// Before anything is opened: a Ctrl-C while the database is prepared must not leave PostgreSQL behind.
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, async () => {
    say(`${signal}: finishing what is under way`);
    isEnding = true;
    await closeAll();
    process.exit(0);
  });
}

start().catch(async (error: Error) => {
  if (isEnding) return; // what was being opened found the rest of it closed
  console.error(`Otkel did not start: ${error.message}`);
  process.exitCode = 1;
  await closeAll();
});

async function start() {
  const config = readConfig(process.env);
  const demo = config.databaseUrl === undefined;
  const databaseUrl = config.databaseUrl ?? (await startOwnPostgres(config));
  await prepareDatabase(databaseUrl, systemClock.now(), say);

  const outboxDirectory = join(config.dataDir, 'outbox');
  if (config.role !== 'web' && config.smtpUrl === undefined)
    say(`E-mails are written to ${outboxDirectory}: no SMTP_URL is set`);
  const otkel = await startOtkel({
    databaseUrl,
    role: config.role,
    ports: config.ports,
    clock: systemClock,
    log: createLog('info'),
    limits: defaultLimits,
    clientDirectory,
    demo,
    mailer: openMailer({ smtpUrl: config.smtpUrl, from: config.mailFrom, outboxDirectory }),
    publicUrl: config.publicUrl,
  });
  opened.push(otkel.stop);

  const demoWorld = demo ? await startDemoWorld(otkel.parts, say) : undefined;
  if (demoWorld) opened.push(demoWorld.stop);
  announce(config, otkel.url, demo);
  if (demoWorld && otkel.url) await demoWorld.playIn(otkel.url);
  if (config.role === 'web' || isEnding) return;
  const starting = otkel.startWorker(demoWorld?.jobs);
  // Jobs that are half started could not be closed, and would ask for a database that is gone.
  opened.push(() => starting.catch(() => {}));
  await starting;
}

async function startOwnPostgres({ dataDir }: Config): Promise<string> {
  const postgres = await startEmbeddedPostgres({ dataDir, log: { info: say, warn: say }, onProgress: say });
  opened.push(postgres.stop);
  return postgres.url;
}

async function closeAll() {
  while (opened.length > 0) await opened.pop()!();
}

function announce({ role }: Config, url: string | undefined, demo: boolean) {
  say(url ? `\nOtkel is at ${url}  (API: ${url}/api/docs)` : `\nOtkel's ${role} is running`);
  if (!demo || !url) return;
  say(`This is a demo world; all its traffic is simulated. Accounts, password ${demoPassword}:`);
  for (const { email, name } of demoAccounts) say(`  ${email.padEnd(26)} ${name}`);
}
