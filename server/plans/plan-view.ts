import type { Plan } from '../../shared/contract/plans.ts';
import type { Plan as PlanRow } from '../platform/database/generated/client.ts';

/** A plan as everyone may see it: no name of a person or a carrier is in it. */
export function planView(row: PlanRow): Plan {
  const { requests, assigned, inWindow } = row;
  const lowerBound = row.lowerBound === null ? null : Number(row.lowerBound);
  const objective = row.objective === null ? null : Number(row.objective);
  return {
    id: row.id,
    state: row.state as Plan['state'],
    progress: row.progress,
    cancelRequested: row.cancelRequested,
    horizon: { from: row.horizonFrom.toISOString(), to: row.horizonTo.toISOString() },
    seed: isDrawn(row) ? row.seed : null,
    startedBy: row.madeBy === null ? 'schedule' : 'planner',
    madeAt: row.madeAt.toISOString(),
    startedAt: row.startedAt?.toISOString() ?? null,
    endedAt: row.endedAt?.toISOString() ?? null,
    failure: row.failure,
    figures: {
      requests,
      computeSeconds: row.computeSeconds,
      lowerBound,
      objective,
      gap: gapOf(lowerBound, objective),
      assigned,
      unassigned: requests === null || assigned === null ? null : requests - assigned,
      inWindowShare: requests === null || inWindow === null ? null : requests === 0 ? 1 : inWindow / requests,
    },
    seq: Number(row.seq),
  };
}

/**
 * Published only when asking is over: a carrier chooses the id of its application, and whoever knew the seed would choose one that draws a
 * small number.
 */
const isDrawn = ({ state }: PlanRow) => state !== 'queued' && state !== 'running';

function gapOf(lowerBound: number | null, objective: number | null): number | null {
  if (lowerBound === null || objective === null) return null;
  return objective === lowerBound ? 0 : (objective - lowerBound) / Math.max(1, lowerBound);
}
