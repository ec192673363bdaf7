import { DateTime } from 'luxon';
import type { ReferenceCheckpoint, RegionTrade, SensitiveGood } from '../../prisma/reference.ts';
import { makeRandom, pickWeighted, type Random, wholeBelow } from '../../server/planning/random.ts';
import {
  classWeights,
  emptyRun,
  goods,
  hourShape,
  leadHours,
  sensitiveShare,
  sensitiveTonnes,
  vehicleCycleDays,
  weekdayShape,
  windowHours,
} from './assumptions.ts';
import { type Consignment, type ConsignmentLists, consign } from './consign.ts';
import { type Direction, type ExpectedTrucks, expectTrucks } from './expect-trucks.ts';
import { countriesAt, type FleetVehicle, getVehicle } from './fleet.ts';
import type { TradeYear } from './read-trade.ts';
import { uuidOf } from './uuid.ts';

/** What a simulated carrier asks for. */
export interface SimulatedApplication {
  id: string;
  madeAt: Date;
  checkpointId: string;
  direction: Direction;
  earliestAt: Date;
  latestAt: Date;
  vehicle: Pick<FleetVehicle, 'plate' | 'vin' | 'country'>;
  cargo: { hsCode: string; description?: string; grossWeightKg: number } & Partial<Consignment>;
  class: (typeof classWeights)[number]['class'];
  /** Which of the carriers asks, 0 to carrierCount − 1. */
  carrierIndex: number;
}

export interface DemandRequest {
  seed: string;
  /** An instant of the first day; days are those of the Kazakh clock. */
  from: Date;
  days: number;
  checkpoints: readonly ReferenceCheckpoint[];
  trade: readonly RegionTrade[];
  sensitiveGoods: readonly SensitiveGood[];
  /** The shipped lists, for parties and papers; without them a load is its goods alone. */
  lists?: ConsignmentLists;
  /** The turnover to stand for; 2024 is the last whole year. */
  year?: TradeYear;
}

/** The clock of every Kazakh post since March 2024, whatever its zone is called. */
const kazakhZone = 'UTC+5';
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const hoursOfDay = hourShape.map((_, hour) => hour);

/** No post comes near it; it only keeps the vehicle numbers of two posts apart. */
const mostTrucksADay = 2_000;

/**
 * The applications whose earliest time lies in the given days, in the order they are made. Days are whole: on the first one some
 * may lie before `from`, and most are made before it.
 *
 * Deterministic: one seed gives one world. Every day at every post draws from a stream of its own, so a day is the same alone,
 * in a week, and in whatever order days are asked for. A vehicle has one application in `vehicleCycleDays` days, hence never
 * two open ones. Closed posts and posts out of season have none; theirs go to the others.
 *
 * @throws RangeError for checkpoints that the trade cannot use (neither Russia nor Kyrgyzstan behind them).
 */
export function generateDemand(request: DemandRequest): SimulatedApplication[] {
  const first = DateTime.fromJSDate(request.from, { zone: kazakhZone }).startOf('day');
  return Array.from({ length: request.days }, (_, day) => first.plus({ days: day }))
    .flatMap((day) => generateDay(request, day))
    .sort((a, b) => a.madeAt.getTime() - b.madeAt.getTime() || (a.id < b.id ? -1 : 1));
}

function generateDay(request: DemandRequest, day: DateTime): SimulatedApplication[] {
  const open = request.checkpoints.filter((checkpoint) => isOpen(checkpoint, day));
  // Vehicle numbers count posts in a fixed order, so that a season does not hand one post's trucks to another.
  const order = request.checkpoints.map(({ id }) => id).sort();
  return expectTrucks(open, request.trade, request.year ?? 2024).flatMap((expected) => {
    const checkpoint = open.find(({ id }) => id === expected.checkpointId)!;
    const cell = order.indexOf(checkpoint.id) * 2 + (expected.direction === 'out' ? 0 : 1);
    const cycleDay = Math.round(day.toUTC(0, { keepLocalTime: true }).toMillis() / dayMs) % vehicleCycleDays;
    const firstNumber = (cycleDay * order.length * 2 + cell) * mostTrucksADay;
    return generatePost(request, checkpoint, expected, day, firstNumber);
  });
}

