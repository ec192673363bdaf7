import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type EmailParts, sendEmails } from '../../../server/notices/index.ts';
import { MailError, type Mailer, openMailer } from '../../../server/platform/mail.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';
import { makeAll, note, outbox } from './world.ts';

let server: TestServer;
let dispatcher: string;
beforeAll(async () => {
  server = await startTestServer();
  dispatcher = await server.signIn('dispatcher');
});
afterAll(() => server.stop());
beforeEach(async () => {
  await server.parts.db.notice.deleteMany();
  await server.parts.db.noticeEvent.deleteMany();
});

const from = 'Otkel <otkel@example.org>';
const parts = (mailer: Mailer): EmailParts => ({
  ...server.parts,
  mailer,
  publicUrl: () => 'https://otkel.example.org',
});
const noteMoved = async () => {
  await server.parts.db.$queryRaw`
    SELECT note_event('moved', 'demo-trans', 'x', 'preview/x', ${{
      ...{ bookingId: crypto.randomUUID(), plate: '777<b>&02', checkpointId: 'kurmangazy', direction: 'out' },
      ...{
        startsAt: '2026-06-16T19:30:00Z',
        previousStartsAt: '2026-06-16T06:00:00Z',
        previousCheckpointId: 'kurmangazy',
      },
      ...{ cause: 'regime', reason: 'Карантин <script>' },
    }}::jsonb, ${server.clock.now()})::text`;
  await makeAll(server);
};

/** What a mail program would show: each part by the encoding that it names. */
const decode = (eml: string) =>
  eml
    .split(/^----.*$/m)
    .map((part) => {
      const body = part.slice(part.indexOf('\n\n', 1) + 2);
      if (/Transfer-Encoding: base64/i.test(part)) return Buffer.from(body, 'base64').toString();
      if (!/Transfer-Encoding: quoted-printable/i.test(part)) return body;
      const bytes = body
        .replace(/=\n/g, '')
        .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
      return Buffer.from(bytes, 'latin1').toString();
    })
    .join('\n');

