/**
 * The twin as a program of its own: trucks and officers at the gates of a server, through its public API.
 *
 *     npm run twin -- --url http://localhost:3000 [--rate 50] [--seed otkel-demo] [--email …] [--password …]
 *         [--slow checkpoint:side:factor]…
 *
 * The demo world starts it as a child process, and it ends with it.
 */
import { parseArgs } from 'node:util';
import { systemClock } from '../../server/platform/clock.ts';
import { openOfficerApi } from './http/officer-api.ts';
import { openTraffic } from './http/run-traffic.ts';
import { simulatedOfficer } from './officer.ts';
import { readSlowPost } from './slow-post.ts';

const { values } = parseArgs({
  options: {
    url: { type: 'string', default: 'http://localhost:3000' },
    rate: { type: 'string', default: '1' },
    seed: { type: 'string', default: 'otkel-demo' },
    email: { type: 'string', default: simulatedOfficer.email },
    password: { type: 'string', default: simulatedOfficer.password },
    slow: { type: 'string', multiple: true, default: [] },
  },
});

// Every batch is whole or not sent at all: it may end at any moment.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(0));
// Its server is gone, even by kill -9, even before this line: nothing may stay behind.
process.once('disconnect', () => process.exit(0));
if (process.send && !process.connected) process.exit(0);

const say = (line: string) => {
  if (process.send) process.send({ say: line });
  else process.stdout.write(`${line}\n`);
};

start().catch((error: Error) => {
  console.error(`The twin ended: ${error.message}`);
  process.exit(1);
});

async function start() {
  const { url, seed, email, password } = values;
  const slow = values.slow.map((post) => readSlowPost(post, systemClock.now().getTime()));
  const rate = Number(values.rate);
  if (!(rate > 0)) throw new Error(`--rate is "${values.rate}", but must be a number above 0, such as 50`);
  const api = await openOfficerApi(url, { email, password });
  const traffic = await openTraffic({ api, clock: systemClock, seed, rate, slow, say });
  await traffic.catchUp();
  process.send?.({ caughtUp: true });
  await traffic.run();
}