function generatePost(
  { seed, sensitiveGoods, lists }: DemandRequest,
  checkpoint: ReferenceCheckpoint,
  expected: ExpectedTrucks,
  day: DateTime,
  firstNumber: number,
): SimulatedApplication[] {
  const { neighbour } = checkpoint;
  if (neighbour !== 'RU' && neighbour !== 'KG') throw new RangeError(`no demand is known for ${checkpoint.id}`);
  const admitted = countriesAt(neighbour, checkpoint.access === 'bilateral');
  const random = makeRandom(seed, day.toISODate() ?? '', checkpoint.id, expected.direction);
  const mean = (expected.laden + expected.empty) * weekdayFactor(day);
  const count = Math.min(poisson(random, mean), mostTrucksADay);
  return Array.from({ length: count }, (_, truck): SimulatedApplication => {
    const { carrierIndex, ...vehicle } = getVehicle(seed, firstNumber + truck, admitted);
    const { earliest, latest } = wishedWindow(random, checkpoint, day);
    const empty = random() * (expected.laden + expected.empty) >= expected.laden;
    const id = uuidOf(random);
    const madeAt = new Date(earliest - Math.round(leadOf(random) * hourMs));
    const goods = empty ? { ...emptyRun } : cargoOf(random, expected.direction, sensitiveGoods);
    return {
      id,
      madeAt,
      checkpointId: checkpoint.id,
      direction: expected.direction,
      earliestAt: new Date(earliest),
      latestAt: new Date(latest),
      vehicle,
      cargo: { ...goods, ...consignmentOf(id, goods.hsCode) },
      class: pickWeighted(random, classWeights, ({ weight }) => weight).class,
      carrierIndex,
    };
  });

  /** From a stream of its own: who sends it changes nothing of when it comes. */
  function consignmentOf(id: string, hsCode: string): Partial<Consignment> {
    if (!lists || (neighbour !== 'RU' && neighbour !== 'KG')) return {};
    return consign(makeRandom(seed, 'consignment', id), lists, { direction: expected.direction, neighbour, hsCode });
  }
}

function isOpen({ status, season }: ReferenceCheckpoint, day: DateTime): boolean {
  const monthDay = day.toFormat('MM-dd');
  return status !== 'closed' && (season === undefined || (season.from <= monthDay && monthDay <= season.to));
}

function weekdayFactor(day: DateTime): number {
  const mean = weekdayShape.reduce((sum, shape) => sum + shape, 0) / weekdayShape.length;
  return weekdayShape[day.weekday - 1]! / mean;
}

function wishedWindow(random: Random, { hours }: ReferenceCheckpoint, day: DateTime) {
  const [opens = 0, closes = 24] = hours?.split('-').map((time) => Number(time.slice(0, 2))) ?? [];
  const hour = pickWeighted(random, hoursOfDay, (index) => (index >= opens && index < closes ? hourShape[index]! : 0));
  const earliest = day.toMillis() + hour * hourMs + wholeBelow(random, 60) * minuteMs;
  const wished = earliest + pickWeighted(random, windowHours, ({ weight }) => weight).hours * hourMs;
  // A post with opening hours is left by the evening: what cannot cross today is another day's wish.
  const latest = hours === undefined ? wished : Math.min(wished, day.toMillis() + closes * hourMs);
  return { earliest, latest };
}

function leadOf(random: Random): number {
  if (random() < leadHours.plannedShare) return leadHours.planned;
  return Math.min(leadHours.most, leadHours.least - leadHours.meanOfRest * Math.log(1 - random()));
}

function cargoOf(random: Random, direction: Direction, sensitiveGoods: readonly SensitiveGood[]) {
  if (sensitiveGoods.length > 0 && random() < sensitiveShare) {
    const { hs6 } = sensitiveGoods[wholeBelow(random, sensitiveGoods.length)]!;
    return { hsCode: hs6, grossWeightKg: kilogramsBetween(random, sensitiveTonnes) };
  }
  const { hsCode, description, tonnes } = pickWeighted(random, goods, (good) => good[direction]);
  return { hsCode, description, grossWeightKg: kilogramsBetween(random, tonnes) };
}

function kilogramsBetween(random: Random, [least, most]: readonly [number, number]): number {
  return Math.round((least + random() * (most - least)) * 100) * 10;
}

/** Events of a Poisson process in one unit of time: exponential gaps until the mean is used up (Knuth, TAOCP 2, 3.4.1). */
function poisson(random: Random, mean: number): number {
  const gap = () => -Math.log(1 - random());
  let events = 0;
  for (let time = gap(); time < mean; time += gap()) events++;
  return events;
}
