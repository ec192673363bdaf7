import { drawLotteryNumber } from '../planning/assign/lottery.ts';
import { buildProblem, type RequestInput, type SlotPlaces } from '../planning/build-problem.ts';
import { CHANNELS, delayCostOf, type Problem } from '../planning/model.ts';
import { priorities, weightOf } from './priorities.ts';
import { type FreeSlot, type OpenApplication, type RoundTask, siblingKey } from './round.ts';

const { delayCost, laterHours, minutesOfLater, minutesOfNoSlot, minutesOfSibling, minutesPerDetourKm } = priorities;
const hourMs = 3_600_000;

/** A range of cells that an application may have, and what it pays beside the delay. */
interface Way {
  cell: number;
  length: number;
  detour: number;
}

export interface CostParts {
  delay: number;
  detour: number;
}

export interface Round {
  problem: Problem;
  /** What one application pays in a cell that the plan gave it. */
  costIn(request: number, cell: number): CostParts;
}

/** The cells of the horizon: one row of them for each checkpoint and direction, in time order. */
export function makeGrid(slots: readonly FreeSlot[]) {
  const rows = new Map<string, { first: number; starts: number[] }>();
  const checkpoints: [number, number, number][][] = [];
  slots.forEach((slot, cell) => {
    const key = rowKey(slot.checkpointId, slot.direction);
    let row = rows.get(key);
    if (!row) {
      row = { first: cell, starts: [] };
      rows.set(key, row);
      checkpoints.push([]);
    }
    row.starts.push(slot.startsAt);
    checkpoints.at(-1)!.push([slot.total, slot.inspected, slot.examined]);
  });
  return {
    checkpoints: checkpoints as SlotPlaces[],
    /** The cells whose slots begin within [from, to). */
    range(checkpointId: string, direction: string, from: number, to: number): { cell: number; length: number } {
      const row = rows.get(rowKey(checkpointId, direction));
      if (!row) return { cell: 0, length: 0 };
      const begin = countBefore(row.starts, from);
      return { cell: row.first + begin, length: countBefore(row.starts, to) - begin };
    },
  };
}

/**
 * The problem of a round, in the order of its applications. A window is what was wished for; a flexible application has the day after it and the
 * siblings, too. Where a carrier's quota of a slot is used up, that slot is taken out of the windows of its applications.
 */
export function makeProblem(
  task: Pick<RoundTask, 'seed' | 'siblings' | 'fullForCarrier'>,
  applications: readonly OpenApplication[],
  slots: readonly FreeSlot[],
): Round {
  const grid = makeGrid(slots);
  const full = listFullCells(task.fullForCarrier, slots);
  const weights = applications.map((application) => weightOf(application.class, application.hsCode));
  const ways = applications.map((application, request) => listWays(application, weights[request]!));

  function listWays(application: OpenApplication, weight: number): Way[] {
    const { checkpointId, direction, earliest, latest, flexible, vehicleCountry } = application;
    const wished = grid.range(checkpointId, direction, earliest, latest);
    const found: Way[] = [{ ...wished, detour: 0 }];
    if (flexible) {
      const later = grid.range(checkpointId, direction, latest, latest + laterHours * hourMs);
      found.push({ ...later, detour: weight * (delayOf(later.cell - wished.cell) + minutesOfLater) });
      for (const sibling of task.siblings[siblingKey(checkpointId, vehicleCountry)] ?? []) {
        const there = grid.range(sibling.checkpointId, direction, earliest, latest);
        found.push({
          ...there,
          detour: weight * (sibling.distanceKm * minutesPerDetourKm + minutesOfSibling),
        });
      }
    }
    return found.filter(({ length }) => length > 0);
  }

  function* listRequests(): Generator<RequestInput> {
    for (const [request, application] of applications.entries()) {
      const weight = weights[request]!;
      yield {
        weight,
        penalty: weight * minutesOfNoSlot,
        channel: CHANNELS.indexOf(application.channel) as RequestInput['channel'],
        lottery: drawLotteryNumber(task.seed, application.id),
        windows: takeOut(ways[request]!, full.get(application.organisationId), weight),
      };
    }
  }

  return {
    problem: buildProblem({ delayCost, checkpoints: grid.checkpoints, requests: listRequests(), seed: task.seed }),
    costIn(request, cell) {
      const parts = ways[request]!.filter((way) => cell >= way.cell && cell < way.cell + way.length).map((way) => ({
        delay: weights[request]! * delayOf(cell - way.cell),
        detour: way.detour,
      }));
      return parts.reduce((best, next) => (next.delay + next.detour < best.delay + best.detour ? next : best));
    },
  };
}

/** Windows without the full cells. What is left of one is written as windows of one cell, since a window's delay counts from its first. */
function takeOut(ways: Way[], full: ReadonlySet<number> | undefined, weight: number): Way[] {
  const isHit = ({ cell, length }: Way) => full && [...full].some((hit) => hit >= cell && hit < cell + length);
  return ways.flatMap((way) => {
    if (!isHit(way)) return [way];
    const cells = Array.from({ length: way.length }, (_, slots) => ({
      cell: way.cell + slots,
      length: 1,
      detour: way.detour + weight * delayOf(slots),
    }));
    return cells.filter(({ cell }) => !full!.has(cell));
  });
}

function listFullCells(fullForCarrier: RoundTask['fullForCarrier'], slots: readonly FreeSlot[]) {
  const cellOf = new Map(slots.map((slot, cell) => [slot.id, cell]));
  const full = new Map<string, Set<number>>();
  for (const { organisationId, slotId } of fullForCarrier) {
    const cells = full.get(organisationId) ?? new Set();
    full.set(organisationId, cells.add(cellOf.get(slotId) ?? -1));
  }
  return full;
}

const rowKey = (checkpointId: string, direction: string) => `${checkpointId}/${direction}`;
const delayOf = (slots: number) => delayCostOf({ delayCost }, slots);

/** How many of the sorted numbers are below the limit: bisection. */
function countBefore(sorted: readonly number[], limit: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
