import type { ReferenceCheckpoint, RegionTrade } from '../../prisma/reference.ts';
import {
  daysOfTurnover,
  detourScaleKm,
  emptyReturnShare,
  kyrgyzHubs,
  otherRoadWeight,
  regionCapitals,
  roadPerStraightKm,
  roadShare,
  roadWeights,
  russianHubs,
  transitGateways,
  transitPerTruck,
  valuePerTruckKusd,
} from './assumptions.ts';
import { readTrade, type TradeYear } from './read-trade.ts';

export type Direction = 'out' | 'in';

/** Trucks on the mean day of the year that wish to cross one checkpoint in one direction. */
export interface ExpectedTrucks {
  checkpointId: string;
  direction: Direction;
  laden: number;
  empty: number;
}

interface Position {
  lat: number;
  lon: number;
}

/** Laden trucks a day between a place on this side of the border and the hubs on the other. */
interface Stream {
  from: Position;
  hubs: readonly (Position & { share: number })[];
  neighbour: 'RU' | 'KG';
  trucks: Record<Direction, number>;
}

/**
 * Trade as trucks a day over the given checkpoints (hand in the open ones: their weights share the whole demand).
 *
 * @throws Error for a region whose capital is not in the assumptions.
 */
export function expectTrucks(
  checkpoints: readonly ReferenceCheckpoint[],
  trade: readonly RegionTrade[],
  year: TradeYear,
): ExpectedTrucks[] {
  const laden = new Map(checkpoints.map(({ id }) => [id, { out: 0, in: 0 }]));
  for (const stream of listStreams(trade, year)) {
    const crossings = checkpoints.filter(({ neighbour }) => neighbour === stream.neighbour);
    for (const hub of stream.hubs) {
      for (const { id, share } of shareOut(stream.from, hub, crossings)) {
        const here = laden.get(id)!;
        here.out += stream.trucks.out * hub.share * share;
        here.in += stream.trucks.in * hub.share * share;
      }
    }
  }
  return [...laden].flatMap(([checkpointId, trucks]) =>
    (['out', 'in'] as const).map((direction) => {
      const missing = trucks[direction === 'out' ? 'in' : 'out'] - trucks[direction];
      return { checkpointId, direction, laden: trucks[direction], empty: Math.max(0, missing) * emptyReturnShare };
    }),
  );
}

function listStreams(trade: readonly RegionTrade[], year: TradeYear): Stream[] {
  const perDay = (kusd: number, direction: Direction) =>
    (kusd * roadShare[direction]) / valuePerTruckKusd[direction] / daysOfTurnover[year];

  const own = readTrade(trade, year).flatMap(({ region, exportKusd, importKusd, kyrgyzShare }): Stream[] => {
    const from = regionCapitals[region];
    if (from === undefined) throw new Error(`no capital assumed for region ${region}`);
    const trucks = { out: perDay(exportKusd, 'out'), in: perDay(importKusd, 'in') };
    return [
      { from, hubs: russianHubs, neighbour: 'RU', trucks: times(trucks, 1 - kyrgyzShare) },
      { from, hubs: kyrgyzHubs, neighbour: 'KG', trucks: times(trucks, kyrgyzShare) },
    ];
  });

  const throughRussia = own.filter(({ neighbour }) => neighbour === 'RU');
  const transit = transitPerTruck * throughRussia.reduce((sum, { trucks }) => sum + trucks.out + trucks.in, 0);
  const through = transitGateways.flatMap((gateway): Stream[] => {
    const bound = {
      out: transit * gateway.share * gateway.outShare,
      in: transit * gateway.share * (1 - gateway.outShare),
    };
    const north: Stream = { from: gateway, hubs: russianHubs, neighbour: 'RU', trucks: bound };
    if (gateway.name !== 'Bishkek') return [north];
    // Bound for Russia, such a truck comes into Kazakhstan first; seen from the Kyrgyz border the Russian hubs are "this side".
    const south = russianHubs.map(
      (hub): Stream => ({
        from: hub,
        hubs: kyrgyzHubs,
        neighbour: 'KG',
        trucks: times({ out: bound.in, in: bound.out }, hub.share),
      }),
    );
    return [north, ...south];
  });
  return [...own, ...through];
}

function shareOut(
  from: Position,
  to: Position,
  crossings: readonly ReferenceCheckpoint[],
): { id: string; share: number }[] {
  const ways = crossings.map((crossing) => ({
    crossing,
    roadKm: (straightKm(from, crossing) + straightKm(crossing, to)) * roadPerStraightKm,
  }));
  const shortestKm = Math.min(...ways.map(({ roadKm }) => roadKm));
  const weighted = ways.map(({ crossing, roadKm }) => ({
    id: crossing.id,
    weight:
      (roadWeights[crossing.id] ?? otherRoadWeight[crossing.access]) * Math.exp((shortestKm - roadKm) / detourScaleKm),
  }));
  const all = weighted.reduce((sum, { weight }) => sum + weight, 0);
  return weighted.map(({ id, weight }) => ({ id, share: weight / all }));
}

/** Great circle on a sphere of 6,371 km (haversine). */
function straightKm(a: Position, b: Position): number {
  const radians = (degrees: number) => (degrees * Math.PI) / 180;
  const halfLat = Math.sin(radians(b.lat - a.lat) / 2);
  const halfLon = Math.sin(radians(b.lon - a.lon) / 2);
  const chord = halfLat ** 2 + Math.cos(radians(a.lat)) * Math.cos(radians(b.lat)) * halfLon ** 2;
  return 2 * 6371 * Math.asin(Math.sqrt(chord));
}

function times(trucks: Record<Direction, number>, factor: number): Record<Direction, number> {
  return { out: trucks.out * factor, in: trucks.in * factor };
}
