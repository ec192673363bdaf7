import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export interface Memory {
  rss: number;
  /** Of live objects and buffers, after a collection. */
  held: number;
}

export interface StartedServer {
  url: string;
  readMemory(): Promise<Memory>;
  stop(): Promise<void>;
}

const memoryReporter = fileURLToPath(new URL('./report-memory.ts', import.meta.url));
const preload = ['--expose-gc', '--import', 'tsx', '--import', memoryReporter];

/** Starts a server in a process of its own that says its address in its first line. */
export async function startServer(program: URL, environment: Record<string, string> = {}): Promise<StartedServer> {
  const child = spawn(process.execPath, [...preload, fileURLToPath(program)], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const ended = once(child, 'exit').then(() => []);
  const [url] = await Promise.race([once(createInterface(child.stdout!), 'line'), ended]);
  if (typeof url !== 'string') throw new Error(`${program.pathname} does not start; its reason is printed above`);
  return {
    url,
    async readMemory() {
      const answer = once(child, 'message');
      child.send('memory');
      const [memory] = (await answer) as [Memory];
      return memory;
    },
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
