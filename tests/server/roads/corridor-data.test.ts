import { distance } from '@turf/distance';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { roadFactor as leaveRoadFactor, roadSpeedKmh as leaveSpeedKmh } from '../../../client/trip/leave-time.ts';
import { readCheckpoints, readPorts } from '../../../prisma/reference.ts';
import { readCorridors, readRoads, readTowns, roadFactor, roadSpeedKmh } from '../../../prisma/roads.ts';
import { crossingsOfWay, listCorridors, turnWay } from '../../../server/roads/index.ts';
import type { Corridor } from '../../../shared/contract/corridors.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';

const towns = readTowns();
const core = readCheckpoints().filter(({ scope }) => scope === 'core');
const places = new Map([...towns, ...core, ...readPorts()].map((place) => [place.id, place]));
const roads = readRoads();
const ways = readCorridors().flatMap((corridor) => corridor.ways.map((way) => ({ corridor, ...way })));

let server: TestServer;
let corridors: Corridor[];

beforeAll(async () => {
  server = await startTestServer();
  corridors = await listCorridors(server.parts.db);
});
afterAll(() => server.stop());

describe('the files', () => {
  test('a place has one id among towns, checkpoints and ports, and its zone exists', () => {
    expect(places.size).toBe(towns.length + core.length + readPorts().length);
    for (const { zone } of towns) expect(() => new Intl.DateTimeFormat('en', { timeZone: zone })).not.toThrow();
  });

  test('a road has two known ends, stands once, and is as long as such a road can be', () => {
    const pairs = roads.map(({ fromId, toId }) => [fromId, toId].sort().join());
    expect(new Set(pairs).size).toBe(roads.length);
    for (const { fromId, toId, mode, distanceKm, drivingHours } of roads) {
      const [from, to] = [places.get(fromId), places.get(toId)];
      if (!from || !to) throw new Error(`${fromId}–${toId}: no such place`);
      // A checkpoint's position is good to some kilometres, and a kilometre post is counted from somewhere in the town.
      const slackKm = [from, to].reduce(
        (sum, place) => sum + ('positionAccuracyKm' in place ? place.positionAccuracyKm : 1),
        0,
      );
      const straightKm = distance([from.lon, from.lat], [to.lon, to.lat]);
      const road = `${fromId}–${toId} ${distanceKm} km, ${Math.round(straightKm)} straight`;
      expect(distanceKm, road).toBeGreaterThanOrEqual(straightKm - slackKm);
      expect(distanceKm, road).toBeLessThanOrEqual(2 * straightKm + slackKm);
      const kmh = distanceKm / drivingHours;
      expect(kmh, road).toBeGreaterThan(mode === 'sea' ? 18 : 35);
      expect(kmh, road).toBeLessThan(mode === 'sea' ? 23 : 70);
    }
  });

  test('says of every road where its numbers come from: published, or by which method', () => {
    for (const { isEstimated, source, mode } of roads) {
      expect(source).toMatch(isEstimated ? /^great circle x \d/ : /\w\.\w|the project's design/);
      if (mode === 'road') expect(source).toMatch(/\d+ km\/h/);
    }
    expect(roads.filter(({ isEstimated }) => !isEstimated).length).toBeGreaterThanOrEqual(20);
  });

  test('estimates as the driver page does', () => {
    expect([roadFactor, roadSpeedKmh]).toEqual([leaveRoadFactor, leaveSpeedKmh]);
  });

  test('the ship of the corridors is the one of the design', () => {
    const ship = roads.find(({ fromId, toId }) => fromId === 'aktau-port' && toId === 'amirabad-port')!;
    expect(ship.distanceKm / 1.852).toBeCloseTo(417, 0);
    expect(ship.drivingHours).toBeGreaterThanOrEqual(35);
    expect(ship.drivingHours).toBeLessThanOrEqual(42);
  });

  test('every road of a corridor is used, every way is joined leg by leg and has an id of its own', () => {
    const known = new Set(roads.flatMap(({ fromId, toId }) => [`${fromId} ${toId}`, `${toId} ${fromId}`]));
    const used = new Set<string>();
    for (const { id, nodeIds } of ways) {
      nodeIds.slice(1).forEach((toId, index) => {
        const pair = `${nodeIds[index]} ${toId}`;
        expect(known.has(pair), `${id}: no road ${pair}`).toBe(true);
        used.add(pair.split(' ').sort().join(' '));
      });
      expect(new Set(nodeIds).size, id).toBe(nodeIds.length);
    }
    expect(new Set(ways.map(({ id }) => id)).size).toBe(ways.length);
    const unused = roads.filter(
      ({ fromId, toId, mode }) => mode === 'road' && !used.has([fromId, toId].sort().join(' ')),
    );
    expect(unused).toEqual([]);
  });
});

describe('the corridors', () => {
  test('are at least those of the issue, each with ways around', () => {
    const main = Object.fromEntries(
      corridors.map(({ id, ways: [first] }) => [id, [...first!.checkpointIds, ...first!.portIds].join(' ')]),
    );
    expect(main).toEqual({
      'almaty-bishkek': 'korday',
      'bishkek-samara': 'korday syrym',
      'shymkent-orenburg': 'zhaisan',
      'astana-chelyabinsk': 'kairak',
      'petropavl-omsk': 'karakoga',
      'pavlodar-novosibirsk': 'kosak',
      'oskemen-barnaul': 'ube',
      'atyrau-astrakhan': 'kurmangazy',
      'kostanay-amirabad': 'aktau-port amirabad-port',
      'kokshetau-amirabad': 'aktau-port amirabad-port',
    });
    for (const { ways } of corridors) expect(ways.length).toBeGreaterThanOrEqual(2);
    const samara = corridors.find(({ id }) => id === 'bishkek-samara')!;
    expect(samara.ways.map(({ checkpointIds }) => checkpointIds.join(' '))).toContain('karasu syrym');
  });

  test('begin and end where they say, whichever way they take', () => {
    for (const { from, to, ways } of corridors) {
      for (const { nodes, legs, distanceKm, drivingHours } of ways) {
        expect([nodes.at(0), nodes.at(-1)]).toEqual([from, to]);
        expect(legs).toHaveLength(nodes.length - 1);
        expect(distanceKm).toBe(Math.round(legs.reduce((sum, leg) => sum + leg.distanceKm, 0)));
        expect(drivingHours).toBeGreaterThan(0);
      }
    }
  });

  test('cross each checkpoint the other way round when they are travelled the other way round', () => {
    for (const way of corridors.flatMap(({ ways }) => ways)) {
      const there = crossingsOfWay(way);
      const back = crossingsOfWay(turnWay(way, true));
      expect(there.map(({ checkpointId }) => checkpointId)).toEqual(way.checkpointIds);
      expect(back).toEqual(
        there.toReversed().map(({ checkpointId, direction }) => ({
          checkpointId,
          direction: direction === 'in' ? 'out' : 'in',
        })),
      );
    }
    const samara = corridors.find(({ id }) => id === 'bishkek-samara')!.ways[0]!;
    expect(crossingsOfWay(samara)).toEqual([
      { checkpointId: 'korday', direction: 'in' },
      { checkpointId: 'syrym', direction: 'out' },
    ]);
  });

  test('change country at a checkpoint or on a ship only', () => {
    const countryOf = (id: string) => towns.find((town) => town.id === id)?.country;
    for (const { nodes } of corridors.flatMap(({ ways }) => ways)) {
      nodes.slice(1).forEach((node, index) => {
        const [from, to] = [countryOf(nodes[index]!.id), countryOf(node.id)];
        if (from && to) expect(from, `${nodes[index]!.id}–${node.id}`).toBe(to);
      });
    }
    for (const { id, neighbour } of core) {
      const beside = corridors
        .flatMap(({ ways }) => ways)
        .flatMap(({ nodes }) => {
          const index = nodes.findIndex((node) => node.id === id);
          return index < 0 ? [] : [[nodes[index - 1]!.country, nodes[index + 1]!.country].sort().join()];
        });
      expect(new Set(beside).size).toBeLessThanOrEqual(1);
      if (beside[0]) expect(beside[0]).toBe(['KZ', neighbour].sort().join());
    }
  });
});

describe('GET /api/corridors', () => {
  test('anybody reads them, page by page', async () => {
    const anonymous = await server.call('GET', '/api/corridors?limit=4');
    expect(anonymous.status).toBe(200);
    const first = anonymous.body as { items: Corridor[]; nextCursor: string };
    const second = (await server.call('GET', `/api/corridors?limit=4&cursor=${first.nextCursor}`)).body as typeof first;
    const third = (await server.call('GET', `/api/corridors?limit=4&cursor=${second.nextCursor}`)).body as typeof first;
    expect([...first.items, ...second.items, ...third.items]).toEqual(corridors);
    expect(third.nextCursor).toBeNull();
    expect((await server.call('GET', '/api/corridors/bishkek-samara')).body).toEqual(corridors[1]);
  });

  test('there is no corridor of that name', async () => {
    const answer = await server.call('GET', '/api/corridors/almaty-paris');
    expect(answer.status).toBe(404);
    expect(answer.body).toMatchObject({ code: 'CORRIDOR_NOT_FOUND', field: 'corridorId' });
  });
});
