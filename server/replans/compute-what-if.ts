import { openScene } from './open-scene.ts';
import type { PreviewTask } from './preview-task.ts';
import { countOver } from './previewed-slots.ts';
import { listRosters } from './queue-roster.ts';
import { countReplications, nobody, simulateWaits } from './simulate-waits.ts';

export type WhatIfTask = Omit<PreviewTask, 'siblings' | 'sensitivePrefixes' | 'displaced'>;
export type WhatIfResult = ReturnType<typeof computeWhatIf>;

/** Places and waits of one queue with other lanes, shares and minutes, and nobody moved. Pure, for a thread. */
export function computeWhatIf(task: WhatIfTask) {
  const scene = openScene(task);
  const { slots, trucks, period, rulesBefore, rulesAfter } = scene;
  const isShown = (cell: number) => slots[cell]!.startsAtMs < period.toMs && slots[cell]!.endsAtMs > period.fromMs;
  const replications = countReplications(trucks.length, 2);
  const waits = simulateWaits(
    {
      ...{ slots, rulesBefore, rulesAfter, replications, gateRules: task.gateRules, seed: task.seed, counts: isShown },
      rosters: listRosters(slots, trucks, [], isShown, task.nowMs),
    },
    ['now', 'unmoved'],
  );
  const shown = slots.flatMap((slot, cell) => (isShown(cell) ? [{ slot, wait: waits.ofCell.get(cell) }] : []));
  return {
    hours: shown.map(({ slot, wait }) => ({
      startsAt: new Date(slot.startsAtMs).toISOString(),
      taken: slot.taken,
      before: slot.before,
      after: slot.after,
      limitedBy: slot.after.limitedBy,
      wait: { now: wait?.now ?? nobody, changed: wait?.unmoved ?? nobody },
    })),
    overfull: shown.reduce((sum, { slot }) => sum + countOver(slot.taken, slot.after), 0),
    replications,
  };
}
