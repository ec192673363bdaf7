/** The public face of plans: what other capabilities may use. */

export { endPastApplications } from './end-past-applications.ts';
export { getPlan, listPlans } from './get-plan.ts';
export { keepRounds } from './keep-rounds.ts';
export { createPlanFeed } from './plan-feed.ts';
export { createApplicationsRouter, createPlansRouter } from './plans.router.ts';
export { createRoundScheduleRouter } from './round-schedule.router.ts';
export { changeRoundSchedule, getScheduledRounds } from './round-schedule.ts';
export { runPlan } from './run-plan.ts';
export { type PlanStartParts, type PlanTask, startScheduledPlan } from './start-plan.ts';
export { submitApplications } from './submit-applications.ts';
export { wakePlans } from './wake-plans.ts';
