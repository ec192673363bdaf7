import type { PlanStartParts, runPlan } from '../server/plans/index.ts';

/** The parts of a process that the demo world uses: those that start rounds, and those that run them. */
export type DemoParts = PlanStartParts & Parameters<typeof runPlan>[0];
