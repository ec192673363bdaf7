import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { errorTable } from '../../shared/errors.ts';
import { rooms, root } from './cruise.ts';

const pages = [
  'README.md',
  'CONTRIBUTING.md',
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .map((file) => `docs/${file.replaceAll('\\', '/')}`),
];
const read = (file: string) => readFileSync(join(root, file), 'utf8');

describe('the pages for people', () => {
  it.each(pages)('%s names files that are there', (page) => {
    const missing = [...listLinks(page), ...listPaths(page)].filter((file) => !isThere(file));
    expect(missing).toEqual([]);
  });

  it('look at something: links and paths are found at all', () => {
    expect(pages.length).toBeGreaterThan(12);
    expect(listLinks('README.md')).toContain('docs/architecture.md');
    expect(listPaths('docs/architecture.md')).toContain('server/bookings/hold-slot.ts');
    expect(isThere('server/bookings/sell-slot.ts')).toBe(false);
  });

  it('name commands that package.json has', () => {
    const { scripts } = parse(read('package.json')) as { scripts: Record<string, string> };
    const commands = pages.flatMap((page) =>
      [...read(page).matchAll(/\bnpm run (?:-s )?([\w-]+)/g)].map(([, name]) => name!),
    );
    expect(commands.length).toBeGreaterThan(4);
    expect(commands.filter((name) => scripts[name] === undefined)).toEqual([]);
  });

  it('name error codes that exist', () => {
    const codes = [...read('docs/api.md').matchAll(/`([A-Z]+(?:_[A-Z]+)+)`/g)].map(([, code]) => code!);
    expect(codes.length).toBeGreaterThan(10);
    expect(codes.filter((code) => !(code in errorTable))).toEqual([]);
  });

  it('keep the first one short', () => {
    expect(read('README.md').split('\n').length).toBeLessThan(120);
  });
});

/** Targets of the links of a page that lead to files, from the root. */
function listLinks(page: string): string[] {
  return [...read(page).matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)]
    .map(([, target]) => target!)
    .filter((target) => !/^https?:/.test(target))
    .map((target) => join(dirname(page), target));
}

/** Paths in `code` that begin with a room of the house. */
function listPaths(page: string): string[] {
  const begin = new RegExp(`^(${rooms.join('|')}|docs)/[\\w./*-]+$`);
  return [...read(page).matchAll(/`([^`\n]+)`/g)].map(([, code]) => code!).filter((code) => begin.test(code));
}

/** A star in a name stands for any letters of it. */
function isThere(path: string): boolean {
  if (!path.includes('*')) return existsSync(join(root, path));
  const [before, after] = path.split('*') as [string, string];
  const folder = dirname(`${before}x`);
  return readdirSync(join(root, folder)).some((name) => {
    const [head, ...rest] = after.split('/');
    return `${folder}/${name}`.startsWith(before) && name.endsWith(head!) && isThere([folder, name, ...rest].join('/'));
  });
}
