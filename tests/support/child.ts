import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export interface OtkelProcess {
  url: string;
  child: ChildProcess;
  /** Everything it said so far. */
  lines: string[];
  end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void>;
}

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Starts server/main.ts as a process of its own and waits until it says its address. */
export async function startProcess(environment: Record<string, string>): Promise<OtkelProcess> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'server/main.ts'], {
    cwd: root,
    env: { ...process.env, PORT: '0', ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines: string[] = [];
  const url = await new Promise<string>((resolve, reject) => {
    createInterface(child.stdout!).on('line', (line) => {
      lines.push(line);
      const said = /Otkel is at (\S+)/.exec(line)?.[1];
      if (said) resolve(said);
    });
    child.once('exit', () => reject(new Error(`it ended before it was up:\n${lines.join('\n')}`)));
  });
  return {
    url,
    child,
    lines,
    async end(signal) {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill(signal);
      await once(child, 'exit');
    },
  };
}
