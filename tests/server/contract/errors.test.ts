import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Otkel, startOtkel } from '../../../server/otkel.ts';
import { createLog } from '../../../server/platform/log.ts';
import { errorTable, isErrorCode } from '../../../shared/errors.ts';
import { callApi, startTestServer, type TestServer } from '../../support/server.ts';
import { findSlot, truck } from '../../support/trucks.ts';

let server: TestServer;
let dispatcher: string;

beforeAll(async () => {
  server = await startTestServer();
  dispatcher = await server.signIn('dispatcher');
});
afterAll(() => server.stop());

interface Raw {
  method?: string;
  headers?: Record<string, string>;
  body?: string;
}

async function send(path: string, { method = 'GET', headers = {}, body }: Raw = {}) {
  const response = await fetch(`${server.url}${path}`, { method, headers, ...(body === undefined ? {} : { body }) });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text.startsWith('{') ? JSON.parse(text) : text };
}

const asDispatcher = (type = 'application/json') => ({
  authorization: `Bearer ${dispatcher}`,
  'content-type': type,
  'idempotency-key': randomUUID(),
});

test('statuses and messages of the table are those of HTTP and of people', () => {
  for (const { status, message } of Object.values(errorTable)) {
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(600);
    expect(message).toMatch(/^[A-Z].+\.$/);
  }
});

describe('every refusal has a code of the table with its status, a message, and where it helps a field and a hint', () => {
  const json = (body: unknown): Raw => ({ method: 'POST', headers: asDispatcher(), body: JSON.stringify(body) });
  const hold = { slotId: 1, ...truck(1) };

  test.each<[string, string, () => Raw, string, object]>([
    ['an address that does not exist', '/api/trucks', () => ({}), 'NOT_FOUND', { hint: expect.any(String) }],
    ['/api itself', '/api', () => ({}), 'NOT_FOUND', {}],
    ['a method that does not exist', '/api/checkpoints', () => ({ method: 'DELETE' }), 'NOT_FOUND', {}],
    ['a wrong query', '/api/checkpoints?limit=-1', () => ({}), 'INVALID_INPUT', { field: 'limit' }],
    ['a wrong escape', '/api/checkpoints/%zz', () => ({}), 'CHECKPOINT_NOT_FOUND', { field: 'checkpointId' }],
    ['no sign-in', '/api/bookings', () => ({}), 'NOT_SIGNED_IN', {}],
    [
      'a token nobody has',
      '/api/bookings',
      () => ({ headers: { authorization: 'Bearer 0123456789abcdef0123456789abcdef' } }),
      'NOT_SIGNED_IN',
      {},
    ],
    ['another role', '/api/accounts', () => ({ headers: asDispatcher() }), 'NOT_ALLOWED', {}],
    [
      'broken JSON',
      '/api/bookings',
      () => ({ method: 'POST', headers: asDispatcher(), body: '{"slotId": ' }),
      'BROKEN_JSON',
      { field: 'body', hint: expect.stringMatching(/\S/) },
    ],
    ['JSON that is no object', '/api/bookings', () => json('hello'), 'INVALID_INPUT', { field: 'body' }],
    ['null', '/api/bookings', () => json(null), 'INVALID_INPUT', { field: 'body' }],
    ['an array', '/api/bookings', () => json([hold]), 'INVALID_INPUT', { field: 'body' }],
    [
      'no body',
      '/api/bookings',
      () => ({ method: 'POST', headers: asDispatcher() }),
      'INVALID_INPUT',
      { hint: expect.stringMatching(/\S/) },
    ],
    [
      'a body that is too large',
      '/api/bookings',
      () => json({ ...hold, driverName: 'x'.repeat(150_000) }),
      'BODY_TOO_LARGE',
      { field: 'body' },
    ],
    [
      'a slot number no slot can have',
      '/api/bookings',
      () => json({ ...hold, slotId: 3_000_000_000 }),
      'INVALID_INPUT',
      {},
    ],
    [
      'a slot that does not exist',
      '/api/bookings',
      () => json({ ...hold, slotId: 2_000_000_000 }),
      'SLOT_NOT_FOUND',
      { field: 'slotId' },
    ],
    [
      'a short Idempotency-Key',
      '/api/bookings',
      () => ({ ...json(hold), headers: { ...asDispatcher(), 'idempotency-key': 'short' } }),
      'INVALID_INPUT',
      { field: 'idempotency-key' },
    ],
    [
      'a door of better-auth that is closed',
      '/api/auth/organization/create',
      () => json({ name: 'x' }),
      'NOT_FOUND',
      {},
    ],
    [
      'a wrong password',
      '/api/auth/sign-in/email',
      () => json({ email: 'a@b.kz', password: 'x'.repeat(12) }),
      'NOT_SIGNED_IN',
      {},
    ],
    ['sign-in with broken JSON', '/api/auth/sign-in/email', () => ({ ...json({}), body: '{' }), 'BROKEN_JSON', {}],
  ])('%s', async (_what, path, request, code, detail) => {
    const answer = await send(path, request());
    expect(answer.body).toMatchObject({ code, message: expect.stringMatching(/\S/), ...detail });
    expect(isErrorCode(code) && errorTable[code].status).toBe(answer.status);
    expect(answer.headers.get('content-type')).toContain('application/json');
    const { code: _code, message: _message, field, hint, ...rest } = answer.body;
    expect(rest).toEqual({});
    if (field !== undefined) expect(field).toMatch(/\S/);
    if (hint !== undefined) expect(hint).toMatch(/\S/);
  });

  test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/xml'])(
    'a body of type %s, however large it is',
    async (type) => {
      for (const body of [JSON.stringify(hold), 'x'.repeat(2_000_000)]) {
        const answer = await send('/api/bookings', { method: 'POST', headers: asDispatcher(type), body });
        expect(answer).toMatchObject({ status: 400, body: { code: 'INVALID_INPUT', field: 'content-type' } });
      }
    },
  );

  test('several wrong fields: the first is named', async () => {
    const { body } = await send('/api/bookings', json({ ...hold, vehicle: { plate: '!', vin: '!', country: 'kz' } }));
    expect(body).toMatchObject({
      code: 'INVALID_INPUT',
      field: 'vehicle.plate',
      hint: expect.stringContaining('plate'),
    });
  });

  test('a fault of ours is INTERNAL and tells nothing of the inside', async () => {
    const database = await startTestServer();
    await database.parts.db.$executeRaw`ALTER TABLE port RENAME TO harbour`;
    expect(await database.call('GET', '/api/ports')).toEqual({
      status: 500,
      body: { code: 'INTERNAL', message: errorTable.INTERNAL.message },
    });
    await database.stop();
  });
});

