import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Database, openDatabase } from '../../../server/platform/database/client.ts';
import {
  finalStates,
  isAtPost,
  listNextSteps,
  mayFollow,
  type Position,
  passageStates,
  posts,
} from '../../../shared/gate-steps.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

let database: TestDatabase;
let db: Database;

beforeAll(async () => {
  database = await createTestDatabase();
  db = openDatabase(database.url);
});
afterAll(async () => {
  await db.$disconnect();
  await database.drop();
});

/** Also those that cannot be, such as arrived at the second post: neither side may let one in. */
const positions: Position[] = passageStates.flatMap((state) => [null, ...posts].map((post) => ({ state, post })));
const possible = positions.filter(({ state, post }) => isAtPost(state) === (post !== null));

test('the database allows exactly the steps that the state machine allows', async () => {
  const pairs = positions.flatMap((from) => positions.map((to) => ({ from, to })));
  expect(pairs.length).toBe((12 * 3) ** 2);
  const rows = await db.$queryRaw<{ follows: boolean }[]>`
    SELECT gate_step_follows(p #>> '{from,state}', p #>> '{from,post}', p #>> '{to,state}', p #>> '{to,post}') AS follows
    FROM jsonb_array_elements(${JSON.stringify(pairs)}::jsonb) WITH ORDINALITY AS e(p, place) ORDER BY place`;
  const differing = pairs.filter(({ from, to }, index) => mayFollow(from, to) !== rows[index]!.follows);
  expect(differing).toEqual([]);
  expect(rows.filter(({ follows }) => follows).length).toBeGreaterThan(40);
});

test('the way of the design can be gone, and no step of it left out or turned around', () => {
  const way: Position[] = [
    { state: 'expected', post: null },
    { state: 'arrived', post: null },
    { state: 'called', post: null },
    { state: 'at-post', post: 'first' },
    { state: 'strip', post: null },
    { state: 'at-post', post: 'second' },
    { state: 'cleared', post: null },
  ];
  for (const [index, from] of way.entries()) {
    for (const [other, to] of way.entries()) {
      expect([from.state, to.state, mayFollow(from, to)]).toEqual([from.state, to.state, other === index + 1]);
    }
  }
});

test('nothing follows the end, and every other position has a next step and can be left', () => {
  for (const from of possible) {
    const isEnd = finalStates.some((state) => state === from.state);
    expect([from.state, listNextSteps(from).length > 0]).toEqual([from.state, !isEnd]);
    const mayTurnBack = mayFollow(from, { state: 'turned-back', post: null });
    expect([from.state, mayTurnBack]).toEqual([from.state, !isEnd && from.state !== 'expected']);
  }
});

test('stages are taken in their order at one post, and may be left out', () => {
  const at = (state: Position['state'], post: 'first' | 'second' = 'first'): Position => ({ state, post });
  expect(mayFollow(at('at-post'), at('examination'))).toBe(true);
  expect(mayFollow(at('documents'), at('scan'))).toBe(true);
  expect(mayFollow(at('scan'), at('documents'))).toBe(false);
  expect(mayFollow(at('documents'), at('documents'))).toBe(false);
  expect(mayFollow(at('documents'), at('scan', 'second'))).toBe(false);
});
