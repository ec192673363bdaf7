import { mkdtempSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeNotices } from '../../../server/notices/index.ts';
import type { TestServer } from '../../support/server.ts';
import { findSlot, truck } from '../../support/trucks.ts';

/** One round of the job: what happened becomes what each account is told. */
export const makeAll = (server: TestServer) => makeNotices(server.parts, server.clock.now());

export async function listOwn(server: TestServer, token: string, query = '') {
  const { body } = await server.call('GET', `/api/notices${query}`, { token });
  return body.items as {
    id: string;
    kind: string;
    path: string;
    readAt: string | null;
    data: Record<string, unknown>;
  }[];
}

let trucks = 5000;
/** A held booking of its own truck. */
export async function hold(server: TestServer, token: string, skip = 0) {
  const slot = await findSlot(server.parts.db, { checkpointId: 'syrym', totalPlaces: 4, skip });
  const { body } = await server.call('POST', '/api/bookings', { token, body: { slotId: slot.id, ...truck(++trucks) } });
  return { ...body, startsAt: slot.startsAt } as { id: string; holdExpiresAt: string; startsAt: Date };
}

export async function book(server: TestServer, token: string, skip = 0) {
  const held = await hold(server, token, skip);
  await server.call('POST', `/api/bookings/${held.id}/confirm`, { token });
  return held;
}

/** Writes an event as the triggers do, for what only depends on there being one. */
export async function note(server: TestServer, kind: string, cause: string, organisationId = 'demo-trans') {
  const at = server.clock.now();
  await server.parts.db.$queryRaw`
    SELECT note_event(${kind}, ${organisationId}, gen_random_uuid()::text, ${cause}, '{"plate": "123ABC02"}', ${at})::text`;
}

export const outbox = () => mkdtempSync(join(tmpdir(), 'otkel-outbox-'));

export interface Receiver {
  url: string;
  calls: { headers: Record<string, string | string[] | undefined>; body: string; path: string }[];
  answer: { status: number; headers?: Record<string, string> };
  stop(): Promise<unknown>;
}

/** A carrier's program, on this machine. */
export async function startReceiver(): Promise<Receiver> {
  const receiver: Receiver = { url: '', calls: [], answer: { status: 200 }, stop: () => stop(server) };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      receiver.calls.push({
        ...{ headers: request.headers, path: request.url ?? '', body: Buffer.concat(chunks).toString() },
      });
      response.writeHead(receiver.answer.status, receiver.answer.headers).end('x'.repeat(100_000));
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  receiver.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return receiver;
}

const stop = (server: Server) =>
  new Promise((done) => {
    server.closeAllConnections();
    server.close(done);
  });
