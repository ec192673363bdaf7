import type { Screening } from '../../shared/contract/bookings.ts';
import type { Way } from '../../shared/contract/corridors.ts';
import type { ItineraryOffer, ItineraryWish, NoWay } from '../../shared/contract/itineraries.ts';
import { cargoBlocked, noteBlocked } from '../compliance/index.ts';
import { findDepartures } from '../planning/ways/find-departures.ts';
import { type RankedWay, rankWays, type WayOption } from '../planning/ways/rank-ways.ts';
import type { WayChoice } from '../planning/ways/way-model.ts';
import type { Database } from '../platform/database/client.ts';
import { apiError } from '../platform/http/errors.ts';
import { getCorridor, turnWay } from '../roads/index.ts';
import { composeWay, walkChosen } from './compose-way.ts';
import { explainNoWay } from './explain-no-way.ts';
import { horizonOf, openWays, type WayHorizon } from './open-ways.ts';
import { screeningOf, screenWays, type WayScreening } from './screen-ways.ts';
import { makeWayProblem, type WayProblem } from './way-problem.ts';

/** Enough to choose from on one screen; departures of one way that lie closer are the same journey to a carrier. Ours. */
const limits = { most: 8, mostPerWay: 3, apartMinutes: 6 * 60 };
/** Departures of a way that are compared: with hour slots more than a day of them, and a way is over in milliseconds. */
const departuresPerWay = 32;

export interface Asker {
  organisationId: string;
  madeBy: string;
}

/**
 * Whole ways for one truck, ranked, and why the other ways of the corridor are none.
 *
 * Ways that are late at the median are offered only where none is in time: then the soonest of each.
 *
 * @throws apiError CORRIDOR_NOT_FOUND; INVALID_INPUT; CARGO_BLOCKED where every way is blocked
 */
export async function offerItineraries(
  db: Database,
  now: Date,
  asker: Asker,
  wish: ItineraryWish,
): Promise<{ screening: Screening; offers: ItineraryOffer[]; notOffered: NoWay[] }> {
  if (Date.parse(wish.arriveBy) <= now.getTime()) {
    throw apiError('INVALID_INPUT', { field: 'arriveBy', hint: 'this time has passed' });
  }
  const corridor = await getCorridor(db, wish.corridorId);
  const ways = corridor.ways.map((way) => turnWay(way, wish.isReversed));
  const screening = await screenWays(db, now, asker.organisationId, wish, ways);
  const open = await openOrRefuse(db, now, asker, wish, ways, screening);

  const horizon = horizonOf(now, wish);
  const places = await openWays(db, now, asker.organisationId, wish, open, screening, horizon);
  const problems = open.map((way) => makeWayProblem(way, places, horizon.rules));
  const candidates = problems.flatMap((problem) => candidatesOf(problem, horizon));
  const inTime = candidates.filter(({ arrivalP50 }) => arrivalP50 <= horizon.deadline);
  const ranked = rankWays(inTime.length > 0 ? inTime : candidates, horizon.deadline, limits);

  const offered = new Set(ranked.map(({ option }) => option.wayId));
  return {
    screening: screeningOf(open[0]!, screening),
    offers: ranked.map((one) => offerOf(one, horizon)),
    notOffered: [
      ...problems
        .filter(({ way }) => !offered.has(way.id))
        .map((problem) => explainLate(problem, candidates) ?? explainNoWay(problem, horizon)),
      ...ways.filter((way) => !open.includes(way)).map((way) => explainBlocked(way, screening)),
    ],
  };
}

/** The ways that the consignment may take. Where there are none, the reviewer hears of it as after a refused hold. */
async function openOrRefuse(
  db: Database,
  now: Date,
  asker: Asker,
  { vehicle, cargo }: ItineraryWish,
  ways: readonly Way[],
  screening: WayScreening,
): Promise<Way[]> {
  const open = ways.filter((way) => !screening.findBlocked(way));
  if (open.length > 0) return open;
  const blocked = ways.map((way) => screening.findBlocked(way)!);
  const noted = blocked.map(({ border, screened }) => ({
    ...asker,
    truck: { ...border, vehicle, cargo },
    screened,
  }));
  await noteBlocked(db, now, noted);
  throw cargoBlocked(blocked[0]!.screened.rules);
}

interface Candidate extends WayOption {
  problem: WayProblem;
  choice: WayChoice;
}

function candidatesOf(problem: WayProblem, horizon: WayHorizon): Candidate[] {
  const { way, parts } = problem;
  const { rules, start, deadline, latest } = horizon;
  const choices = findDepartures(parts, rules, start, { deadline, latest, most: departuresPerWay });
  return choices.map((choice) => {
    const { arrivalP50, arrivalP80 } = walkChosen(problem, choice, horizon);
    return {
      ...{ wayId: way.id, isMain: way.isMain, distanceKm: way.distanceKm },
      drivingMinutes: Math.round(way.drivingHours * 60),
      ...{ departAt: choice.departAt, arrivalP50, arrivalP80, problem, choice },
      isRiskKnown: knowsWaits(problem, choice),
    };
  });
}

const knowsWaits = ({ steps }: WayProblem, { optionOf }: WayChoice) =>
  steps.every((step, index) => step.kind !== 'crossing' || step.options[optionOf[index]!]!.wait !== null);

function offerOf({ option, cost, reasons }: RankedWay<Candidate>, horizon: WayHorizon): ItineraryOffer {
  const { problem, choice, wayId, isMain, arrivalP50, arrivalP80 } = option;
  const { legs, crossings, sailing, departAt, arrivalP50At, arrivalP80At, distanceKm } = composeWay(
    problem,
    choice,
    horizon,
  );
  return {
    ...{ wayId, isMain, legs, distanceKm, cost },
    departAt: departAt.toISOString(),
    arrivalP50At: arrivalP50At.toISOString(),
    arrivalP80At: arrivalP80At.toISOString(),
    totalHours: Math.round(((arrivalP50 - option.departAt) / 60) * 100) / 100,
    riskMinutes: arrivalP80 - arrivalP50,
    isLate: arrivalP80 > horizon.deadline,
    reasons: [...reasons],
    claim: {
      slotIds: crossings.map(({ slotId }) => slotId),
      sailing: sailing && { sailingId: sailing.sailingId, gateSlotId: sailing.gateSlotId },
    },
  };
}

/** A way that leads there, but late, where another one is in time, or that had to make room for better ones. */
function explainLate({ way }: WayProblem, candidates: readonly Candidate[]): NoWay | undefined {
  if (!candidates.some(({ wayId }) => wayId === way.id)) return undefined;
  return { wayId: way.id, reason: 'too-late', at: way.nodes.at(-1)!.id, full: null };
}

function explainBlocked(way: Way, screening: WayScreening): NoWay {
  return { wayId: way.id, reason: 'blocked', at: screening.findBlocked(way)!.border.checkpointId, full: null };
}
