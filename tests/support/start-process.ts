import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export interface StartedProcess {
  /** Waits for a line of its standard output. @throws Error with all it said, where it ends without one. */
  line(pattern: RegExp): Promise<string>;
  kill(signal: NodeJS.Signals): void;
  /** Its exit code; null after kill -9. */
  exited: Promise<number | null>;
  output: string[];
  errors: string[];
}

const root = fileURLToPath(new URL('../..', import.meta.url));
const alive = new Set<ChildProcess>();

/** Runs a program of server/ as a newcomer would, with nothing of this process's environment that could tell it more. */
export function startProcess(
  script: 'main.ts' | 'admin.ts',
  environment: Record<string, string>,
  words: string[] = [],
): StartedProcess {
  const { PATH, HOME } = process.env;
  const child = spawn(process.execPath, ['--import', 'tsx', `server/${script}`, ...words], {
    cwd: root,
    env: { ...(PATH ? { PATH } : {}), ...(HOME ? { HOME } : {}), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  alive.add(child);
  const [output, errors] = [collectLines(child.stdout), collectLines(child.stderr)];
  const closed = once(child, 'close').then(([code]) => {
    alive.delete(child);
    return code as number | null;
  });
  return {
    output: output.lines,
    errors: errors.lines,
    exited: closed,
    kill: (signal) => void child.kill(signal),
    async line(pattern) {
      const found = await Promise.race([output.find(pattern), closed.then(() => undefined)]);
      if (found === undefined) throw new Error(`It ended: ${[...output.lines, ...errors.lines].join('\n')}`);
      return found;
    },
  };
}

/** What a failed test may have left running. */
export async function killAll(): Promise<void> {
  const left = [...alive];
  for (const child of left) child.kill('SIGKILL');
  await Promise.all(left.map((child) => once(child, 'close')));
}

function collectLines(stream: NodeJS.ReadableStream) {
  const lines: string[] = [];
  const waiting = new Set<() => void>();
  createInterface(stream).on('line', (line) => {
    if (line.trim() !== '') lines.push(line);
    for (const look of waiting) look();
  });
  const find = (pattern: RegExp) =>
    new Promise<string>((resolve) => {
      const look = () => {
        const line = lines.find((one) => pattern.test(one));
        if (line === undefined) return;
        waiting.delete(look);
        resolve(line);
      };
      waiting.add(look);
      look();
    });
  return { lines, find };
}
