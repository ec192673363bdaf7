/** Towns, roads and corridors of prisma/reference. What is published and what is estimated stands in each row: see the README there. */
import { readFileSync } from 'node:fs';
import { distance } from '@turf/distance';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { readCheckpoints, readPorts } from './reference.ts';

/** The upper end of the region, where roads are 1.15 to 1.3 times as long as the great circle: an error is a truck that comes early. */
export const roadFactor = 1.3;
/** Of a loaded truck between towns, with its short stops; the limit for trucks is 70 to 90 km/h. An assumption. */
export const roadSpeedKmh = 55;
/** Ships go nearly straight on the Caspian: the published Aktau–Amirabad is the great circle. The little more is an assumption. */
const seaFactor = 1.05;
/** Of Aktau–Amirabad in the middle of its hours: 772.3 km in 38.5 hours, 10.8 knots. */
const seaSpeedKmh = 20;

const town = z.strictObject({
  id: z.string().regex(/^[a-z-]{1,60}$/),
  name: z.string(),
  country: z.string().length(2),
  lat: z.number(),
  lon: z.number(),
  zone: z.string(),
});

export function readTowns(): z.infer<typeof town>[] {
  return z.array(town).parse(JSON.parse(readText('towns.json')));
}

const optionalNumber = z.preprocess((text) => (text === '' ? null : text), z.coerce.number().positive().nullable());
const roadRow = z.strictObject({
  from: z.string(),
  to: z.string(),
  mode: z.enum(['road', 'sea']),
  distance_km: optionalNumber,
  hours: optionalNumber,
  road_factor: optionalNumber,
  speed_kmh: optionalNumber,
  source: z.string(),
  note: z.string(),
});

export interface ReferenceRoad {
  fromId: string;
  toId: string;
  mode: 'road' | 'sea';
  distanceKm: number;
  /** at the wheel, without rests and borders; of a ship, its hours at sea */
  drivingHours: number;
  /** whether the distance is ours; the hours on a road always are */
  isEstimated: boolean;
  source: string;
}

/** @throws ZodError where the file is not what it should be, Error where an end of a road is no place or nobody says where its distance is from */
export function readRoads(): ReferenceRoad[] {
  const places = new Map([...readTowns(), ...readPorts(), ...readCheckpoints()].map((place) => [place.id, place]));
  const position = (id: string) => {
    const place = places.get(id);
    if (!place) throw new Error(`roads.csv: there is no place ${id}`);
    return [place.lon, place.lat];
  };
  const rows = z.array(roadRow).parse(parse(readText('roads.csv'), { columns: true, skip_empty_lines: true }));
  return rows.map((row) => {
    const straightKm = distance(position(row.from), position(row.to));
    const factor = row.road_factor ?? (row.mode === 'sea' ? seaFactor : roadFactor);
    const speedKmh = row.speed_kmh ?? (row.mode === 'sea' ? seaSpeedKmh : roadSpeedKmh);
    const isEstimated = row.distance_km === null;
    if (isEstimated === (row.source !== '')) throw new Error(`roads.csv: ${row.from}–${row.to} needs a source or none`);
    const distanceKm = row.distance_km ?? Math.round(straightKm * factor);
    const method = [`great circle x ${factor}`, `${speedKmh} km/h`];
    const sentences = isEstimated ? [...method, row.note] : [row.source, row.hours ? '' : method[1], row.note];
    return {
      fromId: row.from,
      toId: row.to,
      mode: row.mode,
      distanceKm,
      drivingHours: row.hours ?? Math.round((distanceKm / speedKmh) * 100) / 100,
      isEstimated,
      source: sentences.filter(Boolean).join('; '),
    };
  });
}

export interface ReferenceCorridor {
  id: string;
  fromTownId: string;
  toId: string;
  /** the main one first */
  ways: { id: string; nodeIds: string[] }[];
}

const corridors = z.record(z.string().regex(/^[a-z-]{1,60}$/), z.array(z.string()).min(1));

/** A way is named by its corridor and the checkpoints or ports that it takes instead of those of the main one. */
export function readCorridors(): ReferenceCorridor[] {
  const gates = new Set([...readCheckpoints(), ...readPorts()].map(({ id }) => id));
  return Object.entries(corridors.parse(JSON.parse(readText('corridors.json')))).map(([id, texts]) => {
    const [main, ...others] = texts.map((text) => text.split(' '));
    const [fromTownId, toId] = [main!.at(0)!, main!.at(-1)!];
    const via = (nodeIds: string[]) => nodeIds.slice(1, -1).filter((nodeId) => gates.has(nodeId));
    return {
      id,
      fromTownId,
      toId,
      ways: [
        { id: `${id}/main`, nodeIds: main! },
        ...others.map((nodeIds) => ({ id: `${id}/via-${via(nodeIds).join('-')}`, nodeIds })),
      ],
    };
  });
}

function readText(file: string): string {
  return readFileSync(new URL(`./reference/${file}`, import.meta.url), 'utf8');
}
