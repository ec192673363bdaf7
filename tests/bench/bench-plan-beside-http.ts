import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpus } from 'node:os';
import { createInterface } from 'node:readline';
import { demoPassword, seedDemoAccounts } from '../../server/accounts/index.ts';
import { systemClock } from '../../server/platform/clock.ts';
import { openDatabase } from '../../server/platform/database/client.ts';
import { startEmbeddedPostgres } from '../../server/platform/database/embedded-postgres.ts';
import { prepareDatabase } from '../../server/prepare-database.ts';
import type { Plan } from '../../shared/contract/plans.ts';
import { submitMany } from '../server/plans/applications.ts';
import { makeDataDir, removeDataDir } from '../support/data-dir.ts';
import { callApi } from '../support/server.ts';

/**
 * How long an HTTP request takes while one process answers requests and runs a round, in each state of the round. Sent one after the other, as
 * somebody who looks at the map would. `node --import tsx tests/bench/bench-plan-beside-http.ts 50000` plans as many applications.
 */
const applications = Number(process.argv[2] ?? 20_000);
const say = (line: string) => void process.stdout.write(`${line}\n`);

const dataDir = await makeDataDir();
const postgres = await startEmbeddedPostgres({ dataDir, log: { info: () => {}, warn: say } });
await prepareDatabase(postgres.url, systemClock.now(), () => {});
const db = openDatabase(postgres.url);
await seedDemoAccounts(db, { now: systemClock.now(), simulatedCarriers: 100 });

const child = spawn(process.execPath, ['--import', 'tsx', 'tests/bench/serve.ts'], {
  env: { ...process.env, DATABASE_URL: postgres.url, ROLE: 'both' },
  stdio: ['ignore', 'pipe', 'inherit'],
});
const [url] = (await once(createInterface(child.stdout), 'line')) as [string];
const signIn = { body: { email: 'planner@demo.otkel', password: demoPassword } };
const { token } = (await callApi(url, 'POST', '/api/auth/sign-in/email', signIn)).body;

const paths = ['/api/health', '/api/checkpoints/syrym/slots?direction=out'];
const times = new Map<string, number[]>();
const begun = new Map<string, number>();

async function measure(state: string) {
  for (const path of paths) {
    const begin = performance.now();
    await callApi(url, 'GET', path);
    const key = `${state.padEnd(9)}  ${path}`;
    times.set(key, [...(times.get(key) ?? []), performance.now() - begin]);
  }
}

for (let round = 0; round < 100; round++) await measure('warm-up');
times.clear();
for (let round = 0; round < 100; round++) await measure('idle');

const submitting = performance.now();
await submitMany(db, applications, systemClock.now());
const submitSeconds = (performance.now() - submitting) / 1000;
await callApi(url, 'POST', '/api/plans', { token });
let plan: Plan;
do {
  [plan] = (await callApi(url, 'GET', '/api/plans?limit=1')).body.items;
  if (!begun.has(plan.state)) begun.set(plan.state, performance.now());
  await measure(plan.state);
} while (plan.endedAt === null);

const at = (sorted: number[], share: number) => sorted[Math.floor(share * (sorted.length - 1))]!.toFixed(1).padStart(8);
say(
  `${applications} applications in one round; Node ${process.version}, ${cpus().length} cores, server and jobs in one process, embedded PostgreSQL`,
);
say('state      request                                         answers  median ms      P95      max');
for (const [key, values] of times) {
  const sorted = values.sort((a, b) => a - b);
  say(
    `${key.padEnd(58)}${String(sorted.length).padStart(7)}   ${at(sorted, 0.5)} ${at(sorted, 0.95)} ${at(sorted, 1)}`,
  );
}
const instants = [...begun.values()];
const seconds = [...begun.keys()].map(
  (state, index) => `${state} ${(((instants[index + 1] ?? performance.now()) - instants[index]!) / 1000).toFixed(1)} s`,
);
say(`submitted in ${submitSeconds.toFixed(1)} s; ${seconds.join(', ')}`);
say(JSON.stringify(plan.figures));

child.kill('SIGTERM');
await once(child, 'exit');
await db.$disconnect();
await postgres.stop();
await removeDataDir(dataDir);
