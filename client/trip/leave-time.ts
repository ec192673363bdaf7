import { distance } from '@turf/distance';

/**
 * An estimate, not a route: no road network is loaded on a driver's phone. Roads of the region are 1.15 to 1.3 times as long as the great
 * circle (Oral–Samara 260 km by road and 218 straight, Almaty–Bishkek 240 and 195); the upper end is taken, so that the error is an
 * early truck and not a late one.
 */
export const roadFactor = 1.3;
/** Of a loaded truck between towns, with its short stops; the limit for trucks is 70 to 90 km/h. An assumption. */
export const roadSpeedKmh = 55;
/** AETR, articles 6 to 8: 45 minutes after 4.5 hours of driving, 11 hours after 9. Kazakhstan and Russia are parties. */
const breakAfterHours = 4.5;
const breakHours = 0.75;
const restAfterHours = 9;
const restHours = 11;

interface Point {
  lat: number;
  lon: number;
}

export interface Drive {
  distanceKm: number;
  /** driving, breaks and rest together */
  minutes: number;
  /** of them the daily rest; 0 for a way of one day */
  restMinutes: number;
}

export function estimateDrive(from: Point, to: Point): Drive {
  const distanceKm = Math.round(distance([from.lon, from.lat], [to.lon, to.lat]) * roadFactor);
  const drivingHours = distanceKm / roadSpeedKmh;
  // The rest is due before driving on: a way of exactly nine hours needs none.
  const rests = Math.max(0, Math.ceil(drivingHours / restAfterHours) - 1);
  const breaks = Math.max(0, Math.ceil(drivingHours / breakAfterHours) - 1) - rests;
  const minutes = Math.round((drivingHours + breaks * breakHours + rests * restHours) * 60);
  return { distanceKm, minutes, restMinutes: rests * restHours * 60 };
}

export interface LeaveTime {
  /** before that it would come early, and wait at the gate for nothing */
  earliest: Date;
  /** to be there a little before the slot begins */
  best: Date;
  /** after that it would come late, and stand behind those of the slot then served */
  latest: Date;
  advice: 'wait' | 'now' | 'hurry' | 'late';
}

/** To be at the gate so long before the slot begins: what an estimate of some hours is off by, and the queue at the gate. */
const marginMinutes = 30;

/**
 * When to leave so as to come in time.
 *
 * @param window of the checkpoint for this booking: earlier than arriveFrom is early, later than arriveUntil is late
 */
export function leaveTime(
  window: { arriveFrom: Date; slotStartsAt: Date; arriveUntil: Date },
  driveMinutes: number,
  now: Date,
): LeaveTime {
  const before = (at: Date, minutes: number) => new Date(at.getTime() - minutes * 60_000);
  const earliest = before(window.arriveFrom, driveMinutes);
  const best = new Date(
    Math.max(earliest.getTime(), before(window.slotStartsAt, driveMinutes + marginMinutes).getTime()),
  );
  const latest = before(window.arriveUntil, driveMinutes);
  const advice = now > latest ? 'late' : now > best ? 'hurry' : now >= earliest ? 'now' : 'wait';
  return { earliest, best, latest, advice };
}
