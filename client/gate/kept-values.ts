import { createStore, del, get, keys, set } from 'idb-keyval';
import { isRefusal } from '../api/errors.ts';
import { serverClock } from '../live/server-clock.ts';

/** What the server last said, kept on this device for the time without a network. */
export interface Kept<Value> {
  value: Value;
  /** when the server said it */
  asOf: string;
  /** whether it comes from the memory of this device, since the server could not be asked */
  recalled: boolean;
}

const store = createStore('otkel-kept', 'values');

/** A network that answers nothing is as good as none; this is how long a page waits for it before it shows what is kept. */
const patienceMs = 6_000;

/**
 * Asks the server and keeps what it says; without an answer gives what was kept.
 *
 * @throws what the server refused, or the lost connection where nothing is kept
 */
export async function askOrRecall<Value>(
  key: string,
  ask: (signal: AbortSignal) => Promise<Value>,
  signal: AbortSignal,
): Promise<Kept<Value>> {
  // By hand: AbortSignal.any is younger than many a tablet.
  const patience = new AbortController();
  const giveUp = () => patience.abort();
  const timer = setTimeout(giveUp, patienceMs);
  signal.addEventListener('abort', giveUp, { once: true });
  try {
    return await keep(key, await ask(patience.signal));
  } catch (error) {
    if (signal.aborted || isRefusal(error)) throw error;
    const kept = await recall<Value>(key);
    if (!kept) throw error;
    return kept;
  } finally {
    clearTimeout(timer);
  }
}

export async function keep<Value>(key: string, value: Value): Promise<Kept<Value>> {
  const kept = { value, asOf: serverClock.now().toISOString(), recalled: false };
  await set(key, kept, store);
  return kept;
}

export async function recall<Value>(key: string): Promise<Kept<Value> | undefined> {
  const kept = await get<Kept<Value>>(key, store);
  return kept && { ...kept, recalled: true };
}

/** What one officer saw is not for the next: at sign-out it goes, but for the events that wait to be sent. */
export async function forgetKept(): Promise<void> {
  for (const key of await keys<string>(store)) if (!key.startsWith('trip ')) await del(key, store);
}
