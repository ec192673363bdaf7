import { distance } from '@turf/distance';
import type { Direction } from '../../shared/words.ts';
import { TARGET_LOAD } from '../planning/capacity.ts';

export interface TransferCheckpoint {
  id: string;
  neighbour: string;
  access: string;
  status: string;
  lat: number;
  lon: number;
}

/** One slot of a day. */
export interface TransferHour {
  startsAtMs: number;
  endsAtMs: number;
  places: number;
  taken: number;
  /** Trucks that could go: of the two countries themselves, and of others, which a bilateral checkpoint does not admit. */
  local: number;
  third: number;
  /** Expected wait, P50, where a fresh forecast sees the hour, else null. */
  waitMinutes: number | null;
}

/** What is left of a day at a checkpoint, in one direction. */
export interface TransferDay {
  checkpointId: string;
  direction: Direction;
  /** On the clock of Kazakhstan, ISO. */
  date: string;
  /** By time; those that are closed and empty may be missing. */
  hours: readonly TransferHour[];
}

/** A part of a day, or all of it, with its hours added up. */
export interface DayPart extends Omit<TransferDay, 'hours'> {
  startsAtMs: number;
  endsAtMs: number;
  openMinutes: number;
  places: number;
  taken: number;
  /** Trucks beyond the places of their slots. */
  over: number;
  movable: { local: number; third: number };
  /** Mean of the hours that a forecast sees, where it sees a quarter of them and more. */
  waitMinutes: number | null;
}

export interface Transfer {
  from: DayPart;
  to: DayPart;
  trucks: number;
  movable: number;
  kmPerTruck: number;
  hoursPerTruck: number;
  savedHours: number;
  savedSource: 'forecast' | 'load-rule';
}

/** Assumed: nobody has measured the roads between the checkpoints. As the demand and the evaluation of the twin have them. */
export const assumedRoad = { perStraightKm: 1.3, kmPerHour: 60 } as const;

/** A day is worth a look from 95% of its places on, and is relieved down to 90%; a sibling gives room below 70%, and is filled to 85%. Ours. */
const shares = { from: 0.95, relievedTo: 0.9, room: 0.7, filledTo: 0.85 } as const;
/** A day with empty nights may have no place by day: so many hours in a row that are as full are worth a look, too. */
const crowdedHours = 6;
/** Fewer are no matter for a planner. */
const trucksMin = 3;
/** As the siblings of an offer (server/corridors/list-siblings.ts): further away is another journey. */
const siblings = { kmMax: 500, most: 3 } as const;

/**
 * Which trucks had better cross elsewhere: for each day with too many trucks the open siblings with room at that time, the best first. Overfull days
 * come before nearly full ones; then what saves the most hours of waiting after the hours of driving. What one takes, the next no longer has.
 */
export function rankTransfers(checkpoints: readonly TransferCheckpoint[], days: readonly TransferDay[]): Transfer[] {
  const dayOf = new Map(days.map((day) => [keyOf(day.checkpointId, day), day]));
  const waysOf = new Map(checkpoints.map((from) => [from.id, waysFrom(from, checkpoints)]));
  const candidates = days.flatMap((day) => {
    const from = findCrowded(day);
    return (from ? (waysOf.get(from.checkpointId) ?? []) : []).flatMap((way) => {
      const there = dayOf.get(keyOf(way.toId, day));
      const transfer = from && there && propose(from, addUp(there, from), way);
      return transfer ? [{ way, transfer }] : [];
    });
  });
  const gone = new Map<string, number>();
  const come = new Map<string, number>();
  return candidates
    .sort((a, b) => compareTransfers(a.transfer, b.transfer))
    .flatMap(({ way, transfer: { from, to } }): Transfer[] => {
      const [here, there] = [keyOf(from.checkpointId, from), keyOf(to.checkpointId, to)];
      const transfer = propose(withTrucks(from, -(gone.get(here) ?? 0)), withTrucks(to, come.get(there) ?? 0), way);
      if (!transfer) return [];
      gone.set(here, (gone.get(here) ?? 0) + transfer.trucks);
      come.set(there, (come.get(there) ?? 0) + transfer.trucks);
      return [{ ...transfer, from, to }];
    })
    .sort(compareTransfers);
}

const keyOf = (checkpointId: string, { direction, date }: Pick<TransferDay, 'direction' | 'date'>) =>
  `${checkpointId}/${direction}/${date}`;

/** The whole day, or its longest part without room; undefined where there is neither. */
function findCrowded(day: TransferDay): DayPart | undefined {
  const whole = addUp(day);
  if (whole.places > 0 && (whole.over > 0 || whole.taken > shares.from * whole.places)) return whole;
  let run: TransferHour[] = [];
  let longest: TransferHour[] = [];
  for (const hour of day.hours) {
    run = hour.places > 0 && hour.taken >= shares.from * hour.places ? [...run, hour] : [];
    if (run.length > longest.length) longest = run;
  }
  return longest.length >= crowdedHours ? addUp({ ...day, hours: longest }) : undefined;
}

