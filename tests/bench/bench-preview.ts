import { randomUUID } from 'node:crypto';
import { cpus } from 'node:os';
import { setTimeout as after } from 'node:timers/promises';
import { demoPassword, seedDemoAccounts } from '../../server/accounts/index.ts';
import { startOtkel } from '../../server/otkel.ts';
import { systemClock } from '../../server/platform/clock.ts';
import { startEmbeddedPostgres } from '../../server/platform/database/embedded-postgres.ts';
import { createLog } from '../../server/platform/log.ts';
import { prepareDatabase } from '../../server/prepare-database.ts';
import { computePlan, computeWaits } from '../../server/replans/compute-preview.ts';
import { loadPreview } from '../../server/replans/load-preview.ts';
import type { Change } from '../../shared/contract/changes.ts';
import type { Preview } from '../../shared/contract/previews.ts';
import { makeDataDir, removeDataDir } from '../support/data-dir.ts';
import { callApi } from '../support/server.ts';
import { bookAWeek } from './preview/book-a-week.ts';

/**
 * From POST /api/previews until the preview is ready: a regime at all 37 checkpoints for a week in a world as big as the demo's, server and worker in one
 * process. Then the parts, each alone. `node --import tsx tests/bench/bench-preview.ts 10000` books as many trucks.
 */
const bookings = Number(process.argv[2] ?? 26_000);
const rounds = 5;
const say = (line: string) => void process.stdout.write(`${line}\n`);
const hourMs = 3_600_000;

const dataDir = await makeDataDir();
const postgres = await startEmbeddedPostgres({ dataDir, log: { info: () => {}, warn: say } });
await prepareDatabase(postgres.url, systemClock.now(), () => {});
const limits = { perMinute: Number.MAX_SAFE_INTEGER, signInsPerMinute: Number.MAX_SAFE_INTEGER };
const otkel = await startOtkel({
  ...{ databaseUrl: postgres.url, role: 'both', ports: [0], clock: systemClock, log: createLog('error'), limits },
  demo: false,
});
await otkel.startWorker();
const { db } = otkel.parts;
const url = otkel.url!;
await seedDemoAccounts(db, { now: systemClock.now(), simulatedCarriers: 100 });
await bookAWeek(db, systemClock.now(), bookings);
const signIn = { body: { email: 'planner@demo.otkel', password: demoPassword } };
const { token } = (await callApi(url, 'POST', '/api/auth/sign-in/email', signIn)).body;
const checkpoints = await db.checkpoint.findMany({ select: { id: true } });

const changeOf = (checkpointIds: string[], paceFactor: number): Change => {
  const now = systemClock.now().getTime();
  const regime = {
    ...{
      checkpointIds,
      side: 'neighbour' as const,
      direction: null,
      effect: { paceFactor },
      scope: { kind: 'all' as const },
    },
    ...{ startsAt: new Date(now).toISOString(), endsAt: new Date(now + 7 * 24 * hourMs).toISOString() },
    ...{ cause: 'every truck is examined', source: 'this bench', templateId: null, proposalId: null },
  };
  return { kind: 'regime', regime };
};

async function preview(change: Change): Promise<{ seconds: number; preview: Preview }> {
  const begin = performance.now();
  const posted = await callApi(url, 'POST', '/api/previews', { token, body: { change } });
  let preview: Preview = posted.body;
  while (preview.state === 'queued' || preview.state === 'running') {
    // As often as a screen would ask; without a rest this loop took a core for itself. Here, and not in a connection of the database.
    await after(50);
    preview = (await callApi(url, 'GET', `/api/previews/${preview.id}`, { token })).body;
  }
  if (preview.state !== 'ready') throw new Error(JSON.stringify(preview));
  return { seconds: (performance.now() - begin) / 1000, preview };
}

async function measure(name: string, ids: string[], paceFactor: number) {
  const change = changeOf(ids, paceFactor);
  const runs: Awaited<ReturnType<typeof preview>>[] = [];
  for (let round = 0; round < rounds; round++) runs.push(await preview(change));
  const seconds = runs.map((run) => run.seconds.toFixed(2)).join(', ');
  const { figures } = runs.at(-1)!.preview;
  say(`\n${name}: ${seconds} s from POST to ready (the first with a cold thread)`);
  say(JSON.stringify(figures));
}

/** One after the other on the main thread; a preview computes the plan and the waits without it on two threads at once. */
async function measureParts(change: Change) {
  say(`\nthe parts of the first, alone`);
  const now = systemClock.now();
  const parts: string[] = [];
  let [at, cpu] = [performance.now(), process.cpuUsage()];
  const lap = (name: string) => {
    const { user, system } = process.cpuUsage(cpu);
    parts.push(`${name} ${((performance.now() - at) / 1000).toFixed(2)} (${((user + system) / 1e6).toFixed(2)})`);
    [at, cpu] = [performance.now(), process.cpuUsage()];
  };
  const task = await loadPreview(db, { change, seed: randomUUID(), madeAt: now }, now);
  lap('load');
  const names = ['places', 'moves'];
  const plan = computePlan(task, (share) => {
    if (share >= [0.3, 0.6][2 - names.length]!) lap(names.shift()!);
  });
  lap('waits with the moves, and rows');
  const waits = computeWaits(task);
  lap('places again, and waits without the moves');
  const sizes = [task.rules, task.slots, task.bookings, plan.slots, plan.moves, waits.slots];
  say(`seconds alone (of a core): ${parts.join(', ')}`);
  say(
    `MB of rules, slots, bookings; rows, moves, waits: ${sizes.map((text) => (text.length / 1e6).toFixed(1)).join(', ')}`,
  );
}

async function measureWhatIf() {
  const times: number[] = [];
  for (let round = 0; round < 20; round++) {
    const begin = performance.now();
    const body = {
      ...{
        checkpointId: 'zhaisan',
        direction: 'out',
        side: 'neighbour',
        startsAt: systemClock.now().toISOString(),
        hours: 48,
      },
      effect: { lanes: 1 + (round % 4) },
    };
    const answer = await callApi(url, 'POST', '/api/what-ifs', { token, body });
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
    times.push(performance.now() - begin);
  }
  times.sort((a, b) => a - b);
  say(`\nwhat-if, 48 hours of one queue: median ${times[10]!.toFixed(0)} ms, most ${times.at(-1)!.toFixed(0)} ms`);
}

say(
  `${bookings} bookings in a week at ${checkpoints.length} checkpoints; Node ${process.version}, ${cpus().length} cores, embedded PostgreSQL`,
);
const all = checkpoints.map(({ id }) => id);
await measure('a week at all checkpoints, half the pace', all, 0.5);
await measure('a week at all checkpoints, 0.81 of the pace', all, 0.81);
await measure('a week at one checkpoint, half the pace', ['zhaisan'], 0.5);
await measureWhatIf();
// Last: they keep the event loop, and with it the server.
await measureParts(changeOf(all, 0.5));

await otkel.stop();
await postgres.stop();
await removeDataDir(dataDir);
