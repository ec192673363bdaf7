import { chmod, cp, lstat, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { chooseOwner, runAs } from '../../../server/platform/database/postgres-owner.ts';
import { findPackagedFolder, findPrograms } from '../../../server/platform/database/postgres-programs.ts';
import { makeDataDir, removeDataDir } from '../../support/data-dir.ts';

let folder: string;
let packaged: string;

/** The package as npm leaves it where install scripts are forbidden, without its symbolic links; and without 1,200 time zones. */
beforeEach(async () => {
  folder = await makeDataDir();
  onTestFinished(() => removeDataDir(folder));
  packaged = join(folder, 'package', 'native');
  const filter = async (path: string) => !path.endsWith('share') && !(await lstat(path)).isSymbolicLink();
  await cp(dirname(findPackagedFolder()), dirname(packaged), { recursive: true, filter });
});

describe('findPrograms', () => {
  it('makes the links that a forbidden install script would have made', async () => {
    await expect(runAs(undefined, join(packaged, 'bin', 'postgres'), ['--version'])).rejects.toThrow('libraries');
    const programs = await findPrograms(undefined, folder, () => {}, packaged);
    expect(programs.postgres).toBe(join(packaged, 'bin', 'postgres'));
    expect((await runAs(undefined, programs.postgres, ['--version'])).stdout).toMatch(/PostgreSQL\) 18/);
  });

  it.runIf(process.getuid?.() === 0)('copies what the postgres user cannot reach, once', async () => {
    await chmod(dirname(packaged), 0o700);
    const owner = await chooseOwner(join(folder, 'none'));
    const steps: string[] = [];
    const first = await findPrograms(owner, folder, (step) => steps.push(step), packaged);
    const second = await findPrograms(owner, folder, (step) => steps.push(step), packaged);
    expect(first.postgres).toMatch(/programs-18\.[^/]*\/bin\/postgres$/);
    expect(second).toEqual(first);
    expect(steps).toHaveLength(1);
    expect((await runAs(owner, first.postgres, ['--version'])).stdout).toMatch(/PostgreSQL\) 18/);
  });

  it('says what to do when the programs do not run on this machine', async () => {
    await rm(join(packaged, 'bin'), { recursive: true });
    await expect(findPrograms(undefined, folder, () => {}, packaged)).rejects.toThrow(/Set DATABASE_URL .*$/);
  });
});
