import type { Corridor, Way, WayLeg, WayNode } from '../../shared/contract/corridors.ts';
import type { Database } from '../platform/database/client.ts';
import type { Road } from '../platform/database/generated/client.ts';
import { apiError } from '../platform/http/errors.ts';
import { type PageQuery, page } from '../platform/http/page.ts';

/** All corridors with their ways, in the order of the reference data. A way is told from the corridor's start; it is travelled both ways. */
export async function listCorridors(db: Database): Promise<Corridor[]> {
  const [places, roads, corridors] = await Promise.all([
    readPlaces(db),
    db.road.findMany(),
    db.corridor.findMany({ orderBy: { position: 'asc' }, include: { ways: { orderBy: { position: 'asc' } } } }),
  ]);
  const roadBetween = new Map(roads.map((road) => [`${road.fromId} ${road.toId}`, road]));
  return corridors.map(({ id, fromTownId, toId, ways }) => ({
    id,
    from: places.get(fromTownId)!,
    to: places.get(toId)!,
    ways: ways.map((way) => wayView(way.id, way.position === 0, way.nodeIds, places, roadBetween)),
  }));
}

/** One corridor. @throws apiError CORRIDOR_NOT_FOUND */
export async function getCorridor(db: Database, corridorId: string): Promise<Corridor> {
  const corridor = (await listCorridors(db)).find(({ id }) => id === corridorId);
  if (!corridor) {
    throw apiError('CORRIDOR_NOT_FOUND', { field: 'corridorId', hint: 'GET /api/corridors lists them' });
  }
  return corridor;
}

/** One page of them: there are ten, so the page is cut from the whole list. */
export async function listCorridorPage(db: Database, query: PageQuery) {
  const all = await listCorridors(db);
  const after = query.cursor === undefined ? 0 : all.findIndex(({ id }) => id === query.cursor) + 1;
  return page(
    all.slice(after, after + query.limit + 1),
    query.limit,
    ({ id }) => id,
    (corridor) => corridor,
  );
}

/** Whatever a way may lead over, by its id. A checkpoint stands with its Kazakh post. */
async function readPlaces(db: Database): Promise<Map<string, WayNode>> {
  const [towns, checkpoints, ports] = await Promise.all([
    db.town.findMany(),
    db.checkpoint.findMany(),
    db.port.findMany(),
  ]);
  const nodes: WayNode[] = [
    ...towns.map((town) => ({ kind: 'town' as const, ...town })),
    ...ports.map(({ weekend: _, ...port }) => ({ kind: 'port' as const, ...port })),
    ...checkpoints.map(({ id, kzPostName, lat, lon, kzZone }) => ({
      ...{ kind: 'checkpoint' as const, id, name: kzPostName, country: 'KZ' },
      ...{ lat, lon, zone: kzZone },
    })),
  ];
  return new Map(nodes.map((node) => [node.id, node]));
}

function wayView(
  id: string,
  isMain: boolean,
  nodeIds: readonly string[],
  places: ReadonlyMap<string, WayNode>,
  roadBetween: ReadonlyMap<string, Road>,
): Way {
  const nodes = nodeIds.map((nodeId) => places.get(nodeId)!);
  const legs = nodeIds.slice(1).map((toId, index): WayLeg => {
    const fromId = nodeIds[index]!;
    const road = roadBetween.get(`${fromId} ${toId}`) ?? roadBetween.get(`${toId} ${fromId}`)!;
    const { mode, distanceKm, drivingHours, isEstimated, source } = road;
    return { fromId, toId, mode: mode as WayLeg['mode'], distanceKm, drivingHours, isEstimated, source };
  });
  const idsOf = (kind: WayNode['kind']) => nodes.filter((node) => node.kind === kind).map((node) => node.id);
  return {
    id,
    isMain,
    checkpointIds: idsOf('checkpoint'),
    portIds: idsOf('port'),
    nodes,
    legs,
    distanceKm: Math.round(legs.reduce((sum, leg) => sum + leg.distanceKm, 0)),
    drivingHours:
      Math.round(
        legs.filter(({ mode }) => mode === 'road').reduce((sum, { drivingHours }) => sum + drivingHours, 0) * 100,
      ) / 100,
  };
}