test('the answer of a write says 201 where it makes something', async () => {
  const slot = await findSlot(server.parts.db, { skip: 4 });
  const answer = await send('/api/bookings', {
    method: 'POST',
    headers: asDispatcher('application/json; charset=utf-8'),
    body: JSON.stringify({ slotId: slot.id, ...truck(5) }),
  });
  expect(answer.status).toBe(201);
});

test.each(['/api/health', '/api/docs', '/api/openapi.json', '/api/nothing'])(
  '%s carries the headers that keep a browser safe, and not the name of the server',
  async (path) => {
    const { headers } = await send(path);
    expect(headers.get('content-security-policy')).toContain("default-src 'self'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-frame-options')).toBe('SAMEORIGIN');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('x-powered-by')).toBeNull();
    expect(headers.get('access-control-allow-origin')).toBeNull();
  },
);

describe('limits', () => {
  let limited: Otkel;

  beforeAll(async () => {
    limited = await startOtkel({
      databaseUrl: server.databaseUrl,
      role: 'web',
      ports: [0],
      clock: server.clock,
      log: createLog('silent'),
      limits: { perMinute: 6, signInsPerMinute: 2 },
      demo: false,
    });
  });
  afterAll(() => limited.stop());

  test('the request above the limit gets 429 in our shape, and is told how long to wait', async () => {
    const signIn = () =>
      callApi(limited.url!, 'POST', '/api/auth/sign-in/email', { body: { email: 'a@b.kz', password: 'x' } });
    expect([(await signIn()).status, (await signIn()).status]).not.toContain(429);
    expect(await signIn()).toMatchObject({
      status: 429,
      body: { code: 'TOO_MANY_REQUESTS', hint: expect.any(String) },
    });

    const answers = [];
    for (let request = 0; request < 4; request++) answers.push(await fetch(`${limited.url}/api/health`));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 429]);
    expect(answers[3]!.headers.get('ratelimit')).toMatch(/reset=\d+/);
    expect(Number(answers[3]!.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await answers[3]!.json()).toMatchObject({ code: 'TOO_MANY_REQUESTS', message: expect.any(String) });
  });

  // demo: nobody stands in front of it, so a forwarded address is one that the caller made up.
  test.each([
    { demo: true, emails: ['a@b.kz', 'c@d.kz', 'e@f.kz'] },
    { demo: false, emails: ['a@b.kz', 'A@b.kz', 'a@b.kz'] },
  ])('sign-ins are limited whatever X-Forwarded-For says: demo $demo, $emails', async ({ demo, emails }) => {
    const guessed = await startOtkel({
      databaseUrl: server.databaseUrl,
      role: 'web',
      ports: [0],
      clock: server.clock,
      log: createLog('silent'),
      limits: { perMinute: 1000, signInsPerMinute: 2 },
      demo,
    });
    try {
      const statuses = [];
      for (const [index, email] of emails.entries()) {
        const headers = { 'content-type': 'application/json', 'x-forwarded-for': `203.0.113.${index}` };
        const body = JSON.stringify({ email, password: 'not the password' });
        statuses.push((await fetch(`${guessed.url}/api/auth/sign-in/email`, { method: 'POST', headers, body })).status);
      }
      expect(statuses).toEqual([401, 401, 429]);
    } finally {
      await guessed.stop();
    }
  });
});
