import { fileURLToPath } from 'node:url';
import { startDemoWorld } from '../twin/demo-world.ts';
import { demoAccounts, demoPassword } from './accounts/index.ts';
import { startOtkel } from './otkel.ts';
import { systemClock } from './platform/clock.ts';
import { type Config, readConfig } from './platform/config.ts';
import { startEmbeddedPostgres } from './platform/database/embedded-postgres.ts';
import { defaultLimits } from './platform/http/create-app.ts';
import { createLog } from './platform/log.ts';
import { prepareDatabase } from './prepare-database.ts';

const say = (line: string) => void process.stdout.write(`${line}\n`);

main().catch((error: Error) => {
  console.error(`Otkel did not start: ${error.message}`);
  process.exitCode = 1;
});

async function main() {
  const config = readConfig(process.env);
  const log = createLog('info');
  const postgres = config.databaseUrl
    ? { url: config.databaseUrl, stop: async () => {} }
    : await startEmbeddedPostgres({ dataDir: config.dataDir, log: { info: say, warn: say }, onProgress: say });
  const demo = config.databaseUrl === undefined;

  await prepareDatabase(postgres.url, systemClock.now(), say);
  const otkel = await startOtkel({
    databaseUrl: postgres.url,
    role: config.role,
    ports: config.ports,
    clock: systemClock,
    log,
    limits: defaultLimits,
    clientDirectory: fileURLToPath(new URL('../dist/client', import.meta.url)),
    demo,
  });

  const demoWorld = demo ? await startDemoWorld(otkel.parts, say) : undefined;
  if (config.role !== 'web') await otkel.startWorker(demoWorld?.jobs);
  announce(config, otkel.url, demo);

  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, async () => {
      say(`${signal}: finishing what is under way`);
      await demoWorld?.stop();
      await otkel.stop();
      await postgres.stop();
      process.exit(0);
    });
  }
}

function announce({ role }: Config, url: string | undefined, demo: boolean) {
  say(url ? `\nOtkel is at ${url}  (API: ${url}/api/docs)` : `\nOtkel's ${role} is running`);
  if (!demo || !url) return;
  say(`This is a demo world; all its traffic is simulated. Accounts, password ${demoPassword}:`);
  for (const { email, name } of demoAccounts) say(`  ${email.padEnd(26)} ${name}`);
}
