import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ICruiseResult } from 'dependency-cruiser';

export const root = fileURLToPath(new URL('../..', import.meta.url));
export const rulesFile = join(root, '.dependency-cruiser.mjs');

/** The folders that the rules speak of. */
export const rooms = ['server', 'client', 'shared', 'prisma', 'twin', 'tests'];

/** What dependency-cruiser says about the rooms in a folder; the program as a person would call it, but with its answer as JSON. */
export function cruise(folder: string): Promise<ICruiseResult> {
  const program = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const args = [program, ...rooms, '--config', rulesFile, '--output-type', 'json', '--no-progress'];
  return new Promise((resolve, reject) => {
    execFile(process.execPath, args, { cwd: folder, maxBuffer: 64 * 1024 * 1024 }, (_error, stdout, stderr) => {
      // It ends with the number of violations: what counts is whether it answered.
      if (stdout.startsWith('{')) resolve(JSON.parse(stdout));
      else reject(new Error(`dependency-cruiser did not answer: ${stderr}`));
    });
  });
}
