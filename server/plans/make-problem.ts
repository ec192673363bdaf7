import { drawLotteryNumber } from '../planning/assign/lottery.ts';
import { buildProblem, type RequestInput } from '../planning/build-problem.ts';
import { CHANNELS, delayCostOf, NONE, type Problem } from '../planning/model.ts';
import { makeGrid } from '../planning/slot-grid.ts';
import { priorities, weightOf } from './priorities.ts';
import { type FreeSlot, type OpenApplication, type RoundTask, siblingKey } from './round.ts';

const { delayCost, laterHours, minutesOfLater, minutesOfNoSlot, minutesOfSibling, minutesPerDetourKm } = priorities;
const hourMs = 3_600_000;

/** A range of cells that an application may have, and what it pays beside the delay. */
interface Way {
  cell: number;
  length: number;
  detour: number;
  /** Whether its slots are an hour each. */
  isHourly: boolean;
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

/**
 * The problem of a round, in the order of its applications. A window is what was wished for; a flexible application has the day after it and the
 * siblings, too. Where a carrier's quota of a slot is used up, that slot is taken out of the windows of its applications.
 *
 * The engine counts delay in slots, and its price is that of an hour. So a window of hour slots is written as one; where slots have another length, as one
 * window for each of its cells, with the price of the time until then as its detour. The fairness term does not see the delay within such.
 */
export function makeProblem(
  task: Pick<RoundTask, 'seed' | 'fairnessStrength' | 'siblings' | 'fullForCarrier'>,
  applications: readonly OpenApplication[],
  slots: readonly FreeSlot[],
): Round {
  const grid = makeGrid(slots);
  const full = listFullCells(task.fullForCarrier, slots);
  const carriers = new Map([...new Set(applications.map((one) => one.organisationId))].map((id, index) => [id, index]));
  const weights = applications.map((application) => weightOf(application.class, application.hsCode));
  const ways = applications.map((application, request) => listWays(application, weights[request]!));

  /** Minutes of an ordinary truck from the first slot of a window to another slot, or to one after its end. */
  function delayBetween(first: number, cell: number): number {
    const [from, to] = [slots[first]?.startsAt, slots[cell]?.startsAt];
    return from === undefined || to === undefined ? 0 : Math.round(delayOf((to - from) / hourMs));
  }

  function listWays(application: OpenApplication, weight: number): Way[] {
    const { checkpointId, direction, earliest, latest, flexible, vehicleCountry } = application;
    const wished = grid.range(checkpointId, direction, earliest, latest);
    const found: Way[] = [{ ...wished, detour: 0 }];
    if (flexible) {
      const later = grid.range(checkpointId, direction, latest, latest + laterHours * hourMs);
      if (later.length > 0)
        found.push({ ...later, detour: weight * (delayBetween(wished.cell, later.cell) + minutesOfLater) });
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

  /** As the engine takes it: whole, or cell by cell where slots are no hours or some are full for the carrier. */
  function windowsOf({ cell: first, length, detour, isHourly }: Way, weight: number, taken?: ReadonlySet<number>) {
    const isHit = taken !== undefined && [...taken].some((cell) => cell >= first && cell < first + length);
    if (isHourly && !isHit) return [{ cell: first, length, detour }];
    const cells = Array.from({ length }, (_, index) => first + index).filter((cell) => !taken?.has(cell));
    return cells.map((cell) => ({ cell, length: 1, detour: detour + weight * delayBetween(first, cell) }));
  }

  function* listRequests(): Generator<RequestInput> {
    for (const [request, application] of applications.entries()) {
      const weight = weights[request]!;
      yield {
        weight,
        penalty: weight * minutesOfNoSlot,
        channel: CHANNELS.indexOf(application.channel) as RequestInput['channel'],
        lottery: drawLotteryNumber(task.seed, application.id),
        windows: ways[request]!.flatMap((way) => windowsOf(way, weight, full.get(application.organisationId))),
        // Only where fairness weighs: the engine then counts the delay of each carrier.
        ...(task.fairnessStrength > 0 && { carrier: carriers.get(application.organisationId)! }),
      };
    }
  }

  return {
    problem: buildProblem({
      delayCost,
      checkpoints: grid.checkpoints,
      carrierQuota: Array.from(carriers, () => NONE),
      requests: listRequests(),
      seed: task.seed,
    }),
    costIn(request, cell) {
      const parts = ways[request]!.filter((way) => cell >= way.cell && cell < way.cell + way.length).map((way) => ({
        delay: weights[request]! * delayBetween(way.cell, cell),
        detour: way.detour,
      }));
      return parts.reduce((best, next) => (next.delay + next.detour < best.delay + best.detour ? next : best));
    },
  };
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

const delayOf = (hours: number) => delayCostOf({ delayCost }, hours);
