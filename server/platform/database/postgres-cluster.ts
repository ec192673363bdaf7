import { randomBytes, randomUUID } from 'node:crypto';
import {
  chmod,
  chown,
  lstat,
  mkdir,
  readdir,
  readFile,
  readlink,
  realpath,
  rename,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { canEnter, chooseOwner, type Owner, runAs } from './postgres-owner.ts';
import { findPrograms, type Programs } from './postgres-programs.ts';

/** One set of database files, and what is needed to run a server on them. */
export interface Cluster {
  /** Absolute path of the database files, reachable for `owner`. */
  folder: string;
  owner: Owner;
  programs: Programs;
  password: string;
  logFile: string;
}

/** The only role in a cluster, and its superuser: the files belong to one Otkel alone. */
export const ROLE = 'otkel';

/** Where root keeps what must be reachable for another user. Not a temp folder: those are swept after some weeks. */
const SHARED_FOLDER = '/var/lib/otkel';

const PASSWORD_FILE = 'otkel-password';

export interface OpenClusterOptions {
  dataDir: string;
  onProgress: (step: string) => void;
  durable: boolean;
}

/**
 * Opens the database files that belong to `dataDir`, and creates them the first time.
 * They are in `dataDir/postgres`. Under root, when the user that PostgreSQL runs as cannot reach `dataDir`, that name is a
 * symbolic link to a new folder in /var/lib/otkel; removing the link leaves the data there.
 * @throws Error with one line for the person who started Otkel
 */
export async function openCluster({ dataDir, onProgress, durable }: OpenClusterOptions): Promise<Cluster> {
  await mkdir(dataDir, { recursive: true }).catch((error: Error) => {
    throw new Error(`The data folder ${dataDir} cannot be made (${error.message}). Set DATA_DIR to another folder.`);
  });
  const home = await realpath(dataDir);
  const owner = await chooseOwner(join(home, 'postgres'));
  const programs = await findPrograms(owner, owner ? SHARED_FOLDER : home, onProgress);
  try {
    const place = await placeCluster(home, owner);
    if (await isMissing(place)) {
      onProgress('Creating the database files');
      await createCluster({ place, owner, programs, durable });
    }
    await removeUnfinished(place);
    const folder = await realpath(place);
    const password = await readFile(join(folder, PASSWORD_FILE), 'utf8');
    return { folder, owner, programs, password, logFile: join(home, 'postgres.log') };
  } catch (error) {
    throw new Error(`The data folder ${home} cannot be used (${oneLine(error)}). Set DATA_DIR to another folder.`);
  }
}

async function placeCluster(home: string, owner: Owner): Promise<string> {
  const name = join(home, 'postgres');
  const found = await lstat(name).catch(() => undefined);
  if (found?.isSymbolicLink()) return resolve(home, await readlink(name));
  if (found || (await canEnter(owner, home))) return name;

  const place = join(SHARED_FOLDER, randomUUID());
  await mkdir(SHARED_FOLDER, { recursive: true });
  await chmod(SHARED_FOLDER, 0o755);
  await symlink(place, name).catch(ignore('EEXIST'));
  return readlink(name);
}

interface NewCluster extends Pick<Cluster, 'owner' | 'programs'> {
  place: string;
  durable: boolean;
}

/** Builds the files beside their place and renames them, so that they are complete or absent whenever we are killed. */
async function createCluster({ place, owner, programs, durable }: NewCluster): Promise<void> {
  const building = `${place}.building-${randomUUID()}`;
  const passwordFile = `${building}.password`;
  try {
    await mkdir(building, { mode: 0o700 });
    await writeFile(passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 });
    if (owner) for (const path of [building, passwordFile]) await chown(path, owner.uid, owner.gid);
    await runAs(owner, programs.initdb, [
      `--pgdata=${building}`,
      `--username=${ROLE}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      // Part of PostgreSQL itself: the same order and case rules on every machine, whatever locales it has.
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      ...(durable ? [] : ['--no-sync']),
    ]);
    await rename(passwordFile, join(building, PASSWORD_FILE));
    // Fails when another Otkel on the same data folder was faster: its files are as good.
    await rename(building, place).catch(ignore('ENOTEMPTY', 'EEXIST'));
  } catch (error) {
    if (await isMissing(place)) throw error;
  } finally {
    for (const path of [building, passwordFile]) await discard(path);
  }
}

/** What a start left that was killed while it built the files, or that is about to see that another was faster. */
async function removeUnfinished(place: string): Promise<void> {
  for (const name of await readdir(dirname(place)))
    if (name.startsWith(`${basename(place)}.building-`)) await discard(join(dirname(place), name));
}

async function discard(path: string): Promise<void> {
  // It fails while another process still writes there or discards the same; that one, or the next start, takes the rest.
  await rm(path, { recursive: true, force: true }).catch(() => undefined);
}

async function isMissing(place: string): Promise<boolean> {
  return stat(join(place, PASSWORD_FILE)).then(
    () => false,
    (error: NodeJS.ErrnoException) => error.code === 'ENOENT',
  );
}

function ignore(...codes: string[]) {
  return (error: NodeJS.ErrnoException) => {
    if (!codes.includes(error.code ?? '')) throw error;
  };
}

function oneLine(error: unknown): string {
  const { stderr, message } = error as Error & { stderr?: string };
  const lines = (stderr || message).trim().split('\n');
  return (lines.find((line) => /error:|FATAL|PANIC/.test(line)) ?? lines.at(-1) ?? '').replace(
    /^.*(FATAL|PANIC):\s*/,
    '',
  );
}
