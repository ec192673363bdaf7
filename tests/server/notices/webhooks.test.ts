import type { LookupFunction } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { sendWebhooks } from '../../../server/notices/index.ts';
import { openWebhookSender } from '../../../server/platform/send-webhook.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';
import { listOwn, makeAll, note, type Receiver, startReceiver } from './world.ts';

let server: TestServer;
let dispatcher: string;
let receiver: Receiver;
const addresses = new Map<string, string>();
/** Names of this test, and no name server. */
const lookup: LookupFunction = (host, options, answer) => {
  const address = addresses.get(host);
  if (!address) return answer(Object.assign(new Error(`ENOTFOUND ${host}`), { code: 'ENOTFOUND' }), '', 4);
  const family = address.includes(':') ? 6 : 4;
  if (options.all) answer(null, [{ address, family }]);
  else answer(null, address, family);
};

beforeAll(async () => {
  server = await startTestServer({ webhookNetwork: { lookup, allowedAddresses: ['127.0.0.1'], allowHttp: true } });
  dispatcher = await server.signIn('dispatcher');
});
afterAll(() => server.stop());
beforeEach(async () => {
  receiver = await startReceiver();
  addresses.clear();
  await server.parts.db.webhook.deleteMany();
  await server.parts.db.noticeEvent.deleteMany();
  await server.parts.db.notice.deleteMany();
});
afterEach(() => receiver.stop());

const create = (url: string, kinds: string[] = ['moved'], key?: string) =>
  server.call('POST', '/api/webhooks', { token: dispatcher, body: { url, kinds }, ...(key ? { key } : {}) });
const act = (id: string, verb: string, token = dispatcher) =>
  server.call('POST', `/api/webhooks/${id}/${verb}`, { token });
const sendAll = () => sendWebhooks(server.parts);
const noteMoved = async () => {
  await note(server, 'moved', `preview/${crypto.randomUUID()}`);
  await note(server, 'called', `call/${crypto.randomUUID()}`);
  await makeAll(server);
};

test('a notice of a chosen kind is sent once, signed, and the secret is shown once', async () => {
  const key = 'one webhook of ours';
  const made = await create(`${receiver.url}/hook`, ['moved'], key);
  expect(made.status).toBe(201);
  expect(made.body.secret).toMatch(/^whsec_[\w+/]{32}$/);
  const again = await create(`${receiver.url}/hook`, ['moved'], key);
  expect([again.status, again.body.code]).toEqual([409, 'WEBHOOK_SECRET_SHOWN']);
  const { body: list } = await server.call('GET', '/api/webhooks', { token: dispatcher });
  expect(list.items).toHaveLength(1);
  expect(JSON.stringify(list)).not.toContain('whsec_');

  await noteMoved();
  await Promise.all([sendAll(), sendAll()]);
  expect(receiver.calls).toHaveLength(1);
  const [{ headers, body, path }] = receiver.calls as [Receiver['calls'][number]];
  expect(path).toBe('/hook');
  expect(JSON.parse(body)).toEqual({
    ...{ type: 'notice.moved', timestamp: server.clock.now().toISOString(), data: { plate: '123ABC02' } },
  });
  const id = String(headers['webhook-id']);
  const at = Number(headers['webhook-timestamp']) * 1000;
  expect(headers['webhook-signature']).toBe(new Webhook(made.body.secret).sign(id, new Date(at), body));
  const deliveries = await server.call('GET', `/api/webhooks/${made.body.id}/deliveries`, { token: dispatcher });
  expect(deliveries.body.items).toMatchObject([
    { id, kind: 'moved', state: 'delivered', attempts: 1, lastStatus: 200 },
  ]);
});

test('one that fails is tried again with the same id, and works again', async () => {
  const { id } = (await create(receiver.url)).body;
  receiver.answer = { status: 500 };
  await noteMoved();
  await sendAll();
  await sendAll();
  expect(receiver.calls).toHaveLength(1);
  const read = async () => (await server.call('GET', '/api/webhooks', { token: dispatcher })).body.items[0];
  expect(await read()).toMatchObject({ id, state: 'failing', lastFailure: 'HTTP 500' });
  receiver.answer = { status: 204 };
  server.clock.advanceMinutes(1);
  await sendAll();
  expect(receiver.calls.map(({ headers }) => headers['webhook-id'])).toEqual(
    Array(2).fill(receiver.calls[0]!.headers['webhook-id']),
  );
  expect(await read()).toMatchObject({ state: 'active', lastSuccessAt: server.clock.now().toISOString() });
});

