import type { Plan } from '../../shared/contract/plans.ts';
import { usePlan } from '../live/use-live.ts';

/** @returns the round as it was asked for, or as the live connection has brought it since: the larger seq */
export function useNewestPlan(planId: string, asked: Plan | undefined): Plan | undefined {
  const live = usePlan(planId);
  if (!live || !asked) return asked ?? live;
  return live.seq > asked.seq ? live : asked;
}
