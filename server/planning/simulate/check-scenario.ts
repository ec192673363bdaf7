import { ProblemError } from '../check-problem.ts';
import {
  type Approach,
  type Behaviour,
  type CallRule,
  MAX_MINUTE,
  MAX_TRUCKS,
  NO_SLOT,
  type Period,
  type Post,
  type Probes,
  type Scenario,
  type ServiceShape,
  STEP,
  type Trucks,
  type WalkIns,
} from './model.ts';

const MAX_SERVERS = 1_000;
/** A week: who is longer with a truck serves none. */
export const MAX_SERVICE_MINUTES = 10_000;
const MAX_DEVIATION_MINUTES = 10_080;

/**
 * Refuses what is out of the ranges that model.ts names. The run relies on it: inside, nothing is checked again.
 *
 * @throws ProblemError at the first fault, with its place, such as `posts[1].periods[3].scanShare`.
 */
export function checkScenario(scenario: Scenario): void {
  const { horizonMinutes, posts, stripPlaces } = scenario;
  if (!(horizonMinutes > 0)) refuse('horizonMinutes', horizonMinutes, 'above 0');
  if (horizonMinutes !== Number.POSITIVE_INFINITY) checkRange('horizonMinutes', horizonMinutes, 0, MAX_MINUTE);
  if (posts.length !== 1 && posts.length !== 2) refuse('posts.length', posts.length, '1 or 2');
  posts.forEach((post, index) => {
    checkPost(`posts[${index}]`, post);
  });
  if (posts.length === 2) checkPlaces('stripPlaces', stripPlaces);
  checkCallRule(scenario.callRule);
  if (scenario.approach) checkApproach(scenario.approach);
  checkService(scenario.service);
  checkBehaviour(scenario.behaviour);
  checkTrucks(scenario.trucks, posts.length);
  if (scenario.walkIns) checkWalkIns(scenario.walkIns);
  if (scenario.probes) checkProbes(scenario.probes);
}

function checkPost(path: string, { places, periods }: Post): void {
  checkPlaces(`${path}.places`, places);
  if (periods.length === 0) refuse(`${path}.periods.length`, 0, 'at least 1');
  let before = Number.NEGATIVE_INFINITY;
  periods.forEach((period, index) => {
    const at = `${path}.periods[${index}]`;
    checkPeriod(at, period);
    if (index === 0 && period.fromMinute > 0) refuse(`${at}.fromMinute`, period.fromMinute, 'at most 0');
    if (period.fromMinute <= before) refuse(`${at}.fromMinute`, period.fromMinute, `after the one before, ${before}`);
    before = period.fromMinute;
  });
}

function checkPeriod(path: string, period: Period): void {
  checkRange(`${path}.fromMinute`, period.fromMinute, -MAX_MINUTE, MAX_MINUTE);
  for (const name of ['lanes', 'scanners', 'bays'] as const)
    checkWhole(`${path}.${name}`, period[name], 0, MAX_SERVERS);
  for (const name of ['documentMinutes', 'scanMinutes', 'examinationMinutes'] as const) {
    if (!(period[name] > 0 && period[name] <= MAX_SERVICE_MINUTES)) {
      refuse(`${path}.${name}`, period[name], `above 0 and at most ${MAX_SERVICE_MINUTES}`);
    }
  }
  for (const name of ['scanShare', 'examinationShare'] as const) checkRange(`${path}.${name}`, period[name], 0, 1);
  checkRange(`${path}.scheduledPerHour`, period.scheduledPerHour ?? 0, 0, Number.POSITIVE_INFINITY);
}

function checkCallRule({
  order,
  lateAfterMinutes,
  slotMinutes,
  slotsFromMinute = 0,
  earlyMinutes = 0,
}: CallRule): void {
  if (order !== 'slot' && order !== 'first-come') refuse('callRule.order', order, 'slot or first-come');
  checkRange('callRule.lateAfterMinutes', lateAfterMinutes, 0, Number.POSITIVE_INFINITY);
  checkRange('callRule.slotMinutes', slotMinutes, 1, MAX_MINUTE);
  checkRange('callRule.earlyMinutes', earlyMinutes, 0, Number.POSITIVE_INFINITY);
  checkRange('callRule.slotsFromMinute', slotsFromMinute, -MAX_MINUTE, MAX_MINUTE);
}

function checkApproach(approach: Approach): void {
  for (const name of ['minutes', 'leadMinutes'] as const) {
    const value = approach[name];
    if (!(value > 0 && value <= MAX_SERVICE_MINUTES)) {
      refuse(`approach.${name}`, value, `above 0 and at most ${MAX_SERVICE_MINUTES}`);
    }
  }
  const { cv, loopPlaces, clearedLastHour } = approach;
  checkRange('approach.cv', cv, 0, 10);
  checkPlaces('approach.loopPlaces', loopPlaces);
  checkWhole('approach.clearedLastHour', clearedLastHour, 0, MAX_TRUCKS);
}

