/** Ships, sea ways and port gates of prisma/reference. What is published and what is ours stands in each file: see the README there. */
import { readFileSync } from 'node:fs';
import { distance } from '@turf/distance';
import { z } from 'zod';
import { readPorts } from './reference.ts';

const kmPerNauticalMile = 1.852;

const ships = z.strictObject({
  about: z.array(z.string()),
  ships: z.array(
    z.strictObject({
      id: z.string(),
      name: z.string(),
      laneMetres: z.number().positive(),
      tonnes: z.number().positive(),
      reeferPlugs: z.int().min(0),
      dangerousGoodsPlaces: z.int().min(0),
      speedKnots: z.number().positive(),
      assumed: z.array(z.enum(['laneMetres', 'weight', 'reeferPlugs', 'dangerousGoodsPlaces', 'speed'])),
      source: z.string(),
    }),
  ),
});

/** Rows of the table ship. @throws ZodError where the file is not what it should be */
export function readShips() {
  return ships.parse(readJson('ships.json')).ships.map(({ laneMetres, tonnes, ...ship }) => ({
    ...ship,
    laneCm: Math.round(laneMetres * 100),
    weightKg: Math.round(tonnes * 1000),
  }));
}

const point = z.tuple([z.number(), z.number()]).describe('[lat, lon]');
const seaWays = z.strictObject({
  about: z.array(z.string()),
  p80Share: z.number().min(0),
  delayShare: z.number().min(0),
  ways: z.array(
    z.strictObject({
      from: z.string(),
      to: z.string(),
      nauticalMiles: z.number().positive().nullable(),
      via: z.array(point),
      source: z.string(),
    }),
  ),
});

/** Rows of the table sea_way: every way in both directions. @throws Error where an end is no port */
export function readSeaWays() {
  const ports = new Map(readPorts().map((port) => [port.id, port]));
  const position = (id: string): [number, number] => {
    const port = ports.get(id);
    if (!port) throw new Error(`sea-ways.json: there is no port ${id}`);
    return [port.lat, port.lon];
  };
  const { ways, p80Share, delayShare } = seaWays.parse(readJson('sea-ways.json'));
  return ways.flatMap(({ from, to, nauticalMiles, via, source }) => {
    const path = [position(from), ...via, position(to)];
    const row = {
      ...{ p80Share, delayShare, source },
      nauticalMiles: nauticalMiles ?? Math.round(nauticalMilesOf(path)),
      isComputed: nauticalMiles === null,
    };
    return [
      { fromPortId: from, toPortId: to, path, ...row },
      { fromPortId: to, toPortId: from, path: [...path].reverse(), ...row },
    ];
  });
}

/** Along great circles from point to point. @param path [lat, lon] of each point */
export function nauticalMilesOf(path: readonly (readonly [number, number])[]): number {
  let km = 0;
  for (const [index, [lat, lon]] of path.slice(1).entries()) {
    const before = path[index]!;
    km += distance([before[1], before[0]], [lon, lat]);
  }
  return km / kmPerNauticalMile;
}

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/);
const hours = z.number().min(0);
const gate = z.strictObject({
  opensAt: time,
  closesAt: time,
  slotMinutes: z.int().min(10).max(240),
  places: z.int().positive(),
  documentCutoffHours: hours,
  gateCutoffHours: hours,
  gateOpensHours: hours,
});
const gates = z.strictObject({
  about: z.array(z.string()),
  otherwise: gate,
  ports: z.record(z.string(), gate.partial()),
});

/** Rows of the table port_gate: one for each port. */
export function readPortGates() {
  const { otherwise, ports } = gates.parse(readJson('port-gates.json'));
  const source = 'none published: ours';
  return readPorts().map(({ id }) => ({
    portId: id,
    source,
    ...otherwise,
    ...(ports[id] as Partial<typeof otherwise>),
  }));
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(new URL(`./reference/${file}`, import.meta.url), 'utf8'));
}
