import { drawLotteryNumber } from '../assign/lottery.ts';
import { buildProblem } from '../build-problem.ts';
import { checkProblem, ProblemError } from '../check-problem.ts';
import { buildItineraries } from '../itinerary/build-itineraries.ts';
import { checkItineraries } from '../itinerary/check-itineraries.ts';
import type { ItineraryProblem } from '../itinerary/itinerary-model.ts';
import { CHANNELS, type Channel, NONE, type Problem } from '../model.ts';
import { InputError, parseAt } from './input-error.ts';
import { readJsonObject } from './json-stream.ts';
import { layOut, type Names } from './layout.ts';
import {
  carrierQuotaShape,
  checkpointsShape,
  delayCostShape,
  type ItineraryRecord,
  itineraryShape,
  type RequestRecord,
  requestShape,
} from './problem-file.ts';
import { hasLegs, readLegs, readWays } from './read-legs.ts';

/** A problem with the names that the engine does without. */
export interface NamedProblem extends Names {
  readonly problem: Problem;
}

/** The same where some request has legs: then all are itineraries, one with windows has one leg. */
export interface NamedItineraries extends Names {
  readonly itineraryProblem: ItineraryProblem;
}

/** As `readProblemOfAnyKind`, where legs are not expected. */
export async function readProblem(chunks: AsyncIterable<string>, seed: string): Promise<NamedProblem> {
  const named = await readProblemOfAnyKind(chunks, seed);
  if ('problem' in named) return named;
  throw new InputError('requests', 'legs cannot be planned here');
}

/**
 * Reads a problem as docs/planning-format.md describes it, request by request.
 *
 * @throws InputError with the path of the first value that cannot be taken.
 */
export async function readProblemOfAnyKind(
  chunks: AsyncIterable<string>,
  seed: string,
): Promise<NamedProblem | NamedItineraries> {
  const members = new Map<string, unknown>();
  const requests: AnyRequest[] = [];
  await readJsonObject(chunks, {
    streamed: new Set(['requests']),
    element: (key, index, value) => {
      requests.push(parseAt(hasLegs(value) ? itineraryShape : requestShape, value, `${key}[${index}]`));
    },
    member: (key, value) => members.set(key, value),
  });
  for (const key of members.keys()) {
    if (!['delayCost', 'checkpoints', 'carrierQuota'].includes(key)) {
      throw new InputError(key, key === 'requests' ? 'must be a list' : 'is not known here');
    }
  }
  const delayCost = parseAt(delayCostShape, members.get('delayCost'), 'delayCost');
  const checkpoints = layOut(parseAt(checkpointsShape, members.get('checkpoints'), 'checkpoints'));
  const carriers = numberNames(requests, 'carrier');
  const vehicles = numberNames(requests, 'vehicle');
  const quotas = new Map(Object.entries(parseAt(carrierQuotaShape, members.get('carrierQuota') ?? {}, 'carrierQuota')));
  refuseTwins(requests);

  const names: Names = {
    checkpoints: checkpoints.list.map(({ id, slots }) => ({
      id,
      firstCell: checkpoints.find(id)!.firstCell,
      slots: slots.length,
    })),
    requestIds: requests.map((request) => request.id),
    carriers: [...carriers.keys()],
    duplicates: listDuplicates(requests),
  };
  const frame = {
    delayCost,
    checkpoints: checkpoints.list.map(({ slots }) => slots),
    carrierQuota: [...carriers.keys()].map((carrier) => quotas.get(carrier) ?? NONE),
    seed,
  };
  try {
    const plain = requests.filter((request): request is RequestRecord => !hasLegs(request));
    if (plain.length < requests.length) {
      const duplicates = new Set(names.duplicates);
      const itineraries = requests.map((request, index) => {
        const legs = readLegs(request, `requests[${index}]`, checkpoints);
        // As `buildProblem` does: a vehicle's second request loses its windows.
        const asksAgain = duplicates.has(request.id);
        return { ...readTerms(request, carriers, seed), legs: asksAgain ? legs.map(() => ({ windows: [] })) : legs };
      });
      const itineraryProblem = buildItineraries({ ...frame, itineraries });
      checkItineraries(itineraryProblem);
      return { ...names, itineraryProblem };
    }
    const problem = buildProblem({
      ...frame,
      requests: plain.map((request, index) => ({
        ...readTerms(request, carriers, seed),
        ...readWays(request, `requests[${index}]`, checkpoints),
        ...(request.vehicle !== undefined && { vehicle: vehicles.get(request.vehicle)! }),
      })),
    });
    checkProblem(problem);
    return { ...names, problem };
  } catch (error) {
    if (error instanceof ProblemError) throw new InputError('', error.message);
    throw error;
  }
}

type AnyRequest = RequestRecord | ItineraryRecord;

/** Carriers or vehicles by name. Not in the order they come: numbers from it would let that order decide between plans of one cost. */
function numberNames(requests: readonly AnyRequest[], member: 'carrier' | 'vehicle'): Map<string, number> {
  const names = new Set<string>();
  for (const { [member]: name } of requests) if (name !== undefined) names.add(name);
  return new Map([...names].sort().map((name, number) => [name, number]));
}

function listDuplicates(requests: readonly AnyRequest[]): string[] {
  const seen = new Set<string>();
  const duplicates: string[] = [];
  for (const { id, vehicle } of requests) {
    if (vehicle === undefined) continue;
    if (seen.has(vehicle)) duplicates.push(id);
    seen.add(vehicle);
  }
  return duplicates;
}

function refuseTwins(requests: readonly AnyRequest[]): void {
  const seen = new Map<string, number>();
  requests.forEach(({ id }, index) => {
    if (seen.has(id))
      throw new InputError(`requests[${index}].id`, `'${id}' is also the id of requests[${seen.get(id)}]`);
    seen.set(id, index);
  });
}

function readTerms(request: AnyRequest, carriers: Map<string, number>, seed: string) {
  return {
    weight: request.weight,
    penalty: request.penalty,
    channel: CHANNELS.indexOf(request.channel) as Channel,
    carrier: request.carrier === undefined ? NONE : carriers.get(request.carrier)!,
    // The vehicle's number, so that asking again under another id draws no other lot.
    lottery: drawLotteryNumber(seed, request.vehicle ?? request.id),
    moveCost: request.moveCost,
  };
}
