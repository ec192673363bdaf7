import { Agent } from 'node:http';
import { cpus } from 'node:os';
import { setTimeout as after } from 'node:timers/promises';
import { listSimulatedCarriers, seedDemoAccounts, seedOfficerOfAll } from '../../server/accounts/index.ts';
import { systemClock } from '../../server/platform/clock.ts';
import { openDatabase, openPool } from '../../server/platform/database/client.ts';
import { startEmbeddedPostgres } from '../../server/platform/database/embedded-postgres.ts';
import { prepareDatabase } from '../../server/prepare-database.ts';
import { makeDataDir, removeDataDir } from '../support/data-dir.ts';
import { callApi } from '../support/server.ts';
import { bookTrucks, type GateQueue } from './live/book-trucks.ts';
import { gatherCrowd } from './live/crowd.ts';
import { eventsOfBatch, type Gates, openGates, postJson } from './live/gates.ts';
import { type Arrivals, measureArrivals } from './live/measure-arrival.ts';
import { measureSpeed } from './live/measure-speed.ts';
import { median, quantile } from './live/measures.ts';
import { type StartedServer, startServer } from './live/start-server.ts';

/**
 * Gate events a second through HTTP; how long after an event's reply the last of 1,000 clients of the map has the new status; and what a client
 * costs the server. The last two beside a bare socket.io server, which answers a request and sends everybody the same message, in the same run.
 * The feed sends a checkpoint's first change at once and what follows a second later, gathered: so each event here is at a checkpoint that has
 * rested. `node --import tsx tests/bench/bench-live.ts 200` takes as many clients, an even number.
 */
const clients = Number(process.argv[2] ?? 1000);
const officer = { email: 'bench-officer@demo.otkel', password: 'otkel-bench-2026' };
type ServerName = 'bare' | 'otkel';
const say = (line: string) => void process.stdout.write(`${line}\n`);

const dataDir = await makeDataDir();
const postgres = await startEmbeddedPostgres({ dataDir, log: { info: () => {}, warn: say } });
try {
  await compare(postgres.url);
} finally {
  await postgres.stop();
  await removeDataDir(dataDir);
}

async function compare(databaseUrl: string) {
  const queues = await fillDatabase(databaseUrl);
  const otkel = await startServer(new URL('./serve.ts', import.meta.url), { DATABASE_URL: databaseUrl });
  const bare = await startServer(new URL('./live/bare-server.ts', import.meta.url));
  const { token } = (await callApi(otkel.url, 'POST', '/api/auth/sign-in/email', { body: officer })).body;
  const gates = openGates({ url: otkel.url, token, queues });

  say(`Node ${process.version}, ${cpus().length} cores, durable embedded PostgreSQL, one web process of Otkel`);
  await compareSpeeds(gates, queues);
  await after(2000); // what the feed has gathered goes out
  await compareFanOut({ otkel, bare }, gates, queues);
  gates.close();
  await Promise.all([otkel.stop(), bare.stop()]);
}

async function fillDatabase(url: string) {
  const now = systemClock.now();
  await prepareDatabase(url, now, () => {});
  const db = openDatabase(url);
  await seedDemoAccounts(db, { now, simulatedCarriers: 1 });
  await seedOfficerOfAll(db, { now, ...officer });
  const [carrier] = await listSimulatedCarriers(db);
  await db.$disconnect();
  const pool = openPool(url, 1);
  const filled = await bookTrucks(pool, { now, organisationId: carrier!.id, perCheckpoint: 700 });
  await pool.end();
  return filled;
}

