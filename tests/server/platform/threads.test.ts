import { afterAll, describe, expect, it } from 'vitest';
import { openThreads } from '../../../server/platform/threads.ts';

const work = new URL('./thread-work.ts', import.meta.url);
const threads = openThreads({ maxThreads: 2 });
afterAll(() => threads.close());

const sharedNumbers = () => new Int32Array(new SharedArrayBuffer(8));

describe('threads', () => {
  it('hands typed arrays over and back, and every share of progress before the result', async () => {
    const shares: number[] = [];
    const result = await threads.run<Int32Array, { sum: number; doubled: Int32Array }>(
      work,
      Int32Array.of(1, 2, 3, 4),
      {
        onProgress: (share) => shares.push(share),
      },
    );
    expect(result).toEqual({ sum: 10, doubled: Int32Array.of(2, 4, 6, 8) });
    expect(shares).toEqual([0.25, 0.5, 0.75, 1]);
  });

  it('keeps the main event loop turning beside a loop that never yields', async () => {
    const shared = sharedNumbers();
    const running = threads.run<Int32Array, number>(work, shared, {
      name: 'spin',
      // Turns of the main thread end the loop: had it stopped, the loop would not end either.
      onProgress: () => setImmediate(() => setImmediate(() => Atomics.store(shared, 0, 1))),
    });
    expect(await running).toBe(1);
  });

  it('ends a loop that never yields when the signal says so, and the pool goes on', async () => {
    const shared = sharedNumbers();
    const stop = new AbortController();
    const running = threads.run(work, shared, { name: 'spin', signal: stop.signal, onProgress: () => stop.abort() });
    await expect(running).rejects.toMatchObject({ name: 'AbortError' });

    expect(await threads.run(work, Int32Array.of(5))).toMatchObject({ sum: 5 });
    const counted = Atomics.load(shared, 1);
    expect(await threads.run(work, Int32Array.of(6))).toMatchObject({ sum: 6 });
    expect(Atomics.load(shared, 1)).toBe(counted);
  });

  it('refuses a run whose signal has come already', async () => {
    await expect(threads.run(work, Int32Array.of(1), { signal: AbortSignal.abort() })).rejects.toMatchObject({
      name: 'AbortError',
    });
  });

  it('brings errors back as they were thrown', async () => {
    const failed = threads.run(work, 'too far', { name: 'fail' });
    await expect(failed).rejects.toBeInstanceOf(RangeError);
    await expect(failed).rejects.toThrow('too far');
    await expect(threads.run(work, null, { name: 'nothing' })).rejects.toThrow('exports no function nothing');
    await expect(threads.run(new URL('./no-such-file.ts', work), null)).rejects.toThrow();
  });

  it('ends what runs when it is closed', async () => {
    const own = openThreads({ maxThreads: 1 });
    let closed: Promise<void> | undefined;
    const running = own.run(work, sharedNumbers(), {
      name: 'spin',
      onProgress: () => {
        closed = own.close();
      },
    });
    await expect(running).rejects.toThrow();
    await closed;
  });
});
