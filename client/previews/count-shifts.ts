import type { PreviewMove } from '../../shared/contract/previews.ts';

/** Upper ends of the bars, hours; the first is for the same hour elsewhere, the last has no end. */
const shiftEnds = [0, 1, 3, 6, 12, 24, 72, Number.POSITIVE_INFINITY] as const;

export interface ShiftCounts {
  /** how many move to an earlier time */
  earlier: number;
  /** at most so many hours later, and more than the one before */
  later: { upToHours: number; count: number }[];
  unplaced: number;
}

/** @returns how many moves fall under each end and above the one before */
export function countShifts(moves: readonly PreviewMove[]): ShiftCounts {
  const hours = moves.flatMap(({ to, shiftMinutes }) => (to && shiftMinutes !== null ? [shiftMinutes / 60] : []));
  return {
    earlier: hours.filter((shift) => shift < 0).length,
    later: shiftEnds.map((upToHours, index) => ({
      upToHours,
      count: hours.filter((shift) => shift >= 0 && shift <= upToHours && shift > (shiftEnds[index - 1] ?? -1)).length,
    })),
    unplaced: moves.filter(({ to }) => to === null).length,
  };
}

export interface Flow {
  from: string;
  to: string;
  trucks: number;
  /** the longest detour of them */
  detourKm: number;
}

/** @returns from which checkpoint to which other trucks are sent, the most first */
export function countFlows(moves: readonly PreviewMove[]): Flow[] {
  const flows = new Map<string, Flow>();
  for (const { from, to, detourKm } of moves) {
    if (!to || to.checkpointId === from.checkpointId) continue;
    const key = `${from.checkpointId} ${to.checkpointId}`;
    const flow = flows.get(key) ?? { from: from.checkpointId, to: to.checkpointId, trucks: 0, detourKm: 0 };
    flows.set(key, { ...flow, trucks: flow.trucks + 1, detourKm: Math.max(flow.detourKm, detourKm ?? 0) });
  }
  return [...flows.values()].sort((a, b) => b.trucks - a.trucks);
}
