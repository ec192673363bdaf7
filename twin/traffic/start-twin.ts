import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

export interface StartedTwin {
  /** When the last hours are played in, or it has failed to. */
  caughtUp: Promise<void>;
  stop(): Promise<void>;
}

export interface TwinOptions {
  url: string;
  seed: string;
  /** Posts that are slower than announced, as --slow has them. */
  slow?: readonly string[];
  say(line: string): void;
}

const program = fileURLToPath(new URL('./main.ts', import.meta.url));

/** Starts the twin beside a server, in a process of its own: what it computes must not hold up an answer. It ends with this process, however that ends. */
export function startTwin({ url, seed, slow = [], say }: TwinOptions): StartedTwin {
  const args = ['--url', url, '--seed', seed, ...slow.flatMap((post) => ['--slow', post])];
  const child = fork(program, args, { execArgv: ['--import', 'tsx'] });
  const ended = once(child, 'exit');
  const caughtUp = new Promise<void>((resolve) => {
    child.on('message', (message: { say?: string; caughtUp?: true }) => {
      if (message.say !== undefined) say(message.say);
      if (message.caughtUp) resolve();
    });
    ended.then(() => resolve());
  });
  return {
    caughtUp,
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
