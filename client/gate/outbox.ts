import { createStore, get, type UseStore, update } from 'idb-keyval';
import { type GateEvent, type GateResult, gateEventsMax } from '../../shared/contract/gate.ts';
import { isErrorCode } from '../../shared/errors.ts';
import { apiErrorOf, isRefusal } from '../api/errors.ts';
import type { KeptEvent, RefusedEvent } from './kept-event.ts';

export interface OutboxState {
  /** in the order in which they happened */
  waiting: KeptEvent[];
  /** for the officer to resolve */
  refused: RefusedEvent[];
  /** the last ones that the server took, so that they can be undone without a network */
  sent: KeptEvent[];
}

/** How a try to send ended: why what still waits does so. */
export type SendOutcome = 'sent' | 'no-network' | 'signed-out' | 'server-busy';

export interface OutboxParts {
  post(checkpointId: string, events: GateEvent[]): Promise<GateResult[]>;
  /** Runs one at a time of all tabs of this device. */
  exclusively?: <Result>(work: () => Promise<Result>) => Promise<Result>;
  store?: UseStore;
}

const empty: OutboxState = { waiting: [], refused: [], sent: [] };
const key = 'outbox';
const sentMax = 200;

/**
 * What was recorded at the gate waits here, in this device's own database, until the server has answered it. An event leaves only with an
 * answer: taken, or refused and then shown. The id that it has from the beginning makes sending it twice harmless; the lock of all tabs
 * makes it rare.
 */
export function createOutbox({
  post,
  exclusively = withTabLock,
  store = createStore('otkel-gate', 'outbox'),
}: OutboxParts) {
  const listeners = new Set<() => void>();
  const tabs = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel('otkel-gate-outbox');
  let known = empty;

  async function read(): Promise<OutboxState> {
    known = (await get<OutboxState>(key, store)) ?? empty;
    for (const listener of listeners) listener();
    return known;
  }

  /** One transaction of the database: of two tabs neither loses what the other wrote. */
  async function change(how: (state: OutboxState) => OutboxState): Promise<void> {
    await update<OutboxState>(key, (state = empty) => how(state), store);
    await read();
    tabs?.postMessage('changed');
  }

  const settle = (batch: KeptEvent[], results: GateResult[]) =>
    change(({ waiting, refused, sent }) => {
      const answers = new Map(results.map((result) => [result.id, result]));
      const answered = batch.filter(({ event }) => answers.has(event.id));
      const ids = new Set(answered.map(({ event }) => event.id));
      const isRefused = ({ event }: KeptEvent) => answers.get(event.id)?.outcome === 'refused';
      // Another tab without the lock may have settled it before.
      const stillWaits = new Set(waiting.map(({ event }) => event.id));
      const news = answered.filter(({ event }) => stillWaits.has(event.id));
      return {
        waiting: waiting.filter(({ event }) => !ids.has(event.id)),
        refused: [
          ...refused,
          ...news.filter(isRefused).map((kept) => ({ ...kept, error: errorOf(answers.get(kept.event.id)) })),
        ],
        sent: [...sent, ...news.filter((kept) => !isRefused(kept))].slice(-sentMax),
      };
    });

  async function sendAll(officerId: string): Promise<SendOutcome> {
    let size = gateEventsMax;
    for (;;) {
      const batch = nextBatch((await read()).waiting, officerId, size);
      const [first] = batch;
      if (!first) return 'sent';
      try {
        const results = await post(
          first.checkpointId,
          batch.map(({ event }) => event),
        );
        if (results.length === 0) return 'server-busy';
        await settle(batch, results);
      } catch (error) {
        const { code, hint } = apiErrorOf(error);
        if (code === 'NOT_SIGNED_IN') return 'signed-out';
        if (!isRefusal(error) || code === 'TOO_MANY_REQUESTS') return code === 'OFFLINE' ? 'no-network' : 'server-busy';
        // The batch as a whole was refused; one by one, only what is wrong is.
        if (batch.length > 1) size = 1;
        else await settle(batch, [refusal(first.event.id, code, hint)]);
      }
    }
  }

  if (tabs) tabs.onmessage = () => void read();

  return {
    read,
    getState: () => known,
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    /** Each is later than the one before, also when the clock was set back: an event older than the truck's last does not move it. */
    add: (kept: KeptEvent) => change((state) => ({ ...state, waiting: [...state.waiting, afterLast(state, kept)] })),
    /** Sends what this officer recorded, in order; a second call waits for the first and finds nothing left. */
    send: (officerId: string) => exclusively(() => sendAll(officerId)),
    /** The officer has seen a refusal and lets it be. */
    dismiss: (eventId: string) =>
      change((state) => ({ ...state, refused: state.refused.filter(({ event }) => event.id !== eventId) })),
    /** The officer wants a refused event sent once more, as it was. */
    retry: (eventId: string) =>
      change(({ waiting, refused, sent }) => ({
        waiting: [
          ...waiting,
          ...refused.filter(({ event }) => event.id === eventId).map(({ error: _, ...kept }) => kept),
        ],
        refused: refused.filter(({ event }) => event.id !== eventId),
        sent,
      })),
    close: () => tabs?.close(),
  };
}

export type Outbox = ReturnType<typeof createOutbox>;

function nextBatch(waiting: readonly KeptEvent[], officerId: string, size: number): KeptEvent[] {
  const own = waiting.filter((kept) => kept.officerId === officerId);
  const end = own.findIndex(({ checkpointId }) => checkpointId !== own[0]?.checkpointId);
  return own.slice(0, Math.min(size, end < 0 ? own.length : end));
}

function afterLast({ waiting, sent }: OutboxState, kept: KeptEvent): KeptEvent {
  const last = (waiting.at(-1) ?? sent.at(-1))?.event.happenedAt;
  const lastMs = last === undefined ? 0 : Date.parse(last);
  if (Date.parse(kept.event.happenedAt) > lastMs) return kept;
  return { ...kept, event: { ...kept.event, happenedAt: new Date(lastMs + 1).toISOString() } };
}

function errorOf(result: GateResult | undefined): RefusedEvent['error'] {
  const { code = '', hint, rules } = result?.error ?? {};
  return { code: isErrorCode(code) ? code : 'INTERNAL', ...(hint ? { hint } : {}), ...(rules ? { rules } : {}) };
}

const refusal = (id: string, code: string, hint: string | undefined): GateResult => ({
  id,
  outcome: 'refused',
  truck: null,
  error: { code, message: code, ...(hint ? { hint } : {}) },
});

/** Locks are missing over plain HTTP; then only the ids keep events from counting twice, and that is enough. */
function withTabLock<Result>(work: () => Promise<Result>): Promise<Result> {
  return 'locks' in navigator ? navigator.locks.request('otkel-gate-outbox', work) : work();
}
