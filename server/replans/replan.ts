import { assign } from '../planning/assign/assign.ts';
import { drawLotteryNumber } from '../planning/assign/lottery.ts';
import { buildProblem, type SlotPlaces } from '../planning/build-problem.ts';
import { checkProblem } from '../planning/check-problem.ts';
import { inLotteryOrder } from '../planning/lottery-order.ts';
import { costOf, NONE } from '../planning/model.ts';
import type { BookedTruck } from './booked-trucks.ts';
import { type Claim, claimsOfOverfull, claimsOfTransfer } from './claims.ts';
import { leftOf } from './left-places.ts';
import type { ReplanTask } from './preview-task.ts';
import { countOver, type PreviewedSlot } from './previewed-slots.ts';
import { noticeHours, replanCosts } from './replan-costs.ts';

/** One truck that leaves its slot, or has to and finds no place. */
export interface Move {
  truck: BookedTruck;
  group: Claim['group'];
  /** Null: no place. */
  toCell: number | null;
  reason: 'NO_PLACE' | 'NO_SLOT_IN_WINDOW' | null;
  detourKm: number | null;
}

export interface Replan {
  moves: Move[];
  /** Trucks in overfull slots that are not to be moved. */
  stays: number;
  /** Cost of the ways of all moves, in weighted minutes, and what no plan with as many moves goes below. */
  objective: number;
  lowerBound: number;
}

/**
 * The fewest and smallest moves that make every slot fit again, as the engine assigns them; with a proof that there are no smaller ones. Trucks that
 * have come, and those whose slots begin within {@link noticeHours}, take their places first and stay. Where a regime ends, those whom it moved
 * go back as far as there is room; a transfer sends as many as were asked for, if the other checkpoint has the room.
 *
 * Equal claims draw lots by the seed: the same task gives the same plan.
 */
export function replan(
  task: ReplanTask,
  slots: readonly PreviewedSlot[],
  trucks: readonly BookedTruck[],
  onProgress?: (share: number) => void,
): Replan {
  const toldMs = task.nowMs + noticeHours * 3_600_000;
  const isMovable = ({ cell, isHere }: BookedTruck) => cell !== NONE && !isHere && slots[cell]!.startsAtMs >= toldMs;
  const overfull = slots.map((slot) => slot.isConcerned && countOver(slot.taken, slot.after) > 0);
  const stays = trucks.filter((truck) => overfull[truck.cell] && !isMovable(truck)).length;
  const isTransfer = task.change.kind === 'transfer';
  const leaving = isTransfer ? [] : trucks.filter((truck) => isMovable(truck) && overfull[truck.cell]);
  const back = isTransfer ? [] : listDisplaced(task, slots, trucks, toldMs, (cell) => overfull[cell]!);
  const left = leftOf(slots, [...leaving, ...back.map(({ truck }) => truck)], toldMs);
  const context = { task, slots, left, toldMs };
  const { claims, checkpoints, most } = isTransfer
    ? claimsOfTransfer(context, trucks.filter(isMovable))
    : claimsOfOverfull(context, leaving, back);
  return { ...solve(task, claims, checkpoints, most, onProgress), stays };
}

/** Whom a regime that ends has moved, and who could be told to go back. In an overfull slot, a truck is one of those who have to leave it. */
function listDisplaced(
  { displaced }: ReplanTask,
  slots: readonly PreviewedSlot[],
  trucks: readonly BookedTruck[],
  toldMs: number,
  isOverfull: (cell: number) => boolean,
) {
  if (displaced.length === 0) return [];
  const byId = new Map(trucks.map((truck) => [truck.id, truck]));
  const cellOf = new Map(slots.map((slot, cell) => [slot.id, cell]));
  return displaced.flatMap(({ bookingId, slotId }) => {
    const [truck, oldCell] = [byId.get(bookingId), cellOf.get(slotId)];
    if (!truck || oldCell === undefined || truck.cell === NONE || truck.isHere || isOverfull(truck.cell)) return [];
    const isSoon = slots[oldCell]!.startsAtMs < toldMs || slots[truck.cell]!.startsAtMs < toldMs;
    return isSoon || oldCell === truck.cell ? [] : [{ truck, oldCell }];
  });
}

function solve(
  { seed }: ReplanTask,
  claims: readonly Claim[],
  checkpoints: readonly SlotPlaces[],
  most: number | null,
  onProgress?: (share: number) => void,
): Omit<Replan, 'stays'> {
  const problem = buildProblem({
    delayCost: replanCosts.delayCost,
    checkpoints,
    carrierQuota: most === null ? [] : [most],
    requests: claims.map((claim) => ({
      weight: claim.weight,
      penalty: claim.penalty,
      channel: claim.truck.channel,
      lottery: drawLotteryNumber(seed, claim.truck.id),
      windows: claim.ways,
      currentCell: claim.currentCell,
      moveCost: claim.step,
      carrier: most === null ? NONE : 0,
    })),
    seed,
  });
  checkProblem(problem);
  const plan = inLotteryOrder(problem, (ordered) => assign(ordered, onProgress ? { onProgress } : {}));

  let objective = 0;
  const moves: Move[] = [];
  claims.forEach((claim, request) => {
    const { truck, group, step, currentCell } = claim;
    const cell = plan.cellOf[request]!;
    if (cell === NONE && most !== null) return;
    if (cell !== NONE) objective += costOf(problem, request, cell) - (cell === currentCell ? 0 : step);
    if (cell === truck.cell) return;
    const reason = cell !== NONE ? null : claim.hasWayOut ? 'NO_PLACE' : 'NO_SLOT_IN_WINDOW';
    const detourKm = cell === NONE ? null : claim.detourKmTo(cell);
    moves.push({ truck, group, toCell: cell === NONE ? null : cell, reason, detourKm });
  });
  return { moves, objective, lowerBound: objective - (plan.objective - plan.lowerBound) };
}
