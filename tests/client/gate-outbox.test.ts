import 'fake-indexeddb/auto';
import { ORPCError } from '@orpc/client';
import { createStore, set } from 'idb-keyval';
import { afterEach, describe, expect, it } from 'vitest';
import { truckOfPlate } from '../../client/gate/gate-truck.ts';
import { type Deed, makeEvent } from '../../client/gate/kept-event.ts';
import { createOutbox, type Outbox, type OutboxParts } from '../../client/gate/outbox.ts';
import type { GateEvent, GateResult } from '../../shared/contract/gate.ts';

const start = Date.parse('2026-11-22T05:00:00.000Z');
const open: Outbox[] = [];
let databases = 0;

afterEach(() => {
  for (const outbox of open.splice(0)) outbox.close();
});

/** A server as far as an outbox can see one: each id counts once, however often it comes. */
function createServer({ refuse = () => undefined as string | undefined } = {}) {
  const recorded = new Map<string, GateEvent>();
  const calls: string[][] = [];
  return {
    recorded,
    calls,
    async post(_checkpointId: string, events: GateEvent[]): Promise<GateResult[]> {
      calls.push(events.map(({ id }) => id));
      return events.map((event) => {
        const code = refuse.call(null) ?? (plateOf(event) === '666BAD66' ? 'TRUCK_NOT_FOUND' : undefined);
        if (code) return { id: event.id, outcome: 'refused', truck: null, error: { code, message: code } };
        recorded.set(event.id, event);
        return { id: event.id, outcome: 'applied', truck: null, error: null };
      });
    },
  };
}

const plateOf = ({ truck }: GateEvent) => ('plate' in truck ? truck.plate : '');

/** What Web Locks give all tabs of a device. */
function createLock(): NonNullable<OutboxParts['exclusively']> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(work);
    last = mine.catch(() => undefined);
    return mine;
  };
}

const newStore = () => createStore(`outbox ${++databases}`, 'values');

function openOutbox(parts: OutboxParts): Outbox {
  const outbox = createOutbox(parts);
  open.push(outbox);
  return outbox;
}

const noLock: NonNullable<OutboxParts['exclusively']> = (work) => work();

function event(
  plate: string,
  deed: Deed['step'] = 'arrived',
  change: { officerId?: string; checkpointId?: string } = {},
) {
  const truck = { ...truckOfPlate(plate), lastEventId: '0b0f2f3e-6c8d-4f0e-9b1a-3f2f9d1c7a11' };
  const where = { checkpointId: 'syrym', officerId: 'aigul', now: new Date(start), ...change };
  return makeEvent(truck, deed === 'undo' ? { step: 'undo' } : { step: deed, post: null }, where);
}