async function compareSpeeds(gates: Gates, queues: readonly GateQueue[]) {
  const batch = `batches of ${eventsOfBatch}`;
  const ways = [
    { name: 'one by one', callers: 1, calls: 240, start: () => gates.single() },
    { name: 'one by one', callers: 16, calls: 1280, start: () => gates.single() },
    { name: 'one by one, all at one checkpoint', callers: 16, calls: 640, start: () => gates.single(queues[0]!) },
    { name: batch, callers: 1, calls: 16, start: () => gates.batches() },
    { name: batch, callers: 16, calls: 64, start: () => gates.batches() },
  ];
  say(`\nGate events a second through HTTP, at ${queues.length} checkpoints in turn`);
  say('callers  events                               median  worst round  best round');
  for (const { name, callers, calls, start } of ways) {
    const speed = await measureSpeed(Array.from({ length: callers }, start), calls);
    const figures = `${round(speed.median, 8)}  ${round(speed.worst, 11)}  ${round(speed.best, 10)}`;
    say(`${String(callers).padStart(7)}  ${name.padEnd(33)}  ${figures}`);
  }
}

async function compareFanOut(servers: Record<ServerName, StartedServer>, gates: Gates, queues: readonly GateQueue[]) {
  const { bare, otkel } = servers;
  const crowds = {
    bare: await gatherCrowd({ url: bare.url, count: clients, watches: false }),
    otkel: await gatherCrowd({ url: otkel.url, count: clients, watches: true }),
  };
  const [bareTimes, otkelTimes] = await measureArrivals([
    { crowd: crowds.bare, send: await bareSender(servers, queues[0]!.checkpointId) },
    { crowd: crowds.otkel, send: () => gates.arrive() },
  ]);
  const times = { bare: bareTimes!, otkel: otkelTimes! };
  const full = { bare: await bare.readMemory(), otkel: await otkel.readMemory() };
  await Promise.all([crowds.bare.leave(), crowds.otkel.leave()]);
  await after(2000); // the servers see it
  // Compared with afterwards, not before: what the first clients make a server load and cache is no cost of a client.
  const empty = { bare: await bare.readMemory(), otkel: await otkel.readMemory() };

  say(`\nOne event, ${clients} clients, ms (median, P95)`);
  say('                                          Otkel               bare    ratio of medians');
  const row = (name: string, of: keyof Arrivals) => {
    const ratio = median(times.otkel[of]) / median(times.bare[of]);
    say(`${name.padEnd(37)}  ${spread(times.otkel[of])}  ${spread(times.bare[of])}  ${ratio.toFixed(2).padStart(18)}`);
  };
  row('reply to the last client', 'arrivalMs');
  row('request to the last client', 'wholeMs');
  row('request to reply (bare: does nothing)', 'replyMs');
  const heldKb = (server: ServerName) => (full[server].held - empty[server].held) / clients / 1024;
  const rssMb = (server: ServerName) => full[server].rss / 1024 ** 2;
  say('\nmemory                                Otkel     bare    ratio');
  const line = (name: string, of: (server: ServerName) => number) => {
    const [own, other] = [of('otkel'), of('bare')];
    say(`${name.padEnd(34)}  ${round(own, 7)}  ${round(other, 7)}  ${(own / other).toFixed(2).padStart(7)}`);
  };
  line('kB a client, after a collection', heldKb);
  line(`MB of the process, ${clients} clients`, rssMb);
  const seconds = { otkel: crowds.otkel.joinedSeconds.toFixed(1), bare: crowds.bare.joinedSeconds.toFixed(1) };
  say(
    `\nAll joined in ${seconds.otkel} s with a snapshot of the map each; in ${seconds.bare} s at the bare server, which has none`,
  );
}

/** Makes the bare server send what Otkel sends of one event: the status of one queue. */
async function bareSender({ bare, otkel }: Record<ServerName, StartedServer>, checkpointId: string) {
  const agent = new Agent({ keepAlive: true });
  const { out } = (await callApi(otkel.url, 'GET', `/api/checkpoints/${checkpointId}/queue`)).body;
  let seq = 0;
  return () => postJson(agent, bare.url, '', { checkpointId, queues: [{ ...out, seq: ++seq }] });
}

function spread(values: readonly number[]) {
  return `${quantile(values, 0.5).toFixed(1).padStart(8)} ${quantile(values, 0.95).toFixed(1).padStart(8)}`;
}

function round(value: number, width: number) {
  return value.toFixed(0).padStart(width);
}
