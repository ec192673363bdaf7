import { type MessagePort, receiveMessageOnPort, MessageChannel as ThreadChannel } from 'node:worker_threads';
import { Piscina } from 'piscina';

/** What goes to thread-entry.mjs. */
export interface ThreadTask {
  file: string;
  name: string;
  task: unknown;
  progress: MessagePort;
}

export interface RunOptions {
  /** Which export of the file; the default one if nothing is said. */
  name?: string;
  /** Ends the thread that does the work, in the middle of whatever it does. */
  signal?: AbortSignal;
  /** Called on the main thread with the share done, 0–1, as often as the function reports it. */
  onProgress?: (share: number) => void;
}

/** Threads of this process for work that takes long, so that its event loop goes on answering. */
export interface Threads {
  /**
   * Calls `fn(task, reportProgress)` of that file on a thread and returns what it returns. Task and result are copied: plain values, typed
   * arrays, errors, no functions. The file needs no word about threads.
   * @throws what the function throws; an error named AbortError if the signal comes first or the threads are closed.
   */
  run<Task, Result>(file: URL, task: Task, options?: RunOptions): Promise<Result>;
  /** Ends the threads, with what still runs on them. */
  close(): Promise<void>;
}

/** @param idleSeconds a thread loads the engine anew, half a second, and runs slower at first: within this time the next run finds it warm */
export function openThreads({ maxThreads, idleSeconds = 30 }: { maxThreads: number; idleSeconds?: number }): Threads {
  const pool = new Piscina({
    filename: new URL('./thread-entry.mjs', import.meta.url).href,
    minThreads: 0,
    maxThreads,
    idleTimeout: idleSeconds * 1000,
    execArgv: [],
  });
  // Every run that ends with its thread listens here; more than ten at once are no leak.
  pool.setMaxListeners(0);

  return {
    async run(file, task, { name = 'default', signal, onProgress } = {}) {
      const { port1: here, port2: there } = new ThreadChannel();
      here.on('message', (share: number) => onProgress?.(share));
      const work: ThreadTask = { file: file.href, name, task, progress: there };
      try {
        return await pool.run(work, { transferList: [there], ...(signal && { signal }) });
      } finally {
        for (const share of waiting(here)) onProgress?.(share);
        here.close();
      }
    },
    close: () => pool.destroy(),
  };
}

/** The result comes by another port and may overtake the last progress. */
function* waiting(port: MessagePort): Generator<number> {
  for (let next = receiveMessageOnPort(port); next !== undefined; next = receiveMessageOnPort(port)) {
    yield next.message as number;
  }
}
