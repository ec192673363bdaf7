import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export interface PostgresKeeper {
  url: string;
  process: ChildProcess;
  /** Stops PostgreSQL and removes its files. */
  stop(): Promise<void>;
}

/** Starts postgres-keeper.ts and waits until its PostgreSQL is ready. Without `dataDir` it uses a temp folder. */
export async function startPostgresKeeper(dataDir?: string): Promise<PostgresKeeper> {
  const script = fileURLToPath(new URL('postgres-keeper.ts', import.meta.url));
  const keeper = spawn(process.execPath, ['--import', 'tsx', script, ...(dataDir ? [dataDir] : [])], {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    // Its own process group, so that Ctrl-C in a terminal does not end it before it has cleaned up.
    detached: true,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = once(keeper, 'exit');
  const lines = createInterface(keeper.stdout);
  const [url] = await Promise.race([once(lines, 'line'), ended.then(() => [])]);
  if (typeof url !== 'string') throw new Error('The PostgreSQL for tests does not start; its reason is printed above');
  const stop = async () => {
    keeper.stdin.end();
    await ended;
  };
  return { url, process: keeper, stop };
}
