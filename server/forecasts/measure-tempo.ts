import type { Random } from '../planning/random.ts';
import { normalQuantile } from '../planning/simulate/chance.ts';
import type { Measured, MeasuredHour, PostMeasure } from './queue-picture.ts';

/**
 * How fast a post works beside its calendar: the logarithm of real minutes over those of the calendar is a lasting part (the calendar is wrong
 * there) plus a passing one that comes and goes with shifts, goods and orders (an autoregression by the hour). Both are unknown; what is
 * known of them are the hourly means of the services that ended, each with the scatter of as many services.
 *
 * Source: linear state estimation (Kalman 1960; Durbin and Koopman, Time Series Analysis by State Space Methods, 2nd ed., ch. 4). Without any service
 * it is the calendar itself, with all the doubt about it; with many it is what was measured.
 */
export interface Tempo {
  /** Means of the lasting and the passing part, in logarithms of minutes. */
  lasting: number;
  passing: number;
  /** Their covariance. */
  lastingVariance: number;
  passingVariance: number;
  covariance: number;
}

/** Assumed, since no checkpoint publishes its service times: a calendar is right to 20%, and half of a passing difference is gone after three hours. */
const lastingDeviation = 0.2;
const keptPerHour = 0.8;

/**
 * @param scatter coefficient of variation of a single service
 * @param unrest standard deviation of the passing part, as {@link measureUnrest} has it
 */
export function measureTempo({ documents }: PostMeasure, scatter: number, unrest: number): Tempo {
  let tempo: Tempo = {
    lasting: 0,
    passing: 0,
    lastingVariance: lastingDeviation ** 2,
    passingVariance: unrest ** 2,
    covariance: 0,
  };
  let hoursAgo: number | undefined;
  for (const hour of documents.toSorted((a, b) => b.hoursAgo - a.hoursAgo)) {
    if (hour.minutes <= 0) continue;
    tempo = passHours(tempo, (hoursAgo ?? hour.hoursAgo) - hour.hoursAgo, unrest);
    hoursAgo = hour.hoursAgo;
    tempo = learn(tempo, logRatio(hour), scatter ** 2 / hour.count);
  }
  return passHours(tempo, hoursAgo ?? 0, unrest);
}

const logRatio = ({ minutes, count, calendarMinutes }: MeasuredHour) => Math.log(minutes / count / calendarMinutes);

function passHours(tempo: Tempo, hours: number, unrest: number): Tempo {
  const kept = keptPerHour ** hours;
  return {
    ...tempo,
    passing: tempo.passing * kept,
    passingVariance: tempo.passingVariance * kept ** 2 + unrest ** 2 * (1 - kept ** 2),
    covariance: tempo.covariance * kept,
  };
}

/** One measurement of the sum of both parts. */
function learn(tempo: Tempo, measured: number, variance: number): Tempo {
  const { lasting, passing, lastingVariance, passingVariance, covariance } = tempo;
  const towardsLasting = lastingVariance + covariance;
  const towardsPassing = passingVariance + covariance;
  const total = towardsLasting + towardsPassing + variance;
  const surprise = measured - lasting - passing;
  return {
    lasting: lasting + (towardsLasting / total) * surprise,
    passing: passing + (towardsPassing / total) * surprise,
    lastingVariance: lastingVariance - towardsLasting ** 2 / total,
    passingVariance: passingVariance - towardsPassing ** 2 / total,
    covariance: covariance - (towardsLasting * towardsPassing) / total,
  };
}

/**
 * One possible future of the post: factors on the calendar's minutes for the hours from now on.
 *
 * @returns one for each hour, all above 0
 */
export function drawTempo(tempo: Tempo, unrest: number, hours: number, random: Random): number[] {
  const normal = () => normalQuantile(Math.min(1 - 2 ** -33, random() + 2 ** -33));
  const lastingDeviation = Math.sqrt(tempo.lastingVariance);
  const drawn = normal();
  const lasting = tempo.lasting + lastingDeviation * drawn;
  const slope = tempo.covariance / lastingDeviation;
  let passing = tempo.passing + slope * drawn + Math.sqrt(Math.max(0, tempo.passingVariance - slope ** 2)) * normal();
  return Array.from({ length: hours }, (_, hour) => {
    if (hour > 0) passing = keptPerHour * passing + unrest * Math.sqrt(1 - keptPerHour ** 2) * normal();
    return Math.exp(lasting + passing);
  });
}

/** So many services are believed as much as what is assumed: half of the mean, as is usual for service by hand. */
const ASSUMED_SERVICES = 20;
const ASSUMED_SCATTER = 0.5;

/** Coefficient of variation of a service, from those that ended within the same hours: squares of differences from their hour's mean, pooled. */
export function measureScatter(hours: readonly Measured[]): number {
  let freedom = ASSUMED_SERVICES;
  let squares = ASSUMED_SERVICES * ASSUMED_SCATTER ** 2;
  for (const { count, minutes, squares: raw } of hours) {
    if (count < 2 || minutes <= 0) continue;
    const mean = minutes / count;
    freedom += count - 1;
    squares += Math.max(0, raw - count * mean ** 2) / mean ** 2;
  }
  return Math.min(2, Math.sqrt(squares / freedom));
}

/** So many drives are believed as much as the rule's own minutes: few, for the rule plans with a long one. */
const ASSUMED_DRIVES = 1;

/** Minutes from the call to the first post: what was measured, shrunk towards the rule. */
export function measureApproach(drives: Measured, ruleMinutes: number): { minutes: number; cv: number } {
  const minutes = (drives.minutes + ASSUMED_DRIVES * ruleMinutes) / (drives.count + ASSUMED_DRIVES);
  return { minutes: Math.max(0.5, minutes), cv: measureScatter([drives]) };
}

/** So many hours are believed as much as what is assumed: hours of one post differ by 15%. */
const ASSUMED_HOURS = 50;
const ASSUMED_UNREST = 0.15;

/**
 * How much the hours of a post differ from each other beyond the scatter of single services: the variance of the hourly means within each post, less
 * what so few services would have of themselves (method of moments), over all posts together.
 */
export function measureUnrest(posts: readonly PostMeasure[], scatter: number): number {
  let freedom = ASSUMED_HOURS;
  let squares = ASSUMED_HOURS * ASSUMED_UNREST ** 2;
  for (const { documents } of posts) {
    const hours = documents.filter(({ minutes }) => minutes > 0);
    const mean = hours.reduce((sum, hour) => sum + logRatio(hour), 0) / hours.length;
    for (const hour of hours) {
      const share = (hours.length - 1) / hours.length;
      freedom += share;
      squares += (logRatio(hour) - mean) ** 2 - (share * scatter ** 2) / hour.count;
    }
  }
  return Math.sqrt(Math.max(0.02 ** 2, squares / freedom));
}
