import { expect, it } from 'vitest';
import { splitPages, turn } from '../../client/board/paging.ts';

const items = (count: number) => Array.from({ length: count }, (_, index) => index);

it('makes pages of nearly the same length that hold everything once', () => {
  expect(splitPages(items(37), 10).map(({ length }) => length)).toEqual([10, 10, 10, 7]);
  expect(splitPages(items(11), 10).map(({ length }) => length)).toEqual([6, 5]);
  expect(splitPages(items(37), 7).flat()).toEqual(items(37));
  expect(splitPages([], 10)).toEqual([]);
  expect(splitPages(items(2), 0)).toEqual([[0], [1]]);
});

it('turns round and round', () => {
  expect([turn(3, 1, 4), turn(0, -1, 4), turn(1, 1, 4), turn(0, 1, 0)]).toEqual([0, 3, 2, 0]);
});