/** @param within only the hours that begin in this part */
function addUp({ hours, ...day }: TransferDay, within?: Pick<DayPart, 'startsAtMs' | 'endsAtMs'>): DayPart {
  const own = within
    ? hours.filter(({ startsAtMs }) => startsAtMs >= within.startsAtMs && startsAtMs < within.endsAtMs)
    : hours;
  const sum = (of: (hour: TransferHour) => number) => own.reduce((all, hour) => all + of(hour), 0);
  const seen = own.flatMap(({ waitMinutes }) => (waitMinutes === null ? [] : [waitMinutes]));
  return {
    ...day,
    startsAtMs: own[0]?.startsAtMs ?? 0,
    endsAtMs: own.at(-1)?.endsAtMs ?? 0,
    openMinutes: sum(({ places, startsAtMs, endsAtMs }) => (places > 0 ? (endsAtMs - startsAtMs) / 60_000 : 0)),
    places: sum(({ places }) => places),
    taken: sum(({ taken }) => taken),
    over: sum(({ places, taken }) => Math.max(0, taken - places)),
    movable: { local: sum(({ local }) => local), third: sum(({ third }) => third) },
    waitMinutes:
      seen.length >= Math.max(1, own.length / 4) ? seen.reduce((all, wait) => all + wait, 0) / seen.length : null,
  };
}

const withTrucks = (part: DayPart, more: number): DayPart => ({
  ...part,
  taken: part.taken + more,
  over: Math.max(0, part.over + Math.min(0, more)),
});

interface Way {
  toId: string;
  km: number;
  takes: { local: boolean; third: boolean };
}

/** The nearest open siblings: of trucks of the two countries, and of others. */
function waysFrom(from: TransferCheckpoint, all: readonly TransferCheckpoint[]): Way[] {
  const near = all
    .filter(({ id, neighbour, status }) => id !== from.id && neighbour === from.neighbour && status === 'open')
    .map((to) => ({ to, straightKm: distance([from.lon, from.lat], [to.lon, to.lat]) }))
    .filter(({ straightKm }) => straightKm <= siblings.kmMax)
    .sort((a, b) => a.straightKm - b.straightKm || a.to.id.localeCompare(b.to.id));
  const local = new Set(near.slice(0, siblings.most));
  const third = new Set(near.filter(({ to }) => to.access === 'multilateral').slice(0, siblings.most));
  return near
    .filter((one) => local.has(one) || third.has(one))
    .map((one) => ({
      toId: one.to.id,
      km: one.straightKm * assumedRoad.perStraightKm,
      takes: { local: local.has(one), third: third.has(one) },
    }));
}

function propose(from: DayPart, to: DayPart, { km, takes }: Way): Transfer | undefined {
  if (to.places === 0 || to.over > 0 || to.taken >= shares.room * to.places) return undefined;
  const movable = (takes.local ? from.movable.local : 0) + (takes.third ? from.movable.third : 0);
  const surplus = Math.max(from.over, Math.ceil(from.taken - shares.relievedTo * from.places));
  const room = Math.floor(shares.filledTo * to.places - to.taken);
  const trucks = Math.min(surplus, room, movable);
  if (trucks < trucksMin) return undefined;
  const bothSeen = from.waitMinutes !== null && to.waitMinutes !== null;
  return {
    ...{ from, to, trucks, movable },
    kmPerTruck: km,
    hoursPerTruck: km / assumedRoad.kmPerHour,
    savedHours: bothSeen ? (trucks * (from.waitMinutes! - to.waitMinutes!)) / 60 : savedByLoad(from, to, trucks),
    savedSource: bothSeen ? 'forecast' : 'load-rule',
  };
}

function savedByLoad(from: DayPart, to: DayPart, trucks: number): number {
  const before = waitHours(from, from.taken) + waitHours(to, to.taken);
  return before - waitHours(from, from.taken - trucks) - waitHours(to, to.taken + trucks);
}

/** From here on the rule would say for ever; what is above waits until the surplus is through besides. */
const loadMax = 0.98;

/**
 * Hours that all trucks of a day wait together, from places and trucks alone: each of them s·ρ/(1−ρ) with the load ρ and the minutes s between two trucks at
 * full pace (the mean wait of a single server, Kingman 1961; Gross et al., Fundamentals of Queueing Theory, ch. 2), and where there are more trucks than the
 * day can take, on the mean half of the time that the surplus needs.
 */
function waitHours({ places, openMinutes }: DayPart, trucks: number): number {
  const most = places / TARGET_LOAD;
  const paceMinutes = openMinutes / most;
  const load = Math.min(loadMax, trucks / most);
  const surplusMinutes = (Math.max(0, trucks - most) * paceMinutes) / 2;
  return (trucks * ((paceMinutes * load) / (1 - load) + surplusMinutes)) / 60;
}

function compareTransfers(a: Transfer, b: Transfer): number {
  const isOver = ({ from }: Transfer) => Number(from.over > 0);
  const gain = ({ savedHours, trucks, hoursPerTruck }: Transfer) => savedHours - trucks * hoursPerTruck;
  return (
    isOver(b) - isOver(a) ||
    gain(b) - gain(a) ||
    keyOf(a.to.checkpointId, a.to).localeCompare(keyOf(b.to.checkpointId, b.to))
  );
}
