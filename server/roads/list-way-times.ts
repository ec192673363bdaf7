import type { Way, WayTime } from '../../shared/contract/corridors.ts';
import { drivingRulesSchema } from '../../shared/contract/itineraries.ts';
import { type Direction, directionSchema } from '../../shared/words.ts';
import { openForecasts } from '../forecasts/index.ts';
import { type DriverState, drive, rulesOf } from '../planning/ways/driving.ts';
import { type Spread, sumOfWaits } from '../planning/ways/margin.ts';
import type { Database } from '../platform/database/client.ts';
import { listSailings } from '../sailings/index.ts';
import { listCorridors } from './list-corridors.ts';
import { crossingsOfWay, turnWay } from './turn-way.ts';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
/** 9 hours of driving, 11 of rest. */
const rules = rulesOf(drivingRulesSchema.parse({}));

/**
 * The expected wait at a checkpoint for a truck that gets there at an instant. A forecast sees 24 hours: of what lies beyond it is the same hour of the
 * day that it sees. Undefined where nothing is known.
 */
export type FindWait = (checkpointId: string, direction: Direction, at: Date) => Spread | undefined;

/** How long after an instant the next ship from port to port is there, for a truck that comes to the port then; undefined where none is known. */
export type FindShip = (fromPortId: string, toPortId: string, at: Date) => Spread | undefined;

/** What a way waits for. */
export interface Waits {
  findWait: FindWait;
  findShip: FindShip;
}

/**
 * What every way takes, both ways, for a truck that leaves its start now with a rested driver: driving, rests, hours at sea, and the wait at each
 * checkpoint at the hour in which it gets there, or for the next ship. It tells how heavy the ways are, and is no plan: slots, opening hours at the
 * arrival and room on the ship are not in it.
 */
export async function listWayTimes(db: Database, now: Date) {
  const corridors = await listCorridors(db);
  const waits = { findWait: await openWaits(db, now), findShip: await openShips(db, now) };
  const times = corridors.flatMap(({ id, ways }) =>
    ways.flatMap((way) =>
      [false, true].map((isReversed) => ({ corridorId: id, ...timeOfWay(way, isReversed, now, waits) })),
    ),
  );
  return { asOf: now.toISOString(), source: 'forecast' as const, times };
}

/** The fresh forecasts of both directions, as minutes for a truck that arrives at any instant from now on. */
export async function openWaits(db: Database, now: Date): Promise<FindWait> {
  const [out, back] = await Promise.all(directionSchema.options.map((direction) => openForecasts(db, now, direction)));
  return (checkpointId, direction, at) => {
    const aheadMs = (at.getTime() - now.getTime()) % dayMs;
    const hour = (direction === 'out' ? out : back)!(checkpointId, new Date(now.getTime() + aheadMs));
    if (!hour || hour.waitP50Minutes === null || hour.waitP80Minutes === null) return undefined;
    return { p50Minutes: hour.waitP50Minutes, p80Minutes: hour.waitP80Minutes };
  };
}

/** More than go in the days that a way to a port takes. */
const sailingsMost = 500;

/** The sailings that may still be reached, as minutes for a truck that comes to the port at any instant from now on. */
async function openShips(db: Database, now: Date): Promise<FindShip> {
  const { items } = await listSailings(db, now, { from: now.toISOString(), limit: sailingsMost });
  const going = items.filter(({ state }) => state === 'planned' || state === 'delayed');
  return (fromPortId, toPortId, at) => {
    const next = going.find(
      (sailing) =>
        sailing.fromPortId === fromPortId && sailing.toPortId === toPortId && new Date(sailing.gateCutoffAt) >= at,
    );
    const minutesTo = (instant: string) => Math.round((Date.parse(instant) - at.getTime()) / minuteMs);
    return next && { p50Minutes: minutesTo(next.expectedArrivalAt), p80Minutes: minutesTo(next.arrivalP80At) };
  };
}

/** One way from its start, or from its end. Pure, but for what the waits know. */
export function timeOfWay(
  way: Way,
  isReversed: boolean,
  now: Date,
  { findWait, findShip }: Waits,
): Omit<WayTime, 'corridorId'> {
  const travelled = turnWay(way, isReversed);
  const directions = new Map(crossingsOfWay(travelled).map(({ checkpointId, direction }) => [checkpointId, direction]));
  const waits: Spread[] = [];
  const withoutForecast: string[] = [];
  let driver: DriverState = { at: 0, driven: 0 }; // minutes from now
  let [drivingMinutes, restMinutes, seaMinutes] = [0, 0, 0];
  for (const { mode, fromId, toId, drivingHours } of travelled.legs) {
    const minutes = Math.round(drivingHours * 60);
    if (mode === 'sea') {
      const there = findShip(fromId, toId, new Date(now.getTime() + driver.at * minuteMs));
      if (there) waits.push({ p50Minutes: there.p50Minutes - minutes, p80Minutes: there.p80Minutes - minutes });
      else withoutForecast.push(fromId);
      seaMinutes += minutes;
      driver = { at: driver.at + (there?.p50Minutes ?? minutes), driven: 0 }; // the driver rests on board
    } else {
      const driven = drive(driver, minutes, rules);
      drivingMinutes += minutes;
      restMinutes += driven.restMinutes;
      driver = driven;
    }
    const direction = directions.get(toId);
    if (!direction) continue;
    const wait = findWait(toId, direction, new Date(now.getTime() + driver.at * minuteMs));
    if (wait) {
      waits.push(wait);
      driver = { at: driver.at + Math.round(wait.p50Minutes), driven: driver.driven }; // a queue is no rest
    } else withoutForecast.push(toId);
  }
  const freeMinutes = drivingMinutes + restMinutes + seaMinutes;
  const known = withoutForecast.length === 0 ? sumOfWaits(waits) : undefined;
  const wait = { p50: known ? Math.round(known.p50Minutes) : null, p80: known ? Math.round(known.p80Minutes) : null };
  return {
    wayId: way.id,
    isReversed,
    ...{ drivingMinutes, restMinutes, freeMinutes },
    waitP50Minutes: wait.p50,
    waitP80Minutes: wait.p80,
    totalP50Minutes: wait.p50 === null ? null : freeMinutes + wait.p50,
    totalP80Minutes: wait.p80 === null ? null : freeMinutes + wait.p80,
    withoutForecast,
  };
}
