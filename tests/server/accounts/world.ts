import type { AddressInfo } from 'node:net';
import { OpenAPIHandler } from '@orpc/openapi/node';
import { createRouterClient } from '@orpc/server';
import express from 'express';
import {
  type Caller,
  createAccountsRouter,
  createAuth,
  createAuthHandler,
  createFindCaller,
  demoPassword,
  seedDemoAccounts,
} from '../../../server/accounts/index.ts';
import { type Database, openDatabase } from '../../../server/platform/database/client.ts';
import { createLog } from '../../../server/platform/log.ts';
import { createTestDatabase } from '../../support/database.ts';

/** A database with the demo accounts, and a clock that a test sets. */
export async function openWorld() {
  const database = await createTestDatabase();
  const db = openDatabase(database.url);
  await ensureCheckpoints(db, ['syrym', 'zhaisan', 'karasu']);
  // better-auth reads the machine's clock for its sessions, so ours starts from the same time.
  const clock = { time: new Date(), now: () => clock.time };
  await seedDemoAccounts(db, { now: clock.now(), simulatedCarriers: 3 });
  const auth = await createAuth({ db, log: createLog('silent') });
  const findCaller = createFindCaller({ db, auth, clock });
  const router = createAccountsRouter({ db, clock });
  const close = async () => {
    await db.$disconnect();
    await database.drop();
  };
  /** The endpoints of accounts as this caller sees them, without HTTP. */
  const as = (caller: Caller) => createRouterClient({ accounts: router }, { context: { caller } }).accounts;
  return { db, url: database.url, clock, auth, findCaller, router, as, close };
}
export type World = Awaited<ReturnType<typeof openWorld>>;

async function ensureCheckpoints(db: Database, ids: string[]): Promise<void> {
  const some = { lat: 51, lon: 51, positionAccuracyKm: 1, kzZone: 'Asia/Oral', neighbourZone: 'Europe/Samara' };
  const other = { neighbour: 'RU', access: 'multilateral', road: 'A-300', status: 'open', slotMinutes: 30 };
  await db.checkpoint.createMany({
    data: ids.map((id) => ({ id, kzPostName: id, neighbourPostName: id, ...some, ...other })),
    skipDuplicates: true,
  });
}

/** The accounts of this world over HTTP: /api/auth and the endpoints of accounts. */
export async function serveWorld({ auth, findCaller, router }: World) {
  const app = express().set('trust proxy', 'loopback');
  app.all('/api/auth/{*any}', express.json({ limit: '100kb' }), createAuthHandler({ auth, findCaller }));
  const api = new OpenAPIHandler({ accounts: router });
  app.use('/api', async (req, res) => {
    await api.handle(req, res, { prefix: '/api', context: { caller: await findCaller(req.headers) } });
  });
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const close = () => new Promise((resolve) => server.close(resolve));
  return { ...createVisitor(origin), origin, close };
}

/** Requests as a browser on our own page makes them. */
function createVisitor(origin: string) {
  const send = (method: string, path: string, body?: object, headers: Record<string, string> = {}) =>
    fetch(`${origin}${path}`, {
      method,
      headers: { origin, 'content-type': 'application/json', ...headers },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
  const post = (path: string, body: object, headers?: Record<string, string>) => send('POST', path, body, headers);
  const get = (path: string, headers?: Record<string, string>) => send('GET', path, undefined, headers);
  const signIn = async (email: string, password = demoPassword) => {
    const response = await post('/api/auth/sign-in/email', { email, password });
    if (!response.ok) throw new Error(`sign-in of ${email} answered ${response.status} ${await response.text()}`);
    const { token } = (await response.json()) as { token: string };
    return { token, cookie: cookieOf(response), signedToken: response.headers.get('set-auth-token') ?? '' };
  };
  const me = async (headers: Record<string, string>) => (await get('/api/me', headers)).json() as Promise<Caller>;
  return { send, post, get, signIn, me };
}

export const cookieOf = (response: Response) =>
  response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
