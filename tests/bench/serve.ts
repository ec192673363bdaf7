import { startOtkel } from '../../server/otkel.ts';
import { systemClock } from '../../server/platform/clock.ts';
import { createLog } from '../../server/platform/log.ts';

/** A process of its own without request limits, for the benches to send requests to: the web role, or with ROLE=both the jobs, too. */
const unlimited = { perMinute: Number.MAX_SAFE_INTEGER, signInsPerMinute: Number.MAX_SAFE_INTEGER };

const role = process.env.ROLE === 'both' ? 'both' : 'web';

const otkel = await startOtkel({
  databaseUrl: process.env.DATABASE_URL!,
  role,
  ports: [0],
  clock: systemClock,
  log: createLog('error'),
  limits: unlimited,
  demo: false,
});
if (role === 'both') await otkel.startWorker();
process.stdout.write(`${otkel.url}\n`);
process.once('SIGTERM', async () => {
  await otkel.stop();
  process.exit(0);
});