describe('the outbox of an officer', () => {
  it('keeps events in the order in which they happened, also when the page is opened anew', async () => {
    const store = newStore();
    const server = createServer();
    const before = openOutbox({ post: server.post, exclusively: noLock, store });
    const events = [event('100AAA01'), event('100AAA01', 'called'), event('200BBB02')];
    for (const each of events) await before.add(each);

    const after = openOutbox({ post: server.post, exclusively: noLock, store });
    const { waiting } = await after.read();
    expect(waiting.map((kept) => kept.event.id)).toEqual(events.map((kept) => kept.event.id));
    // All three were made in one millisecond; as kept, each is later than the one before.
    const times = waiting.map((kept) => Date.parse(kept.event.happenedAt) - start);
    expect(times).toEqual([0, 1, 2]);
    expect(await after.send('aigul')).toBe('sent');
    expect(server.calls).toEqual([events.map((kept) => kept.event.id)]);
    expect((await after.read()).waiting).toEqual([]);
  });

  it('keeps everything while there is no network, and sends it once when there is', async () => {
    const server = createServer();
    let online = false;
    const post: OutboxParts['post'] = (...call) =>
      online ? server.post(...call) : Promise.reject(new TypeError('Failed to fetch'));
    const outbox = openOutbox({ post, exclusively: noLock, store: newStore() });
    await outbox.add(event('100AAA01'));
    expect(await outbox.send('aigul')).toBe('no-network');
    expect((await outbox.read()).waiting).toHaveLength(1);
    online = true;
    expect(await outbox.send('aigul')).toBe('sent');
    expect(await outbox.send('aigul')).toBe('sent');
    expect(server.calls).toHaveLength(1);
  });

  it('sends an event whose answer was lost again with its id, so that it counts once', async () => {
    const server = createServer();
    let lost = true;
    const post: OutboxParts['post'] = async (...call) => {
      const results = await server.post(...call);
      if (lost) throw new TypeError('Failed to fetch');
      return results;
    };
    const outbox = openOutbox({ post, exclusively: noLock, store: newStore() });
    await outbox.add(event('100AAA01'));
    await outbox.send('aigul');
    lost = false;
    await outbox.send('aigul');
    expect(server.calls).toHaveLength(2);
    expect(server.recorded.size).toBe(1);
    expect((await outbox.read()).sent).toHaveLength(1);
  });

  it('keeps what was refused for the officer, who sends it again or puts it away', async () => {
    const outbox = openOutbox({ post: createServer().post, exclusively: noLock, store: newStore() });
    await outbox.add(event('666BAD66'));
    await outbox.add(event('100AAA01'));
    expect(await outbox.send('aigul')).toBe('sent');
    const { waiting, refused } = await outbox.read();
    expect(waiting).toEqual([]);
    expect(refused.map(({ truck, error }) => [truck.plate, error.code])).toEqual([['666BAD66', 'TRUCK_NOT_FOUND']]);

    const { id } = refused[0]!.event;
    await outbox.retry(id);
    expect(await outbox.read()).toMatchObject({ waiting: [{ event: { id } }], refused: [] });
    await outbox.send('aigul');
    await outbox.dismiss(id);
    expect(await outbox.read()).toMatchObject({ waiting: [], refused: [] });
  });

  it('finds the one event that spoils a batch, and sends the others', async () => {
    const server = createServer();
    const post: OutboxParts['post'] = async (checkpointId, events) => {
      if (events.some((each) => plateOf(each) === '666BAD66')) throw new ORPCError('INVALID_INPUT', { status: 400 });
      return server.post(checkpointId, events);
    };
    const outbox = openOutbox({ post, exclusively: noLock, store: newStore() });
    for (const plate of ['100AAA01', '666BAD66', '200BBB02']) await outbox.add(event(plate));
    expect(await outbox.send('aigul')).toBe('sent');
    expect([...server.recorded.values()].map(plateOf)).toEqual(['100AAA01', '200BBB02']);
    expect((await outbox.read()).refused).toMatchObject([{ error: { code: 'INVALID_INPUT' } }]);
  });

  it.each([
    ['a session that is over', 'NOT_SIGNED_IN', 401, 'signed-out'],
    ['too many requests', 'TOO_MANY_REQUESTS', 429, 'server-busy'],
    ['a server that broke', 'INTERNAL', 500, 'server-busy'],
  ] as const)('loses nothing by %s', async (_why, code, status, outcome) => {
    const post = () => Promise.reject(new ORPCError(code, { status }));
    const outbox = openOutbox({ post, exclusively: noLock, store: newStore() });
    await outbox.add(event('100AAA01'));
    expect(await outbox.send('aigul')).toBe(outcome);
    expect(await outbox.read()).toMatchObject({ waiting: [{}], refused: [] });
  });

  it('sends only what the officer who is signed in recorded, each checkpoint by itself', async () => {
    const asked: [string, number][] = [];
    const server = createServer();
    const post: OutboxParts['post'] = (checkpointId, events) => {
      asked.push([checkpointId, events.length]);
      return server.post(checkpointId, events);
    };
    const outbox = openOutbox({ post, exclusively: noLock, store: newStore() });
    await outbox.add(event('100AAA01'));
    await outbox.add(event('200BBB02', 'arrived', { officerId: 'bolat' }));
    await outbox.add(event('300CCC03', 'arrived', { checkpointId: 'karasu' }));
    await outbox.add(event('400DDD04'));
    await outbox.send('aigul');
    expect(asked).toEqual([
      ['syrym', 1],
      ['karasu', 1],
      ['syrym', 1],
    ]);
    expect((await outbox.read()).waiting.map(({ officerId }) => officerId)).toEqual(['bolat']);
  });

  it('sends at most 500 in a call', async () => {
    const server = createServer();
    const store = newStore();
    const waiting = Array.from({ length: 501 }, (_, number) => event(`${100 + number}AAA01`));
    await set('outbox', { waiting, refused: [], sent: [] }, store);
    const outbox = openOutbox({ post: server.post, exclusively: noLock, store });
    await outbox.send('aigul');
    expect(server.calls.map((ids) => ids.length)).toEqual([500, 1]);
  });
});

describe('two tabs of one tablet', () => {
  it('send each event once: the lock lets one at a time', async () => {
    const [store, exclusively, server] = [newStore(), createLock(), createServer()];
    const [one, two] = [server, server].map(({ post }) => openOutbox({ post, exclusively, store }));
    await Promise.all([one!.add(event('100AAA01')), two!.add(event('200BBB02')), one!.add(event('300CCC03'))]);
    await Promise.all([one!.send('aigul'), two!.send('aigul'), one!.send('aigul')]);
    const sent = server.calls.flat();
    expect([sent.length, new Set(sent).size]).toEqual([3, 3]);
  });

  it('without a lock may send twice, and still record once and lose nothing', async () => {
    const [store, server] = [newStore(), createServer()];
    const [one, two] = [server, server].map(({ post }) => openOutbox({ post, exclusively: noLock, store }));
    await Promise.all([one!.add(event('100AAA01')), two!.add(event('666BAD66'))]);
    await Promise.all([one!.send('aigul'), two!.send('aigul')]);
    expect(server.calls.flat().length).toBeGreaterThan(2);
    const state = await two!.read();
    expect([server.recorded.size, state.waiting.length, state.refused.length, state.sent.length]).toEqual([1, 0, 1, 1]);
  });
});
