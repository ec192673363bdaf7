import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { cpus } from 'node:os';
import { createInterface } from 'node:readline';
import { demoPassword, listSimulatedCarriers, seedDemoAccounts } from '../../server/accounts/index.ts';
import { holdSlot } from '../../server/bookings/index.ts';
import { systemClock } from '../../server/platform/clock.ts';
import { openDatabase, openPool } from '../../server/platform/database/client.ts';
import { startEmbeddedPostgres } from '../../server/platform/database/embedded-postgres.ts';
import { writeIntent } from '../../server/platform/database/once-per-key.ts';
import { prepareDatabase } from '../../server/prepare-database.ts';
import { makeDataDir, removeDataDir } from '../support/data-dir.ts';
import { callApi } from '../support/server.ts';
import { truck } from '../support/trucks.ts';

/**
 * Bookings a second: the SQL function called by plain pg, the use case, and HTTP, on one database in one run, at 1 and 32 callers. The ways
 * take turns, so that what else the machine does hits all of them; ratios are of the medians.
 */
const rounds = 5;
const bookingsPerRound = { 1: 300, 32: 1500 };
const say = (line: string) => void process.stdout.write(`${line}\n`);

const dataDir = await makeDataDir();
const postgres = await startEmbeddedPostgres({ dataDir, log: { info: () => {}, warn: say } });
await prepareDatabase(postgres.url, systemClock.now(), () => {});
const db = openDatabase(postgres.url);
const pool = openPool(postgres.url, 32);
await seedDemoAccounts(db, { now: systemClock.now(), simulatedCarriers: 100 });
// Room in every slot: what is measured is a sale, not a refusal.
await db.slot.updateMany({
  where: { closedBecause: null },
  data: { totalPlaces: 5000, inspectedPlaces: 5000, examinedPlaces: 5000 },
});
const slots = await db.slot.findMany({
  where: { closedBecause: null, totalPlaces: 5000 },
  select: { id: true },
  take: 2000,
});
const carriers = await listSimulatedCarriers(db);

const child = spawn(process.execPath, ['--import', 'tsx', 'tests/bench/serve.ts'], {
  env: { ...process.env, DATABASE_URL: postgres.url },
  stdio: ['ignore', 'pipe', 'inherit'],
});
const [url] = (await once(createInterface(child.stdout), 'line')) as [string];
const signIn = { body: { email: 'dispatcher@demo.otkel', password: demoPassword } };
const { body: session } = await callApi(url, 'POST', '/api/auth/sign-in/email', signIn);
const agent = new Agent({ keepAlive: true, maxSockets: 32 });

let number = 0;
function next() {
  number++;
  return {
    slotId: slots[number % slots.length]!.id,
    ...benchTruck(number),
    organisationId: carriers[number % carriers.length]!.id,
  };
}

/** truck() has numbers for 100,000; a bench may want more. */
function benchTruck(of: number) {
  const { cargo, vehicle } = truck(of);
  return { class: 'general' as const, cargo, vehicle: { ...vehicle, plate: `${of}BN` } };
}

/** What the use case finds of these trucks, without asking. */
const greenScreening = { versions: await readVersions(), channel: 'green', rules: [], fingerprint: 'bench' };

async function readVersions() {
  const { rows } = await pool.query<{ ids: number[] }>('SELECT lists_in_force(now()) AS ids');
  return rows[0]!.ids;
}

/** @param named planned once a connection, as the statements of the use case are */
function holdStatement(named: boolean) {
  const { slotId, vehicle, cargo, organisationId } = next();
  const now = systemClock.now();
  return {
    ...(named ? { name: 'hold' } : {}),
    text: 'SELECT * FROM hold_slot($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16,$17,$18,$19,$20,$21,$22,$23)',
    values: [
      randomUUID(),
      randomUUID(),
      organisationId,
      randomUUID(),
      'bench',
      organisationId,
      'bench',
      'carrier',
      slotId,
      null,
      null,
      'general',
      vehicle.plate,
      vehicle.vin,
      vehicle.country,
      null,
      cargo.hsCode,
      null,
      cargo.grossWeightKg,
      now,
      new Date(now.getTime() + 600_000),
      '{"isReExport": false, "documents": []}',
      JSON.stringify(greenScreening),
    ],
  };
}

const ways: Record<string, () => Promise<unknown>> = {
  'plain pg'() {
    return pool.query(holdStatement(false));
  },
  'pg, named'() {
    return pool.query(holdStatement(true));
  },
  'use case'() {
    const { organisationId, ...input } = next();
    const claimant = { organisationId, madeBy: 'bench', source: 'carrier' as const };
    const intent = writeIntent(organisationId, randomUUID(), ['bookings.hold', input]);
    return holdSlot(
      db,
      { changed: () => {}, announceLoads: async () => {}, close: async () => {} },
      systemClock.now(),
      claimant,
      intent,
      input,
    );
  },
  HTTP() {
    const { organisationId, ...input } = next();
    return post(`${url}/api/bookings`, JSON.stringify(input));
  },
};

/** node:http with kept connections: fetch costs the sender more than the server's whole work, and both share two cores. */
function post(address: string, body: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = {
      authorization: `Bearer ${session.token}`,
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      'idempotency-key': randomUUID(),
    };
    const sent = request(address, { method: 'POST', agent, headers }, (response) => {
      response
        .resume()
        .on('end', () =>
          response.statusCode === 201 ? resolve() : reject(new Error(`answered ${response.statusCode}`)),
        );
    });
    sent.on('error', reject).end(body);
  });
}

async function perSecond(way: () => Promise<unknown>, callers: number, count: number): Promise<number> {
  let left = count;
  const begin = performance.now();
  await Promise.all(
    Array.from({ length: callers }, async () => {
      while (left-- > 0) await way();
    }),
  );
  return (count / (performance.now() - begin)) * 1000;
}

const median = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

say(
  `Bookings a second, median of ${rounds} rounds; Node ${process.version}, ${cpus().length} cores, durable embedded PostgreSQL`,
);
say('callers  way        bookings/s  of plain pg  of pg, named');
for (const callers of [1, 32] as const) {
  const speeds = new Map(Object.keys(ways).map((name) => [name, [] as number[]]));
  for (let round = -1; round < rounds; round++) {
    for (const [name, way] of Object.entries(ways)) {
      const speed = await perSecond(way, callers, bookingsPerRound[callers]);
      if (round >= 0) speeds.get(name)!.push(speed); // the first round warms up
    }
  }
  const plain = median(speeds.get('plain pg')!);
  const named = median(speeds.get('pg, named')!);
  for (const [name, values] of speeds) {
    const speed = median(values);
    const share = (of: number, width: number) => `${((speed / of) * 100).toFixed(0)}%`.padStart(width);
    say(
      `${String(callers).padStart(7)}  ${name.padEnd(9)}  ${speed.toFixed(0).padStart(10)}  ${share(plain, 11)}  ${share(named, 12)}`,
    );
  }
}

child.kill('SIGTERM');
await once(child, 'exit');
agent.destroy();
await pool.end();
await db.$disconnect();
await postgres.stop();
await removeDataDir(dataDir);
