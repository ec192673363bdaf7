import { drawLotteryNumber } from '../assign/lottery.ts';
import { buildProblem, type RequestInput } from '../build-problem.ts';
import { checkProblem, ProblemError } from '../check-problem.ts';
import { CHANNELS, type Channel, NONE, type Problem } from '../model.ts';
import { InputError, parseAt } from './input-error.ts';
import { readJsonObject } from './json-stream.ts';
import {
  type CheckpointRecord,
  carrierQuotaShape,
  checkpointsShape,
  delayCostShape,
  type RequestRecord,
  requestShape,
} from './problem-file.ts';

/** A problem with the names that the engine does without. */
export interface NamedProblem {
  readonly problem: Problem;
  readonly checkpoints: readonly { readonly id: string; readonly firstCell: number; readonly slots: number }[];
  readonly requestIds: readonly string[];
  readonly carriers: readonly string[];
}

/**
 * Reads a problem as docs/planning-format.md describes it, request by request.
 *
 * @throws InputError with the path of the first value that cannot be taken.
 */
export async function readProblem(chunks: AsyncIterable<string>, seed: string): Promise<NamedProblem> {
  const members = new Map<string, unknown>();
  const requests: RequestRecord[] = [];
  await readJsonObject(chunks, {
    streamed: new Set(['requests']),
    element: (key, index, value) => requests.push(parseAt(requestShape, value, `${key}[${index}]`)),
    member: (key, value) => members.set(key, value),
  });
  for (const key of members.keys()) {
    if (!['delayCost', 'checkpoints', 'carrierQuota'].includes(key)) {
      throw new InputError(key, key === 'requests' ? 'must be a list' : 'is not known here');
    }
  }
  const delayCost = parseAt(delayCostShape, members.get('delayCost'), 'delayCost');
  const checkpoints = layOut(parseAt(checkpointsShape, members.get('checkpoints'), 'checkpoints'));
  const carriers = nameCarriers(requests);
  const quotas = new Map(Object.entries(parseAt(carrierQuotaShape, members.get('carrierQuota') ?? {}, 'carrierQuota')));
  refuseTwins(requests);

  const problem = buildProblem({
    delayCost,
    checkpoints: checkpoints.list.map(({ slots }) => slots),
    carrierQuota: [...carriers.keys()].map((carrier) => quotas.get(carrier) ?? NONE),
    requests: requests.map((request, index) => toInput(request, `requests[${index}]`, checkpoints, carriers, seed)),
    seed,
  });
  try {
    checkProblem(problem);
  } catch (error) {
    if (error instanceof ProblemError) throw new InputError('', error.message);
    throw error;
  }
  return {
    problem,
    checkpoints: checkpoints.list.map(({ id, slots }) => ({
      id,
      firstCell: checkpoints.find(id)!.firstCell,
      slots: slots.length,
    })),
    requestIds: requests.map((request) => request.id),
    carriers: [...carriers.keys()],
  };
}

type Layout = ReturnType<typeof layOut>;

/** Gives every checkpoint its cells, one after the other. */
function layOut(list: readonly CheckpointRecord[]) {
  const places = new Map<string, { firstCell: number; slots: number }>();
  let firstCell = 0;
  list.forEach(({ id, slots }, index) => {
    if (places.has(id)) throw new InputError(`checkpoints[${index}].id`, `there is another checkpoint '${id}'`);
    places.set(id, { firstCell, slots: slots.length });
    firstCell += slots.length;
  });
  return { list, find: (id: string) => places.get(id) };
}

function nameCarriers(requests: readonly RequestRecord[]): Map<string, number> {
  const carriers = new Map<string, number>();
  for (const { carrier } of requests) {
    if (carrier !== undefined && !carriers.has(carrier)) carriers.set(carrier, carriers.size);
  }
  return carriers;
}

function refuseTwins(requests: readonly RequestRecord[]): void {
  const seen = new Map<string, number>();
  requests.forEach(({ id }, index) => {
    if (seen.has(id))
      throw new InputError(`requests[${index}].id`, `'${id}' is also the id of requests[${seen.get(id)}]`);
    seen.set(id, index);
  });
}

function toInput(
  request: RequestRecord,
  path: string,
  layout: Layout,
  carriers: Map<string, number>,
  seed: string,
): RequestInput {
  return {
    weight: request.weight,
    penalty: request.penalty,
    channel: CHANNELS.indexOf(request.channel) as Channel,
    carrier: request.carrier === undefined ? NONE : carriers.get(request.carrier)!,
    lottery: drawLotteryNumber(seed, request.id),
    moveCost: request.moveCost,
    currentCell: request.current
      ? findCell(layout, request.current.checkpoint, request.current.slot, 1, `${path}.current`, 'slot')
      : NONE,
    windows: request.windows.map(({ checkpoint, first, length, detour }, index) => ({
      cell: findCell(layout, checkpoint, first, length, `${path}.windows[${index}]`, 'length'),
      length,
      detour,
    })),
  };
}

/** The cell of a slot, if it and the slots after it are there. */
function findCell(layout: Layout, id: string, first: number, length: number, path: string, member: string): number {
  const checkpoint = layout.find(id);
  if (!checkpoint) throw new InputError(`${path}.checkpoint`, `there is no checkpoint '${id}'`);
  if (first + length > checkpoint.slots) {
    throw new InputError(
      `${path}.${member}`,
      `slot ${first + length - 1} is past the last slot of '${id}', ${checkpoint.slots - 1}`,
    );
  }
  return checkpoint.firstCell + first;
}
