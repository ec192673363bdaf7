import { afterAll, beforeAll, expect, test } from 'vitest';
import { type GateWorld, startGateWorld } from '../queues/world.ts';

let world: GateWorld;
beforeAll(async () => {
  world = await startGateWorld();
});
afterAll(() => world.server.stop());

const call = (method: 'GET' | 'POST', path: string, more: { body?: object; key?: string; token?: string } = {}) =>
  world.server.call(method, path, { token: world.dispatcher, ...more });

async function feed(path: string) {
  const answer = await fetch(`${world.server.url}${path}`);
  return { status: answer.status, type: answer.headers.get('content-type'), text: await answer.text() };
}

test('whoever has the address reads the trips as iCalendar, in its language and without an account', async () => {
  const truck = await world.book({ skip: 1 });
  const given = await world.book({ skip: 2 });
  await call('POST', `/api/bookings/${given.id}/cancel`);
  expect((await call('GET', '/api/calendar-link')).body).toEqual({ link: null });
  const { body: link } = await call('POST', '/api/calendar-link', { body: { language: 'ru' } });
  expect((await call('GET', '/api/calendar-link')).body).toEqual({ link });

  const { status, type, text } = await feed(link.path);
  expect([status, type?.split(';')[0]]).toEqual([200, 'text/calendar']);
  const lines = text.replace(/\r\n[ \t]/g, '').split('\r\n'); // RFC 5545, 3.1: unfolded
  expect(lines[0]).toBe('BEGIN:VCALENDAR');
  expect(lines.filter((line) => line.startsWith('UID:'))).toEqual([`UID:${truck.id}@otkel`]);
  expect(lines).toContain(`DTSTART:${truck.startsAt.replace(/[-:]|\.\d+/g, '')}`);
  expect(lines).toContain(`SUMMARY:${truck.plate} · Сырым — Маштаково · выезд из Казахстана`);
  expect(lines).toContain('STATUS:CONFIRMED');
});

test('another address ends the old one, and the same wish is answered with the same address', async () => {
  const first = await call('POST', '/api/calendar-link', { body: { language: 'kk' }, key: 'calendar-key-1' });
  const again = await call('POST', '/api/calendar-link', { body: { language: 'kk' }, key: 'calendar-key-1' });
  expect(again.body).toEqual(first.body);
  const second = await call('POST', '/api/calendar-link', { body: { language: 'en' } });
  expect((await feed(first.body.path)).status).toBe(404);
  expect((await feed(second.body.path)).status).toBe(200);
  await call('POST', '/api/calendar-link/revoke');
  const ended = await feed(second.body.path);
  expect([ended.status, JSON.parse(ended.text).code]).toEqual([404, 'LINK_INVALID']);
});
