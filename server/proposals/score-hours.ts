import type { Channel } from '../../shared/words.ts';
import type { SideHour, Stage } from '../planning/capacity.ts';
import type { ChangeLimits, ScoredHour } from './find-change.ts';
import type { PostHour } from './measure-posts.ts';

/** What is compared: minutes per truck at a stage, lanes at work, or the share of a channel that is sent to a stage. */
export interface Measure {
  what: 'minutes' | 'lanes' | 'share';
  stage: Stage;
  channel: Channel | null;
}

export interface MeasuredHour extends ScoredHour {
  startsAtMs: number;
  /** Trucks that began their documents, and how many would by the parameters, without a pause. */
  begun: number;
  capacity: number;
  /** Null without trucks. */
  measured: number | null;
  parameter: number;
  /** Of the minutes of single trucks. */
  spread: { p20: number; p50: number; p80: number } | null;
}

/** The pure parts of a comparison: hour by hour, how far it is from the parameters, and when that is enough. */
export interface Comparison {
  measure: Measure;
  hours: MeasuredHour[];
  limits: ChangeLimits;
  /** Factors from which it is worth a planner's time, and down to which it is as usual again. */
  proposeFrom: number;
  withdrawBelow: number;
}

export type ParameterAt = (atMs: number) => SideHour;

/**
 * Ours, from simulated days (tests/twin/proposals/false-alarms.test.ts prints them): posts of the twin have heavier and lighter hours and slow
 * spells of up to eight hours, which no regime should follow. So it has to last longer than a shift, twelve hours.
 */
const lastsHours = 12;

/** Hours of one post differ by so much by themselves, single services by so much: standard deviations of the logarithm. Ours, from the twin. */
const unrest = 0.3;
const scatter = 0.45;
/** A quarter above the parameter is looked for: in the middle between none and that, an hour speaks for neither. */
const referenceLog = Math.log(1.25) / 2;
/** One hour says at most this: a slow spell of eight hours then stays below the limit of the sum, however slow it is. */
const logMax = Math.log(1.35);
const sumLimit = 1.4;

const minutesOf = { documents: 'documentMinutes', scan: 'scanMinutes', examination: 'examinationMinutes' } as const;

/** Minutes per truck at a stage. */
export function compareMinutes(posts: readonly PostHour[], parameterAt: ParameterAt, stage: Stage): Comparison {
  const hours = posts.map((post): MeasuredHour => {
    const side = parameterAt(post.startsAtMs);
    const parameter = side[minutesOf[stage]];
    // What happens at a side that is closed is no measure of its parameters.
    const minutes = side.lanes > 0 ? post.minutes[stage].toSorted((a, b) => a - b) : [];
    const measured = robustMean(minutes);
    return {
      ...paceOf(post, side),
      trucks: minutes.length,
      measured,
      parameter,
      spread:
        minutes.length > 0
          ? { p20: quantile(minutes, 0.2), p50: quantile(minutes, 0.5), p80: quantile(minutes, 0.8) }
          : null,
      score: measured === null ? 0 : scoreLog(Math.log(measured / parameter), minutes.length),
    };
  });
  return {
    measure: { what: 'minutes', stage, channel: null },
    hours,
    limits: { sum: sumLimit, hours: lastsHours, trucks: 15 },
    proposeFrom: 1.25,
    withdrawBelow: 1.1,
  };
}

/** So much of an hour a truck must stand before the lanes, or they were not all at work. */
const busyShare = 0.9;

/**
 * Lanes at work: in an hour in which somebody always waited, trucks begun × minutes of each = minutes worked (the utilisation law: Denning and
 * Buzen 1978, The Operational Analysis of Queueing Network Models).
 */
export function compareLanes(posts: readonly PostHour[], parameterAt: ParameterAt): Comparison {
  const hours = posts.map((post): MeasuredHour => {
    const side = parameterAt(post.startsAtMs);
    const { lanes } = side;
    const mean = robustMean(post.minutes.documents.toSorted((a, b) => a - b));
    const isBusy = post.waitingShare >= busyShare && mean !== null && lanes > 0;
    const measured = isBusy ? Math.max(0.1, (post.begun * mean) / 60) : null;
    return {
      ...paceOf(post, side),
      trucks: isBusy ? post.begun : 0,
      measured,
      parameter: lanes,
      spread: null,
      score: measured === null ? 0 : scoreLog(Math.log(lanes / measured), post.begun),
    };
  });
  return {
    measure: { what: 'lanes', stage: 'documents', channel: null },
    hours,
    limits: { sum: sumLimit, hours: lastsHours, trucks: 15 },
    proposeFrom: 1.25,
    withdrawBelow: 1.1,
  };
}

/** A share is looked for at twice the parameter, and no less than so much above it: of twenty trucks, two. */
const shareStep = 0.1;
const shareLeast = 0.002;

/** Share of a channel's trucks that this post sent to a stage: the logarithm of the likelihood ratio of two shares (Page 1954). */
export function compareShare(
  posts: readonly PostHour[],
  parameterAt: ParameterAt,
  stage: 'scan' | 'examination',
  channel: Channel,
): Comparison {
  const hours = posts.map((post): MeasuredHour => {
    const { trucks, [stage]: sent } = post.left[channel];
    const side = parameterAt(post.startsAtMs);
    const parameter = stage === 'scan' ? side.scanShare : side.examinationShare;
    const usual = Math.min(0.98, Math.max(shareLeast, parameter));
    const heavier = Math.min(0.99, Math.max(2 * usual, usual + shareStep));
    return {
      ...paceOf(post, side),
      trucks,
      measured: trucks === 0 ? null : sent / trucks,
      parameter,
      spread: null,
      score: sent * Math.log(heavier / usual) + (trucks - sent) * Math.log((1 - heavier) / (1 - usual)),
    };
  });
  return {
    measure: { what: 'share', stage, channel },
    hours,
    limits: { sum: 8, hours: lastsHours, trucks: 20 },
    proposeFrom: 1.5,
    withdrawBelow: 1.2,
  };
}

const paceOf = ({ startsAtMs, begun }: PostHour, { lanes, documentMinutes }: SideHour) => ({
  ...{ startsAtMs, begun },
  capacity: (lanes * 60) / documentMinutes,
});

/** The logarithm of a ratio, drawn in, less the reference; weighed by how much of its variance so many trucks leave. */
function scoreLog(log: number, trucks: number): number {
  const weight = unrest ** 2 / (unrest ** 2 + scatter ** 2 / trucks);
  return weight * (Math.max(-logMax, Math.min(logMax, log)) - referenceLog);
}

/** Winsor's mean: a truck that an officer forgot for a night counts as three times the median, not as forty. @param sorted ascending */
function robustMean(sorted: readonly number[]): number | null {
  if (sorted.length === 0) return null;
  const most = 3 * quantile(sorted, 0.5);
  return sorted.reduce((sum, minutes) => sum + Math.min(minutes, most), 0) / sorted.length;
}

function quantile(sorted: readonly number[], share: number): number {
  const at = (sorted.length - 1) * share;
  const [low, high] = [sorted[Math.floor(at)]!, sorted[Math.ceil(at)]!];
  return low + (high - low) * (at - Math.floor(at));
}
