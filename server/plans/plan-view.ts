import type { Plan } from '../../shared/contract/plans.ts';
import type { Plan as PlanRow } from '../platform/database/generated/client.ts';
import { hashSeed } from './seed-hash.ts';

/**
 * A plan as everyone may see it: no name of a person or a carrier is in it. Its seed is there when it is over and no sooner: a carrier chooses the id of
 * its application, and whoever knew the seed would choose one that draws a small number.
 */
export function planView(row: PlanRow): Plan {
  const { requests, assigned, inWindow } = row;
  const lowerBound = row.lowerBound === null ? null : Number(row.lowerBound);
  const plannedObjective = row.plannedObjective === null ? null : Number(row.plannedObjective);
  const objective = row.objective === null ? null : Number(row.objective);
  return {
    id: row.id,
    state: row.state as Plan['state'],
    progress: row.progress,
    cancelRequested: row.cancelRequested,
    horizon: { from: row.horizonFrom.toISOString(), to: row.horizonTo.toISOString() },
    seed: row.endedAt === null ? null : row.seed,
    seedHash: hashSeed(row.seed),
    openedAt: row.openedAt?.toISOString() ?? null,
    closedAt: row.closedAt?.toISOString() ?? null,
    publicationAt: row.publicationAt?.toISOString() ?? null,
    startedBy: row.madeBy === null ? 'schedule' : 'planner',
    madeAt: row.madeAt.toISOString(),
    startedAt: row.startedAt?.toISOString() ?? null,
    endedAt: row.endedAt?.toISOString() ?? null,
    failure: row.failure,
    figures: {
      requests,
      computeSeconds: row.computeSeconds,
      lowerBound,
      plannedObjective,
      plannedGap: gapOf(lowerBound, plannedObjective),
      objective,
      gap: gapOf(lowerBound, objective),
      replaced: row.replaced,
      lost: row.lost,
      assigned,
      unassigned: requests === null || assigned === null ? null : requests - assigned,
      inWindowShare: requests === null || inWindow === null ? null : requests === 0 ? 1 : inWindow / requests,
      fairnessStrength: row.fairnessStrength,
      priceOfFairness: row.priceOfFairness,
    },
    fairness: row.fairness as Plan['fairness'],
    seq: Number(row.seq),
  };
}

function gapOf(lowerBound: number | null, objective: number | null): number | null {
  if (lowerBound === null || objective === null) return null;
  return objective === lowerBound ? 0 : (objective - lowerBound) / Math.max(1, lowerBound);
}
