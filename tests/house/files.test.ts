import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { root } from './cruise.ts';

const linesMax = 300;

/** Everything here gets the time and its chance from outside, so that a test can set both. */
const clockless = ['planning', 'corridors', 'bookings', 'plans', 'queues', 'compliance'].map(
  (name) => `server/${name}`,
);

const clocks = ['Date.now', 'DateTime.now', 'Math.random'];
/** With one they make a date of what they are given. */
const clocksWithoutArgument = ['Date', 'DateTime.local', 'DateTime.utc'];

const sleeps = ['setTimeout', 'setInterval', 'sleep', 'delay', 'waitForTimeout'];

describe('files', () => {
  it(`are at most ${linesMax} lines long`, () => {
    const files = listFiles(/\.(tsx?|mjs|css)$/, 'server', 'client', 'shared', 'prisma', 'twin', 'tests');
    expect(files.length).toBeGreaterThan(150);
    expect(files.filter((file) => countLines(read(file)) > linesMax)).toEqual([]);
  });

  it('hide no clock and no chance in the capabilities, the engine and the twin', () => {
    const files = listFiles(/\.ts$/, ...clockless, 'twin');
    expect(files.length).toBeGreaterThan(40);
    expect(files.flatMap((file) => findCalls(file, read(file), isHiddenClock))).toEqual([]);
  });

  it('do not sleep in tests: they wait for what they wait for', () => {
    const files = listFiles(/\.tsx?$/, 'tests');
    expect(files.length).toBeGreaterThan(20);
    expect(files.flatMap((file) => findCalls(file, read(file), isSleep))).toEqual([]);
  });
});

describe('what is looked for is found', () => {
  it.each([
    'Date.now()',
    'new Date()',
    'Date()',
    'Math.random()',
    'DateTime.now()',
    'DateTime.local()',
    'DateTime.utc()',
    'const now = Date.now',
    'pick(Math.random)',
  ])('a hidden clock: %s', (text) => {
    expect(findCalls('a.ts', text, isHiddenClock)).toHaveLength(1);
  });

  it.each([
    'new Date(row.startsAt)',
    'DateTime.utc(2026, 11, 22)',
    'DateTime.fromJSDate(now)',
    'clock.now()',
    '// Date.now()',
    "'Date.now()'",
  ])('no hidden clock: %s', (text) => {
    expect(findCalls('a.ts', text, isHiddenClock)).toEqual([]);
  });

  it.each(['setTimeout(done, 5)', 'await page.waitForTimeout(5)', 'await sleep(5)', 'globalThis.setTimeout(done)'])(
    'a sleep: %s',
    (text) => expect(findCalls('a.ts', text, isSleep)).toHaveLength(1),
  );

  it('no sleep: socket.timeout(5), vi.waitFor(check), page.waitForSelector("a")', () => {
    expect(findCalls('a.ts', 'socket.timeout(5); vi.waitFor(check); page.waitForSelector("a")', isSleep)).toEqual([]);
  });
});

function isHiddenClock(node: ts.Node): boolean {
  if (ts.isPropertyAccessExpression(node)) return clocks.includes(node.getText());
  if (!ts.isCallExpression(node) && !ts.isNewExpression(node)) return false;
  return !node.arguments?.length && clocksWithoutArgument.includes(node.expression.getText());
}

function isSleep(node: ts.Node): boolean {
  return ts.isCallExpression(node) && sleeps.includes(node.expression.getText().split('.').at(-1)!);
}

/** The places of a file where what is looked for stands, such as `twin/a.ts:12 Date.now()`. */
function findCalls(file: string, text: string, isWanted: (node: ts.Node) => boolean): string[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node) => {
    if (isWanted(node)) {
      const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
      found.push(`${file}:${line} ${node.getText()}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function listFiles(name: RegExp, ...folders: string[]): string[] {
  const there = folders.filter((folder) => existsSync(join(root, folder)));
  return there.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && name.test(entry.name))
      .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
      .filter((file) => !file.includes('/generated/')),
  );
}

const read = (file: string) => readFileSync(join(root, file), 'utf8');
const countLines = (text: string) => text.trimEnd().split('\n').length;