function checkService(service: ServiceShape): void {
  if (service.kind === 'lognormal') checkRange('service.cv', service.cv, 0, 10);
  else if (service.kind !== 'exponential' && service.kind !== 'deterministic') {
    throw new ProblemError('service.kind', `${JSON.stringify(service)} is not lognormal, exponential or deterministic`);
  }
}

function checkBehaviour({ noShowChance, deviationQuantiles }: Behaviour): void {
  checkRange('behaviour.noShowChance', noShowChance, 0, 1);
  checkQuantiles('behaviour.deviationQuantiles', deviationQuantiles);
}

function checkQuantiles(path: string, quantiles: readonly number[]): void {
  if (quantiles.length === 0) refuse(`${path}.length`, 0, 'at least 1');
  quantiles.forEach((minutes, index) => {
    checkRange(`${path}[${index}]`, minutes, quantiles[index - 1] ?? -MAX_DEVIATION_MINUTES, MAX_DEVIATION_MINUTES);
  });
}

function checkTrucks(trucks: Trucks, posts: number): void {
  checkWhole('trucks.count', trucks.count, 0, MAX_TRUCKS);
  const columns = ['readyMinute', 'slotMinute', 'channel', 'rank', 'noShow', 'step', 'sinceMinute'] as const;
  for (const name of columns) checkWhole(`trucks.${name}.length`, trucks[name].length, trucks.count, trucks.count);
  const lastStep = posts === 2 ? STEP.secondExamination : STEP.firstExamination;
  for (let truck = 0; truck < trucks.count; truck++) {
    const slot = trucks.slotMinute[truck]!;
    const ready = trucks.readyMinute[truck]!;
    const step = trucks.step[truck]!;
    const earliest = step === STEP.expected && slot === NO_SLOT ? 0 : -MAX_MINUTE;
    const latest = step === STEP.expected ? MAX_MINUTE : 0;
    if (!(ready >= earliest && ready <= latest)) checkRange(`trucks.readyMinute[${truck}]`, ready, earliest, latest);
    if (slot !== NO_SLOT && !(Math.abs(slot) <= MAX_MINUTE)) {
      checkRange(`trucks.slotMinute[${truck}]`, slot, -MAX_MINUTE, MAX_MINUTE);
    }
    if (trucks.channel[truck]! > 2) checkRange(`trucks.channel[${truck}]`, trucks.channel[truck]!, 0, 2);
    if (trucks.noShow[truck]! > 1) checkRange(`trucks.noShow[${truck}]`, trucks.noShow[truck]!, 0, 1);
    if (step > lastStep && step !== STEP.called) checkRange(`trucks.step[${truck}]`, step, 0, lastStep);
    const since = trucks.sinceMinute[truck]!;
    if (step !== STEP.expected && !(since >= ready && since <= 0))
      checkRange(`trucks.sinceMinute[${truck}]`, since, ready, 0);
  }
}

function checkWalkIns({ perHour, channel, rank }: WalkIns): void {
  perHour.forEach((mean, hour) => {
    checkRange(`walkIns.perHour[${hour}]`, mean, 0, MAX_TRUCKS);
  });
  const mean = perHour.reduce((sum, trucks) => sum + trucks, 0);
  checkRange('walkIns.perHour, in all', mean, 0, MAX_TRUCKS / 2);
  checkRange('walkIns.perHour.length', perHour.length, 0, MAX_MINUTE / 60);
  checkWhole('walkIns.channel', channel, 0, 2);
  checkWhole('walkIns.rank', rank, 0, 255);
}

function checkProbes({ hours, perHour, channel, rank, deviationQuantiles }: Probes): void {
  checkWhole('probes.hours', hours, 1, 168);
  checkWhole('probes.perHour', perHour, 1, 60);
  checkWhole('probes.channel', channel, 0, 2);
  checkWhole('probes.rank', rank, 0, 255);
  if (deviationQuantiles) checkQuantiles('probes.deviationQuantiles', deviationQuantiles);
}

function checkPlaces(path: string, places: number): void {
  if (places !== Number.POSITIVE_INFINITY) checkWhole(path, places, 1, MAX_TRUCKS);
}

function checkWhole(path: string, value: number, least: number, most: number): void {
  if (!Number.isInteger(value)) refuse(path, value, 'a whole number');
  checkRange(path, value, least, most);
}

function checkRange(path: string, value: number, least: number, most: number): void {
  if (!(value >= least && value <= most)) refuse(path, value, least === most ? `${least}` : `from ${least} to ${most}`);
}

function refuse(path: string, value: number | string, wanted: string): never {
  throw new ProblemError(path, `${value} is not ${wanted}`);
}
