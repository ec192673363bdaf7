import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Problem } from '../../../server/planning/model.ts';
import { writeNetwork } from './write-network.ts';

export interface LemonResult {
  readonly algorithm: string;
  readonly objective: number;
  readonly seconds: number;
}

const SOURCE = fileURLToPath(new URL('./solve.cpp', import.meta.url));

/** Solves the problem with LEMON, or says why it cannot: without a compiler or the library the bench goes on. */
export function runLemon(problem: Problem, timeLimitSeconds: number): LemonResult[] | string {
  const folder = mkdtempSync(join(tmpdir(), 'otkel-lemon-'));
  try {
    const program = join(folder, 'solve');
    const compiled = spawnSync(process.env.CXX ?? 'g++', ['-O2', '-o', program, SOURCE], { encoding: 'utf8' });
    if (compiled.error || !existsSync(program)) return 'skipped: no C++ compiler with liblemon-dev here';
    const network = join(folder, 'network.min');
    writeNetwork(problem, network);
    const input = openSync(network, 'r');
    const { stdout } = spawnSync(program, {
      stdio: [input, 'pipe', 'inherit'],
      encoding: 'utf8',
      timeout: 1000 * timeLimitSeconds,
    });
    closeSync(input);
    const results = stdout.split('\n').filter((line) => line !== '');
    return results.length === 0 ? `not solved within ${timeLimitSeconds} s` : results.map(readResult);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function readResult(line: string): LemonResult {
  const [algorithm, objective, seconds] = line.split(' ');
  return { algorithm: algorithm!, objective: Number(objective), seconds: Number(seconds) };
}
