import type { PreviewSlot } from '../../shared/contract/previews.ts';
import type { Places } from '../planning/capacity.ts';
import type { BookedTruck } from './booked-trucks.ts';
import { hashTrucks } from './hash-trucks.ts';
import { openScene, type Scene } from './open-scene.ts';
import type { PlanResult, PreviewTask, WaitsResult } from './preview-task.ts';
import { listRosters } from './queue-roster.ts';
import { type Move, type Replan, replan } from './replan.ts';
import { countReplications, simulateWaits, type WaitTask } from './simulate-waits.ts';
import { shiftMsOf, sumUp } from './sum-up.ts';

/** How the time of the plan goes, measured with a week at all 37 checkpoints. */
const shares = { places: 0.3, plan: 0.3 };

/**
 * Computes what a change does, for a thread: places, the plan of moves, and the waits once they are made. JSON of the database goes in, JSON for the
 * database comes out; the same task gives the same answer. {@link computeWaits} does the rest of it, on another thread at the same time: the
 * waits without the moves hang on nothing that is computed here.
 */
export function computePlan(task: PreviewTask, report: (share: number) => void): PlanResult {
  const scene = openScene(task);
  const { slots, trucks, period } = scene;
  report(shares.places);
  const plan = replan(task, slots, trucks, (share) => report(shares.places + share * shares.plan));
  report(shares.places + shares.plan);
  const waits = simulateMoved(scene, task, plan.moves, (share) =>
    report(shares.places + shares.plan + share * (1 - shares.places - shares.plan)),
  );

  const isShown = slots.map((_, cell) => scene.isConcerned(cell));
  for (const { truck, toCell } of plan.moves) {
    isShown[truck.cell] = true;
    if (toCell !== null) isShown[toCell] = true;
  }
  const shown = slots.filter((_, cell) => isShown[cell]);
  const touched = new Set([...scene.named, ...shown.map(({ checkpointId }) => checkpointId)]);
  return {
    fromMs: shown.reduce((first, { startsAtMs }) => Math.min(first, startsAtMs), period.fromMs),
    toMs: shown.reduce((last, { endsAtMs }) => Math.max(last, endsAtMs), period.fromMs),
    rulesVersions: Object.fromEntries(
      scene.rules.filter(({ id }) => touched.has(id)).map(({ id, rulesVersion }) => [id, rulesVersion]),
    ),
    figures: sumUp(slots, plan),
    wait: waits.ofAll,
    slots: JSON.stringify(listSlotRows(scene, isShown, plan, waits.ofCell)),
    moves: JSON.stringify(plan.moves.map((move) => moveRow(scene, move))),
  };
}

/** The waits as things are, and with the change where nobody is moved. */
export function computeWaits(task: PreviewTask): WaitsResult {
  const scene = openScene(task);
  const { slots, trucks } = scene;
  const rosters = listRosters(slots, trucks, [], scene.isConcerned, task.nowMs);
  const waits = simulateWaits(waitTask(scene, task, rosters), ['now', 'unmoved']);
  return {
    ofAll: waits.ofAll,
    replications: countReplications(trucks.length, 3),
    slots: JSON.stringify([...waits.ofCell].map(([cell, wait]) => ({ slotId: slots[cell]!.id, wait }))),
  };
}

function waitTask(scene: Scene, task: PreviewTask, rosters: WaitTask['rosters']): WaitTask {
  const { slots, trucks, rulesBefore, rulesAfter, isConcerned } = scene;
  return {
    ...{ slots, rosters, rulesBefore, rulesAfter, seed: task.seed, gateRules: task.gateRules, counts: isConcerned },
    replications: countReplications(trucks.length, 3),
  };
}

type WaitOfRow = Partial<NonNullable<PreviewSlot['wait']>>;

/** With the moves. Of siblings that get trucks also without, since nobody else simulates them: their rules stay as they are. */
function simulateMoved(scene: Scene, task: PreviewTask, moves: readonly Move[], report: (share: number) => void) {
  const { slots, trucks, isConcerned } = scene;
  const rosters = listRosters(slots, trucks, moves, isConcerned, task.nowMs);
  const moved = simulateWaits(waitTask(scene, task, rosters), ['moved'], report);
  const others = rosters.filter(({ first, end }) => !slots.slice(first, end).some((slot) => slot.isConcerned));
  const { ofCell } = simulateWaits(waitTask(scene, task, others), ['now']);
  const all = new Map<number, WaitOfRow>(moved.ofCell);
  for (const [cell, { now }] of ofCell) all.set(cell, { now, unmoved: now, ...all.get(cell) });
  return { ofCell: all, ofAll: moved.ofAll.moved };
}

function listSlotRows(
  { slots, trucks }: Scene,
  isShown: readonly boolean[],
  { moves }: Replan,
  waits: ReadonlyMap<number, WaitOfRow>,
) {
  const takenAfter = slots.map(({ taken }) => ({ ...taken }));
  const loses = new Set<number>();
  for (const { truck, toCell } of moves) {
    loses.add(truck.cell);
    if (toCell === null) continue;
    add(takenAfter[truck.cell]!, truck, -1);
    add(takenAfter[toCell]!, truck, 1);
  }
  const hashes = hashTrucks(trucks, loses);
  return slots.flatMap((slot, cell) => {
    if (!isShown[cell]) return [];
    const { before, after, taken } = slot;
    return [
      {
        slotId: slot.id,
        before,
        ...{ closedBecause: after.closedBecause, side: after.limitedBy?.side, stage: after.limitedBy?.stage },
        ...{ total: after.total, inspected: after.inspected, examined: after.examined },
        ...{ kzLanes: slot.kzLanes, neighbourLanes: slot.neighbourLanes, taken, takenAfter: takenAfter[cell] },
        ...{ hash: hashes.get(cell), wait: waits.get(cell) },
      },
    ];
  });
}

function add(places: Places, { channel }: BookedTruck, trucks: 1 | -1): void {
  places.total += trucks;
  if (channel > 0) places.inspected += trucks;
  if (channel > 1) places.examined += trucks;
}

function moveRow({ slots }: Scene, move: Move) {
  const { truck, toCell, reason, group, detourKm } = move;
  return {
    ...{ bookingId: truck.id, fromSlotId: slots[truck.cell]!.id, reason, group, detourKm },
    toSlotId: toCell === null ? null : slots[toCell]!.id,
    shiftMinutes: toCell === null ? null : Math.round(shiftMsOf(slots, move) / 60_000),
  };
}