test('without SMTP each e-mail is a file, in the language that was chosen, with both clocks', async () => {
  const { body: preferences } = await server.call('GET', '/api/notice-preferences', { token: dispatcher });
  expect(preferences).toMatchObject({
    language: 'ru',
    email: 'dispatcher@demo.otkel',
    kinds: { moved: { email: true } },
  });
  const expected = {
    ru: [
      /Карантин/,
      /Причина: усиленный досмотр/,
      /ср, 17 июн\., 00:30 \(Казахстан, UTC\+5\)/,
      /вт, 16 июн\., 23:30 \(Россия/,
    ],
    kk: [/Себебі: күшейтілген тексеру/, /ср, 17 мау\., 00:30 \(Қазақстан, UTC\+5\)/],
    en: [/Cause: heavier inspections/, /Wed(,)? 17 Jun(e)?, 00:30 \(Kazakhstan, UTC\+5\)/],
  };
  for (const [language, patterns] of Object.entries(expected)) {
    await server.parts.db.notice.deleteMany();
    const { kinds } = preferences;
    const saved = await server.call('POST', '/api/notice-preferences', {
      token: dispatcher,
      body: { language, kinds },
    });
    expect(saved.body.language).toBe(language);
    await noteMoved();
    const folder = outbox();
    const mailer = openMailer({ smtpUrl: undefined, from, outboxDirectory: folder });
    await sendEmails(parts(mailer));
    const [file, ...more] = readdirSync(folder);
    expect(more).toEqual([]);
    const { id } = await server.parts.db.notice.findFirstOrThrow();
    expect(file).toBe(`${id}.eml`);
    const eml = readFileSync(join(folder, file!), 'utf8');
    expect(eml).toContain(`Message-ID: <${id}@example.org>`);
    expect(eml).toContain('List-Unsubscribe: <https://otkel.example.org/notices/settings>');
    expect(eml).toContain('To: dispatcher@demo.otkel');
    const text = decode(eml);
    for (const pattern of patterns) expect(text).toMatch(pattern);
    expect(text).toContain('https://otkel.example.org/bookings');
    expect(text).toContain('&lt;script&gt;');
    expect(text.slice(text.indexOf('<!doctype'))).not.toContain('<script>');
  }
});

test('what was switched off is not sent; what was never chosen has its default', async () => {
  const { body: before } = await server.call('GET', '/api/notice-preferences', { token: dispatcher });
  const none = Object.fromEntries(Object.keys(before.kinds).map((kind) => [kind, { app: false, email: false }]));
  const choose = (kinds: object) =>
    server.call('POST', '/api/notice-preferences', { token: dispatcher, body: { language: 'ru', kinds } });
  await choose(none);
  await note(server, 'moved', 'preview/y');
  await makeAll(server);
  expect(await server.parts.db.notice.count()).toBe(0);
  await choose({ ...none, moved: { app: false, email: true } });
  await note(server, 'moved', 'preview/z');
  await makeAll(server);
  expect(await server.parts.db.notice.findMany()).toMatchObject([{ inApp: false, emailState: 'pending' }]);
  await server.parts.db.noticePreference.deleteMany();
  await note(server, 'confirmed', 'booking/z');
  await makeAll(server);
  expect(await server.parts.db.notice.findFirst({ where: { kind: 'confirmed' } })).toMatchObject({
    ...{ inApp: true, emailState: 'none' },
  });
});

test('a language that is not installed', async () => {
  const { body: before } = await server.call('GET', '/api/notice-preferences', { token: dispatcher });
  const body = { language: 'xx', kinds: before.kinds };
  const answer = await server.call('POST', '/api/notice-preferences', { token: dispatcher, body });
  expect([answer.status, answer.body.code, answer.body.field]).toEqual([422, 'LANGUAGE_UNKNOWN', 'language']);
  expect((await server.call('GET', '/api/notice-preferences', { token: dispatcher })).body).toEqual(before);
});

const recording = (fail: (tries: number) => Error | undefined = () => undefined) => {
  const sent: string[] = [];
  const mailer: Mailer = {
    async send({ id }) {
      sent.push(id);
      const error = fail(sent.length);
      if (error) throw error;
    },
    close() {},
  };
  return { sent, mailer };
};

test('two senders at once send each e-mail once', async () => {
  for (let index = 0; index < 12; index++) await note(server, 'moved', `preview/twice/${index}`);
  await makeAll(server);
  const { sent, mailer } = recording();
  await Promise.all([1, 2, 3].map(() => sendEmails(parts(mailer))));
  expect(sent).toHaveLength(12);
  expect(new Set(sent).size).toBe(12);
});

test('a server that is down is tried again after 1, 5, 30 and 120 minutes, then given up', async () => {
  await noteMoved();
  const { sent, mailer } = recording(() => new MailError('no route to host', false));
  await sendEmails(parts(mailer));
  for (const minutes of [1, 5, 30, 120]) {
    const tries = sent.length;
    server.clock.advanceMinutes(minutes - 0.5);
    await sendEmails(parts(mailer));
    expect(sent).toHaveLength(tries);
    server.clock.advanceMinutes(0.5);
    await sendEmails(parts(mailer));
    expect(sent).toHaveLength(tries + 1);
  }
  expect(new Set(sent).size).toBe(1);
  server.clock.advanceMinutes(10_000);
  await sendEmails(parts(mailer));
  expect(sent).toHaveLength(5);
  expect(await server.parts.db.notice.findFirst()).toMatchObject({
    emailState: 'failed',
    emailError: 'no route to host',
  });
});

test('killed after it was taken, before it was sent: it is sent with the next try; after it was sent: again, as the same message', async () => {
  await noteMoved();
  const dead = new AbortController();
  const killed: Mailer = {
    send: () => new Promise(() => dead.abort()), // never comes back, as a process that is gone
    close() {},
  };
  void sendEmails(parts(killed), dead.signal);
  await expect.poll(() => dead.signal.aborted).toBe(true);
  const { sent, mailer } = recording();
  await sendEmails(parts(mailer));
  expect(sent).toEqual([]);
  server.clock.advanceMinutes(1);
  await sendEmails(parts(mailer));
  const { id } = await server.parts.db.notice.findFirstOrThrow();
  expect(sent).toEqual([id]);
  await sendEmails(parts(mailer));
  server.clock.advanceMinutes(600);
  await sendEmails(parts(mailer));
  expect(sent).toEqual([id]);
});

test('by SMTP: what is taken is sent, a receiver that is refused for good is not tried again', async () => {
  const received: string[] = [];
  let refuse = false;
  const talk = (socket: Socket) => {
    let data: string | undefined;
    socket.write('220 test\r\n');
    socket.on('error', () => {});
    socket.on('data', (chunk) => {
      for (const line of chunk.toString().split('\r\n').slice(0, -1)) {
        if (data !== undefined) {
          if (line === '.') {
            received.push(data);
            data = undefined;
            socket.write('250 taken\r\n');
          } else data += `${line}\n`;
        } else if (/^DATA/i.test(line)) {
          data = '';
          socket.write('354 go on\r\n');
        } else if (/^RCPT/i.test(line) && refuse) socket.write('550 5.1.1 no such mailbox\r\n');
        else if (/^QUIT/i.test(line)) socket.end('221 bye\r\n');
        else socket.write('250 ok\r\n');
      }
    });
  };
  const smtp = createServer(talk);
  await new Promise<void>((listening) => smtp.listen(0, '127.0.0.1', listening));
  const { port } = smtp.address() as { port: number };
  const mailer = openMailer({ smtpUrl: `smtp://127.0.0.1:${port}`, from, outboxDirectory: 'unused' });
  try {
    await noteMoved();
    await sendEmails(parts(mailer));
    expect(received).toHaveLength(1);
    const { id } = await server.parts.db.notice.findFirstOrThrow({ where: { emailState: 'sent' } });
    expect(received[0]).toContain(`Message-ID: <${id}@example.org>`);
    refuse = true;
    await server.parts.db.notice.deleteMany();
    await noteMoved();
    await sendEmails(parts(mailer));
    expect(await server.parts.db.notice.findFirst()).toMatchObject({ emailState: 'failed', emailTries: 1 });
    expect(received).toHaveLength(1);
  } finally {
    mailer.close();
    smtp.close();
  }
});

test('one that cannot be written is given up after its tries, and keeps no other waiting', async () => {
  await noteMoved();
  const { id } = await server.parts.db.notice.findFirstOrThrow({ where: { emailState: 'pending' } });
  await server.parts.db.notice.update({ where: { id }, data: { data: { startsAt: 'some day' } } });
  await note(server, 'moved', 'preview/y');
  await makeAll(server);
  const sent: string[] = [];
  const mailer: Mailer = { send: async (mail) => void sent.push(mail.id), close: () => {} };
  for (let round = 0; round < 6; round++) {
    await sendEmails(parts(mailer));
    if (round === 0) expect(sent.length).toBeGreaterThan(0);
    server.clock.advanceMinutes(121);
  }
  expect(sent).not.toContain(id);
  expect(await server.parts.db.notice.findUnique({ where: { id } })).toMatchObject({
    emailState: 'failed',
    emailTries: 5,
  });
});
