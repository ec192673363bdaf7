import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** The system user PostgreSQL runs as; `undefined` means the user of this process. */
export type Owner = { uid: number; gid: number } | undefined;

/**
 * Chooses who runs PostgreSQL on the files in `cluster` (which need not exist yet).
 * PostgreSQL refuses root, so under root it is whoever owns the files, and for new files the system user `postgres`.
 * @throws Error when there is no such user and none can be made
 */
export async function chooseOwner(cluster: string): Promise<Owner> {
  if (process.getuid?.() !== 0) return undefined;
  const files = await stat(cluster).catch(() => undefined);
  if (files && files.uid !== 0) return { uid: files.uid, gid: files.gid };
  return (await findPostgresUser()) ?? (await createPostgresUser());
}

/** Runs a program as `owner` and returns what it printed; rejects as `execFile` does. */
export async function runAs(owner: Owner, program: string, args: string[]) {
  // Node keeps the caller's working directory, which under /root is one that `owner` may not even look at.
  return execute(program, args, { ...owner, cwd: '/', env: { ...process.env, LC_ALL: 'C' } });
}

/** Tells whether `owner` can pass through `folder`: tried for real, since modes alone miss access lists and mounts. */
export async function canEnter(owner: Owner, folder: string): Promise<boolean> {
  if (!owner) return true;
  return runAs(owner, '/bin/sh', ['-c', 'cd -- "$1"', 'sh', folder]).then(
    () => true,
    () => false,
  );
}

async function findPostgresUser(): Promise<Owner> {
  try {
    const [uid, gid] = await Promise.all(['-u', '-g'].map((flag) => execute('id', [flag, 'postgres'])));
    return { uid: Number(uid?.stdout), gid: Number(gid?.stdout) };
  } catch {
    return undefined;
  }
}

async function createPostgresUser(): Promise<Owner> {
  const problem = await execute('groupadd', ['--system', '--force', 'postgres'])
    .then(() => execute('useradd', ['--system', '--gid', 'postgres', '--no-create-home', 'postgres']))
    .then(() => undefined)
    .catch((error: Error) => error.message.trim().replaceAll('\n', ' '));
  // Looked up even after a failure: a second Otkel may have made the user at the same moment.
  const owner = await findPostgresUser();
  if (owner) return owner;
  throw new Error(
    `PostgreSQL refuses to run as root and the system user "postgres" could not be made (${problem}). ` +
      'Run Otkel as an ordinary user, or set DATABASE_URL to a PostgreSQL of your own.',
  );
}
