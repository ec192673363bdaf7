// @vitest-environment node
import { expect, it } from 'vitest';
import { type Box, clipLine, clipRing } from '../../client/base-map/clip.ts';
import { areaNames, handDrawnLakes } from '../../client/base-map/hand-drawn.ts';
import { listTowns } from '../../client/base-map/list-towns.ts';
import { chooseSides } from '../../client/map/choose-sides.ts';

const box: Box = [0, 0, 10, 10];

it('cuts a ring at the edges of the box', () => {
  const square = [
    [-5, 2],
    [5, 2],
    [5, 8],
    [-5, 8],
    [-5, 2],
  ];
  const cut = clipRing(square, box);
  expect(cut[0]).toEqual(cut.at(-1));
  expect(Math.min(...cut.map(([x]) => x!))).toBe(0);
  expect(
    clipRing(
      [
        [20, 20],
        [30, 20],
        [30, 30],
        [20, 20],
      ],
      box,
    ),
  ).toEqual([]);
});

it('cuts a line into the runs that lie in the box', () => {
  const line = [
    [-2, 5],
    [2, 5],
    [12, 5],
    [14, 5],
    [12, 6],
    [8, 6],
  ];
  expect(clipLine(line, box)).toEqual([
    [
      [-2, 5],
      [2, 5],
      [12, 5],
    ],
    [
      [12, 6],
      [8, 6],
    ],
  ]);
});

it('names the capital Astana, and the main towns in three languages', () => {
  const towns = listTowns([43, 35, 91, 58], areaNames);
  const capitals = towns.filter((town) => town.capital).map((town) => town.names.en);
  expect(capitals).toContain('Astana');
  expect(towns.find((town) => town.names.en === 'Almaty')).toMatchObject({
    names: { ru: 'Алматы', kk: 'Алматы' },
    minZoom: 4,
  });
  expect(towns.some((town) => town.names.en === 'Nur-Sultan')).toBe(false);
});

it('draws by hand closed rings only', () => {
  for (const ring of Object.values(handDrawnLakes)) expect(ring[0]).toEqual(ring.at(-1));
});

it('puts a name left of its dot where a sign lies on the right, unless a name is there', () => {
  const town = { dot: { x: 100, y: 100 }, width: 60 };
  expect(chooseSides([town], [])).toEqual(['right']);
  expect(chooseSides([town], [{ x: 120, y: 102 }])).toEqual(['left']);
  expect(chooseSides([town, { dot: { x: 30, y: 100 }, width: 40 }], [{ x: 120, y: 102 }])).toEqual(['right', 'right']);
});
