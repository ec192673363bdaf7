import { chmod, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Makes a temp folder for an embedded PostgreSQL, with a space and letters beyond ASCII in its path. */
export async function makeDataDir(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'otkel test өткел-'));
  // mkdtemp lets nobody else in, and under root PostgreSQL runs as another user.
  await chmod(folder, 0o755);
  return folder;
}

/** Removes the folder and its database files, which may lie elsewhere behind a link. Stop the server first. */
export async function removeDataDir(folder: string): Promise<void> {
  const files = await realpath(join(folder, 'postgres')).catch(() => folder);
  for (const path of [files, folder]) await rm(path, { recursive: true, force: true });
}
