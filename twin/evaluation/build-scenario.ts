import { distance } from '@turf/distance';
import { type ReferenceCheckpoint, readScreeningRules } from '../../prisma/reference.ts';
import { drawLotteryNumber } from '../../server/planning/assign/lottery.ts';
import type { Channel } from '../../server/planning/model.ts';
import { makeRandom } from '../../server/planning/random.ts';
import { roadPerStraightKm } from '../demand/assumptions.ts';
import type { SimulatedApplication } from '../demand/generate-demand.ts';
import {
  earlyMinutes,
  lateMinutes,
  noShowShare,
  roadKmPerHour,
  siblingDistanceKmMax,
  siblingsMax,
} from './assumptions.ts';
import type { Crossing } from './crossings.ts';

/** A crossing a truck may use, and the hours it takes to get there from the one it wished for. */
export interface Way {
  /** Index into the scenario's crossings. */
  crossing: number;
  detourHours: number;
}

/** One application, and the chance in it that is the same under every policy. Minutes count from the start of the week. */
export interface Truck {
  id: string;
  carrier: number;
  channel: Channel;
  lottery: number;
  madeMinutes: number;
  /** When it could stand at the wished checkpoint: its earliest time. */
  readyMinutes: number;
  /** The wished crossing first. */
  ways: readonly Way[];
  /** How long before its slot it means to be there. */
  earlyMinutes: number;
  /** How long the road holds it up. */
  lateMinutes: number;
  noShow: boolean;
}

export interface Scenario {
  seed: string;
  hours: number;
  /** As everybody knows them, and as they are in the heavier world. */
  crossings: readonly Crossing[];
  heavierCrossings: readonly Crossing[];
  heavierFromHour: number;
  /** In the order in which they apply. */
  trucks: readonly Truck[];
  /** Applications that screening refuses; no policy sees them. */
  blocked: number;
}

/** The applications as trucks with their ways around, in the given world. Nothing here depends on a policy. */
export function buildScenario(
  world: Omit<Scenario, 'trucks' | 'blocked'>,
  applications: readonly SimulatedApplication[],
  weekStart: Date,
): Scenario {
  const channelOf = makeScreening();
  const waysOf = makeWays(world.crossings);
  const minutesAt = (instant: Date) => (instant.getTime() - weekStart.getTime()) / 60_000;
  const trucks = applications.flatMap((application): Truck[] => {
    const channel = channelOf(application.cargo.hsCode);
    if (channel === 'blocked') return [];
    return [
      {
        id: application.id,
        carrier: application.carrierIndex,
        channel,
        lottery: drawLotteryNumber(world.seed, application.id),
        madeMinutes: minutesAt(application.madeAt),
        readyMinutes: minutesAt(application.earliestAt),
        ways: waysOf(application),
        ...drawTruckChance(world.seed, application.id),
      },
    ];
  });
  return { ...world, trucks, blocked: applications.length - trucks.length };
}

function drawTruckChance(seed: string, id: string) {
  const random = makeRandom(seed, 'on the road', id);
  const exponential = (mean: number) => -mean * Math.log(1 - random());
  return {
    earlyMinutes: Math.min(earlyMinutes.most, exponential(earlyMinutes.mean)),
    lateMinutes: random() < lateMinutes.share ? exponential(lateMinutes.mean) : 0,
    noShow: random() < noShowShare,
  };
}

/** The channel by the goods, as channel_of_goods() of the database gives it. */
function makeScreening(): (hsCode: string) => Channel | 'blocked' {
  const rules = readScreeningRules();
  return (hsCode) => {
    const fired = rules.filter(({ hsPrefix }) => hsCode.startsWith(hsPrefix)).map(({ channel }) => channel);
    if (fired.includes('blocked')) return 'blocked';
    if (fired.includes('red')) return 2;
    return fired.includes('yellow') ? 1 : 0;
  };
}

function makeWays(crossings: readonly Crossing[]): (application: SimulatedApplication) => Way[] {
  const known = new Map<string, Way[]>();
  return ({ checkpointId, direction, vehicle }) => {
    const key = `${checkpointId}/${direction}/${vehicle.country}`;
    const ways = known.get(key) ?? listWays(crossings, checkpointId, direction, vehicle.country);
    known.set(key, ways);
    return ways;
  };
}

/** The wished crossing and its nearest siblings that admit the vehicle, by the rules of server/corridors/list-siblings.ts. */
function listWays(crossings: readonly Crossing[], checkpointId: string, direction: string, country: string): Way[] {
  const isWished = (crossing: Crossing) => crossing.checkpoint.id === checkpointId && crossing.direction === direction;
  const wishedIndex = crossings.findIndex(isWished);
  const wished = crossings[wishedIndex];
  if (wished === undefined) throw new RangeError(`no crossing ${checkpointId} ${direction}`);
  const around = crossings
    .map((crossing, index) => ({ crossing, index, distanceKm: kmBetween(wished.checkpoint, crossing.checkpoint) }))
    .filter(
      ({ crossing, distanceKm }) =>
        crossing.checkpoint.id !== checkpointId &&
        crossing.direction === direction &&
        crossing.checkpoint.neighbour === wished.checkpoint.neighbour &&
        crossing.hours.some(({ kz, neighbour }) => kz.lanes > 0 && neighbour.lanes > 0) &&
        distanceKm <= siblingDistanceKmMax &&
        (crossing.checkpoint.access === 'multilateral' || ['KZ', wished.checkpoint.neighbour].includes(country)),
    )
    .sort((a, b) => a.distanceKm - b.distanceKm)
    .slice(0, siblingsMax);
  return [
    { crossing: wishedIndex, detourHours: 0 },
    ...around.map(({ index, distanceKm }) => ({
      crossing: index,
      detourHours: (distanceKm * roadPerStraightKm) / roadKmPerHour,
    })),
  ];
}

function kmBetween(a: ReferenceCheckpoint, b: ReferenceCheckpoint): number {
  return distance([a.lon, a.lat], [b.lon, b.lat]);
}
