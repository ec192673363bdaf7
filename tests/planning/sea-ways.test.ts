import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { distance } from '@turf/distance';
import { feature } from 'topojson-client';
import { describe, expect, it, test } from 'vitest';
import { nauticalMilesOf, readPortGates, readSeaWays, readShips } from '../../prisma/ships.ts';

type Ring = [number, number][];
type Geometry = { type: 'Polygon'; coordinates: Ring[] } | { type: 'MultiPolygon'; coordinates: Ring[][] };

const require = createRequire(import.meta.url);
const world = JSON.parse(readFileSync(require.resolve('world-atlas/countries-10m.json'), 'utf8'));
const { features } = feature(world, world.objects.countries) as unknown as {
  features: { properties: { name: string }; geometry: Geometry }[];
};
const shores = ['Kazakhstan', 'Iran', 'Azerbaijan', 'Turkmenistan', 'Russia', 'Uzbekistan'];
const land = features
  .filter(({ properties }) => shores.includes(properties.name))
  .flatMap(({ geometry }) => (geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates));

/** Even-odd rule. */
function isInside([x, y]: [number, number], ring: Ring): boolean {
  let inside = false;
  ring.forEach(([ax, ay], index) => {
    const [bx, by] = ring[(index + 1) % ring.length]!;
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
  });
  return inside;
}
const isLand = (point: [number, number]) =>
  land.some(([shore, ...waters]) => isInside(point, shore!) && !waters.some((water) => isInside(point, water)));

describe('the lines that ships are drawn on', () => {
  const outward = readSeaWays().filter(({ fromPortId }) => ['aktau-port', 'kuryk-port'].includes(fromPortId));

  test('land is where it should be', () => {
    expect(isLand([76.9, 43.25])).toBe(true); // Almaty
    expect(isLand([51.0, 41.5])).toBe(false); // the middle of the Caspian
    expect(isLand([54.0, 40.2])).toBe(true); // east of Turkmenbashi
  });

  it.each(outward)('$fromPortId to $toPortId stays off the land', ({ path }) => {
    const ends = [path[0]!, path.at(-1)!];
    const ashore: [number, number][] = [];
    for (const [index, [lat, lon]] of path.slice(1).entries()) {
      const [fromLat, fromLon] = path[index]!;
      for (let step = 0; step <= 30; step++) {
        const point: [number, number] = [
          fromLon + ((lon - fromLon) * step) / 30,
          fromLat + ((lat - fromLat) * step) / 30,
        ];
        // The ports themselves lie ashore, and their harbours are finer than the map.
        const isHarbour = ends.some((end) => distance([end[1], end[0]], point) < 6);
        if (!isHarbour && isLand(point)) ashore.push(point);
      }
    }
    expect(ashore).toEqual([]);
  });

  test('Aktau-Amirabad along its line is the 417 miles that are published, within 2%', () => {
    const way = outward.find(
      ({ fromPortId, toPortId }) => fromPortId === 'aktau-port' && toPortId === 'amirabad-port',
    )!;
    expect(way).toMatchObject({ nauticalMiles: 417, isComputed: false });
    expect(Math.abs(nauticalMilesOf(way.path) / 417 - 1)).toBeLessThan(0.02);
    // 35 to 42 hours at 10 to 12 knots: the middle, and four of five within the upper end.
    const hours = 417 / readShips()[0]!.speedKnots;
    expect([hours > 35 && hours < 42, (hours * (1 + way.p80Share)) / 42 < 1.1]).toEqual([true, true]);
  });

  test('every way is there in both directions, as long one way as the other, and the others say that they are computed', () => {
    const ways = readSeaWays();
    expect(ways).toHaveLength(16);
    for (const way of ways) {
      const back = ways.find(({ fromPortId, toPortId }) => fromPortId === way.toPortId && toPortId === way.fromPortId)!;
      expect(back).toMatchObject({ nauticalMiles: way.nauticalMiles, path: [...way.path].reverse() });
      expect(way.isComputed).toBe(way.nauticalMiles !== 417);
    }
  });
});

test('what a ship or a gate does not have from anywhere is named as ours', () => {
  expect(
    readShips()
      .filter(({ source }) => !source.includes('https://'))
      .map(({ assumed }) => assumed.length),
  ).toEqual([5, 5]);
  expect(readPortGates().every(({ source }) => source.includes('ours'))).toBe(true);
  expect(readPortGates().find(({ portId }) => portId === 'nowshahr-port')).toMatchObject({
    opensAt: '07:00',
    places: 4,
  });
});
