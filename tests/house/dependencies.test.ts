import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import type { ICruiseResult } from 'dependency-cruiser';
import extractDepcruiseConfig from 'dependency-cruiser/config-utl/extract-depcruise-config';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { breaches } from './breaches.ts';
import { cruise, rooms, root, rulesFile } from './cruise.ts';

const generated = 'server/platform/database/generated/';

describe('the house', () => {
  let result: ICruiseResult;

  beforeAll(async () => {
    result = await cruise(root);
  }, 60_000);

  it('keeps the rules', () => {
    expect(listBreaches(result)).toEqual([]);
  });

  it('was looked at whole', async () => {
    // Under a compiler it does not know, dependency-cruiser cruises 0 modules and is content.
    const looked = result.modules.map(({ source }) => source).filter(isOurs);
    const onDisk = (await Promise.all(rooms.map(listFiles))).flat().filter(isOurs);
    expect(looked.sort()).toEqual(onDisk.sort());
    expect(onDisk.length).toBeGreaterThan(150);
  });

  it('has imports that were seen: the longest way of the house, from the server to the engine', () => {
    const imports = (source: string) =>
      result.modules.find((module) => module.source === source)?.dependencies.map(({ resolved }) => resolved);
    expect(imports('server/main.ts')).toContain('server/otkel.ts');
    expect(imports('server/otkel.ts')).toContain('server/corridors/index.ts');
    expect(imports('server/corridors/keep-slots.ts')).toContain('server/corridors/rules/index.ts');
    expect(imports('server/corridors/rules/plan-slots.ts')).toContain('server/planning/capacity.ts');
  });
});

describe('each rule can fail', () => {
  let folder: string;
  let found: string[];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'otkel-house-'));
    await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
    const manifest = { dependencies: { zod: '*', pg: '*', 'better-auth': '*' }, devDependencies: { vitest: '*' } };
    await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
    for (const room of rooms) await mkdir(join(folder, room));
    for (const breach of breaches) {
      for (const [file, text] of Object.entries(breach.files)) {
        await mkdir(dirname(join(folder, file)), { recursive: true });
        await writeFile(join(folder, file), text);
      }
    }
    found = listBreaches(await cruise(folder));
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  it.each(breaches.map((breach) => [breach.rule, breach.what, breach] as const))('%s: %s', (rule, _what, breach) => {
    const from = breach.from ?? Object.keys(breach.files)[0];
    expect(found).toContainEqual(expect.stringContaining(`${rule}: ${from} → `));
  });

  it('and none is left out', async () => {
    const config = await extractDepcruiseConfig(rulesFile);
    const names = config.forbidden?.map(({ name }) => name) ?? [];
    expect([...new Set(breaches.map(({ rule }) => rule))].sort()).toEqual(names.sort());
  });
});

function listBreaches({ summary }: ICruiseResult): string[] {
  return summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`);
}

function isOurs(file: string): boolean {
  return /^(server|client|shared|prisma|twin|tests)\/.*\.tsx?$/.test(file) && !file.startsWith(generated);
}

async function listFiles(room: string): Promise<string[]> {
  const entries = await readdir(join(root, room), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
}
