import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { addOfflineFiles } from './service-worker-files.ts';

/**
 * Builds the base map and the client into dist/client. With --if-changed only when a source differs from the last build, so that
 * `npm start` takes no longer than it must the second time.
 */
const root = fileURLToPath(new URL('..', import.meta.url));
const stampFile = join(root, 'dist/client/.sources-sha256');
const sources = ['client', 'shared', 'vite.config.ts', 'package-lock.json'];
const made = ['base-map.json', 'towns.json'].map((name) => join(root, 'client/public', name));

const stamp = hashOf(sources.flatMap((source) => filesOf(join(root, source))).filter((file) => !made.includes(file)));
const built =
  existsSync(stampFile) && made.every((file) => existsSync(file)) && readFileSync(stampFile, 'utf8') === stamp;

if (!built || !process.argv.includes('--if-changed')) {
  run('Building the base map', 'tsx', ['client/base-map/build-base-map.ts']);
  run('Building the client', 'vite', ['build', '--logLevel', 'warn']);
  addOfflineFiles(join(root, 'dist/client'));
  writeFileSync(stampFile, stamp);
}

function filesOf(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

function hashOf(files: string[]): string {
  const hash = createHash('sha256');
  for (const file of files) hash.update(file.slice(root.length)).update(readFileSync(file));
  return hash.digest('hex');
}

function run(what: string, program: string, args: string[]): void {
  process.stdout.write(`${what}\n`);
  // The package's own script with this Node, not node_modules/.bin: no shell, so a space in the path is no matter.
  const script = { tsx: 'node_modules/tsx/dist/cli.mjs', vite: 'node_modules/vite/bin/vite.js' }[program]!;
  // Tests build too, and have another NODE_ENV: with that, Vite would build what nobody runs.
  const env = { ...process.env, NODE_ENV: 'production' };
  execFileSync(process.execPath, [join(root, script), ...args], { cwd: root, stdio: 'inherit', env });
}