test('eight that fail at one receiver at the same moment do not lock each other out', async () => {
  const { id } = (await create(receiver.url)).body;
  for (let count = 0; count < 8; count++) await note(server, 'moved', `preview/${crypto.randomUUID()}`);
  await makeAll(server);
  let calls = 0;
  let answerAll = () => {};
  const allAreThere = new Promise<void>((resolve) => {
    answerAll = resolve;
  });
  const { webhookSender } = server.parts;
  const together: typeof webhookSender = {
    ...webhookSender,
    async send() {
      if (++calls === 8) answerAll();
      await allAreThere;
      return { status: 500 };
    },
  };
  await sendWebhooks({ ...server.parts, webhookSender: together });
  const tried = await server.parts.db.webhookDelivery.findMany({ where: { webhookId: id } });
  expect(tried.map(({ attempts, lastError }) => [attempts, lastError])).toEqual(Array(8).fill([1, 'HTTP 500']));
});

test('a redirect is not followed', async () => {
  await create(receiver.url);
  receiver.answer = { status: 302, headers: { location: `${receiver.url}/elsewhere` } };
  await noteMoved();
  await sendAll();
  expect(receiver.calls.map(({ path }) => path)).toEqual(['/']);
});

test('after three days of failures it is disabled, what waits is given up, and its people are told', async () => {
  const { id } = (await create(receiver.url)).body;
  receiver.answer = { status: 503 };
  await noteMoved();
  for (let hour = 0; hour <= 80; hour++) {
    await sendAll();
    server.clock.advanceMinutes(60);
  }
  expect(receiver.calls.length).toBeGreaterThan(7);
  expect(receiver.calls.length).toBeLessThan(12);
  expect(await server.parts.db.webhook.findUnique({ where: { id } })).toMatchObject({ state: 'disabled' });
  expect(await server.parts.db.webhookDelivery.count({ where: { state: 'pending' } })).toBe(0);
  await makeAll(server);
  const told = (await listOwn(server, dispatcher)).filter(({ kind }) => kind === 'webhook');
  expect(told).toMatchObject([{ path: '/notices/settings', data: { reason: expect.stringContaining('HTTP 503') } }]);
  await noteMoved();
  await sendAll();
  const calls = receiver.calls.length;
  receiver.answer = { status: 200 };
  expect((await act(id, 'enable')).body.state).toBe('active');
  await noteMoved();
  await sendAll();
  expect(receiver.calls).toHaveLength(calls + 1);
});

test('a test message goes out at once, and says how it went', async () => {
  const { id } = (await create(receiver.url)).body;
  expect((await act(id, 'test')).body).toMatchObject({ kind: 'test', state: 'delivered', attempts: 1 });
  receiver.answer = { status: 404 };
  expect((await act(id, 'test')).body).toMatchObject({ kind: 'test', state: 'failed', lastError: 'HTTP 404' });
  expect(receiver.calls.map(({ body }) => JSON.parse(body).type)).toEqual(['notice.test', 'notice.test']);
});

test("another organisation's webhook is not there; at most ten; removed, it is gone", async () => {
  const { id } = (await create(receiver.url)).body;
  const other = await server.signIn('dispatcher2');
  for (const verb of ['test', 'enable', 'disable', 'remove']) {
    const answer = await act(id, verb, other);
    expect([verb, answer.status, answer.body.code]).toEqual([verb, 404, 'WEBHOOK_NOT_FOUND']);
  }
  const deliveries = await server.call('GET', `/api/webhooks/${id}/deliveries`, { token: other });
  expect(deliveries.body.code).toBe('WEBHOOK_NOT_FOUND');
  const made = await Promise.all(Array.from({ length: 14 }, (_, index) => create(`${receiver.url}/${index}`)));
  expect(made.filter(({ status }) => status === 201)).toHaveLength(9);
  expect(new Set(made.filter(({ status }) => status !== 201).map(({ body }) => body.code))).toEqual(
    new Set(['TOO_MANY_WEBHOOKS']),
  );
  expect((await act(id, 'remove')).body).toEqual({ id });
  expect((await act(id, 'remove')).body.code).toBe('WEBHOOK_NOT_FOUND');
});

