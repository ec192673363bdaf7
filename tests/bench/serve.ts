import { startOtkel } from '../../server/otkel.ts';
import { systemClock } from '../../server/platform/clock.ts';
import { createLog } from '../../server/platform/log.ts';

/** The web role as a process of its own, without request limits: what bench-bookings.ts sends its requests to. */
const unlimited = { perMinute: Number.MAX_SAFE_INTEGER, signInsPerMinute: Number.MAX_SAFE_INTEGER };

const otkel = await startOtkel({
  databaseUrl: process.env.DATABASE_URL!,
  role: 'web',
  ports: [0],
  clock: systemClock,
  log: createLog('error'),
  limits: unlimited,
  demo: false,
});
process.stdout.write(`${otkel.url}\n`);
process.once('SIGTERM', async () => {
  await otkel.stop();
  process.exit(0);
});
