import { startEmbeddedPostgres } from '../../server/platform/database/embedded-postgres.ts';
import { makeDataDir, removeDataDir } from './data-dir.ts';

// A process of its own that runs a PostgreSQL for tests, prints its address, and cleans up when its standard input closes.
// That happens however the test run ends: vitest calls no teardown on Ctrl-C, SIGTERM or kill -9.

process.stdout.on('error', () => {}); // the reader may be gone; the end of the input still brings us to the cleaning
const dataDir = process.argv[2] ?? (await makeDataDir());
try {
  const postgres = await startEmbeddedPostgres({
    dataDir,
    durable: false,
    log: { info: () => {}, warn: console.error },
  });
  process.stdout.write(`${postgres.url}\n`);
  for await (const _ of process.stdin);
  await postgres.stop();
} finally {
  await removeDataDir(dataDir);
}