// The rules of production: a sender without any of the options of this test but its names.
const strict = openWebhookSender({ lookup, timeoutMs: 2000 });
const refused = [
  'http://example.org/hook',
  'ftp://example.org/',
  'https://user:secret@example.org/',
  'https://127.0.0.1/',
  'https://2130706433/',
  'https://0x7f.1/',
  'https://0177.0.0.1/',
  'https://10.1.2.3/',
  'https://172.16.0.1/',
  'https://192.168.1.1/',
  'https://100.64.0.1/',
  'https://169.254.169.254/latest/meta-data/',
  'https://0.0.0.0/',
  'https://[::1]/',
  'https://[::]/',
  'https://[fd00::1]/',
  'https://[fe80::1]/',
  'https://[::ffff:127.0.0.1]/',
  'https://[::ffff:a9fe:a9fe]/',
  'https://[64:ff9b::7f00:1]/',
  'https://[2002:7f00:1::]/',
  'https://localhost/',
  'https://localhost./',
  'https://inside.example.org/',
  'https://mapped.example.org/',
  'https://nowhere.example.org/',
];
test.each(refused)('%s is refused, and nothing is stored', async (url) => {
  addresses.set('localhost', '127.0.0.1').set('localhost.', '::1');
  addresses.set('inside.example.org', '10.0.0.8').set('mapped.example.org', '::ffff:10.0.0.8');
  addresses.set('example.org', '93.184.215.14');
  const { db } = server.parts;
  const count = async () => [await db.webhook.count(), await db.writeKey.count(), await db.auditEntry.count()];
  const before = await count();
  const { webhookSender } = server.parts;
  const original = webhookSender.findObjection;
  webhookSender.findObjection = strict.findObjection;
  try {
    const answer = await create(url);
    expect([answer.status, answer.body.code, answer.body.field]).toEqual([422, 'WEBHOOK_ADDRESS_REFUSED', 'url']);
    expect(answer.body.hint).not.toBe('');
  } finally {
    webhookSender.findObjection = original;
  }
  expect(await count()).toEqual(before);
});

test('public addresses are not refused', async () => {
  addresses.set('example.org', '93.184.215.14').set('six.example.org', '2606:2800:21f:cb07::1');
  for (const url of ['https://example.org/a', 'https://six.example.org/', 'https://8.8.8.8/'])
    expect(await strict.findObjection(url)).toBeUndefined();
});

test('a name that leads elsewhere by the time it is sent to is not sent to', async () => {
  addresses.set('rebinding.example.org', '93.184.215.14');
  expect(await strict.findObjection('https://rebinding.example.org/')).toBeUndefined();
  addresses.set('rebinding.example.org', '127.0.0.1');
  const port = new URL(receiver.url).port;
  const call = { secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', id: 'x', at: server.clock.now(), body: '{}' };
  for (const url of [`http://rebinding.example.org:${port}/`, `https://rebinding.example.org:${port}/`, receiver.url]) {
    expect(await strict.send({ ...call, url })).toEqual({ error: 'its name leads into a private network' });
  }
  expect(receiver.calls).toEqual([]);
});

test('nor to an address that nobody has yet, of which the library thinks nothing', async () => {
  addresses.set('rebinding.example.org', '4000::1');
  const call = { secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', id: 'x', at: server.clock.now(), body: '{}' };
  const outcome = await strict.send({ ...call, url: 'http://rebinding.example.org/' });
  expect(outcome).toEqual({ error: 'its name leads into a private network' });
});

test('who does not answer is not waited for', async () => {
  const impatient = openWebhookSender({ allowedAddresses: ['127.0.0.1'], allowHttp: true, timeoutMs: 50 });
  const { createServer } = await import('node:net');
  const silent = createServer(() => {});
  await new Promise<void>((listening) => silent.listen(0, '127.0.0.1', listening));
  const { port } = silent.address() as { port: number };
  const call = { secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', id: 'x', at: server.clock.now(), body: '{}' };
  const outcome = await impatient.send({ ...call, url: `http://127.0.0.1:${port}/` });
  expect(outcome).toEqual({ error: 'no answer in 50 ms' });
  silent.close();
});
