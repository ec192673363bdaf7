import { randomUUID } from 'node:crypto';
import { demoAccounts, demoPassword, seedDemoAccounts } from '../../server/accounts/index.ts';
import { type Otkel, startOtkel } from '../../server/otkel.ts';
import { createLog } from '../../server/platform/log.ts';
import type { WebhookNetwork } from '../../server/platform/send-webhook.ts';
import { createTestDatabase } from './database.ts';
import { createTestClock, type TestClock } from './test-clock.ts';

export interface Call {
  token?: string;
  body?: unknown;
  /** Idempotency-Key; a new one for each call where a test does not care. */
  key?: string;
}

export interface Answer {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: what came over the wire, for the test to look into
  body: any;
}

export interface TestServer {
  url: string;
  databaseUrl: string;
  parts: Otkel['parts'];
  clock: TestClock;
  call(method: 'GET' | 'POST', path: string, call?: Call): Promise<Answer>;
  /** Signs in a demo account by the part of its address before the @. @returns its bearer token */
  signIn(name: 'dispatcher' | 'dispatcher2' | 'officer' | 'planner' | 'reviewer' | 'admin'): Promise<string>;
  /** One more process on the same database. */
  startSecond(): Promise<{ url: string; stop(): Promise<void> }>;
  stop(): Promise<void>;
}

const noLimits = { perMinute: 1_000_000, signInsPerMinute: 1_000_000 };

/** The whole server on a database of its own, with the accounts of the demo world and a clock that stands still. */
export async function startTestServer({
  simulatedCarriers = 0,
  webhookNetwork,
}: {
  simulatedCarriers?: number;
  webhookNetwork?: WebhookNetwork;
} = {}): Promise<TestServer> {
  const database = await createTestDatabase();
  const clock = createTestClock();
  const start = () =>
    startOtkel({
      databaseUrl: database.url,
      role: 'web',
      ports: [0],
      clock,
      log: createLog('silent'),
      limits: noLimits,
      demo: false,
      ...(webhookNetwork && { webhookNetwork }),
    });
  const first = await start();
  const others: Otkel[] = [];
  await seedDemoAccounts(first.parts.db, { now: clock.now(), simulatedCarriers });
  const url = first.url!;

  const call: TestServer['call'] = (method, path, options) => callApi(url, method, path, options);
  return {
    url,
    databaseUrl: database.url,
    parts: first.parts,
    clock,
    call,
    async signIn(name) {
      const email = demoAccounts.find((account) => account.email.startsWith(`${name}@`))!.email;
      const answer = await call('POST', '/api/auth/sign-in/email', { body: { email, password: demoPassword } });
      return answer.body.token;
    },
    async startSecond() {
      const second = await start();
      others.push(second);
      return { url: second.url!, stop: second.stop };
    },
    async stop() {
      await Promise.all([first, ...others].map((otkel) => otkel.stop()));
      await database.drop();
    },
  };
}

export async function callApi(
  url: string,
  method: string,
  path: string,
  { token, body, key }: Call = {},
): Promise<Answer> {
  const response = await fetch(`${url}${path}`, {
    method,
    headers: {
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(method === 'POST' ? { 'content-type': 'application/json', 'idempotency-key': key ?? randomUUID() } : {}),
    },
    ...(method === 'POST' ? { body: typeof body === 'string' ? body : JSON.stringify(body ?? {}) } : {}),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json');
  return { status: response.status, body: isJson ? JSON.parse(text) : text || undefined };
}
