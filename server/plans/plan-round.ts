import { assign } from '../planning/assign/assign.ts';
import { checkProblem } from '../planning/check-problem.ts';
import { explainAll } from '../planning/explain/explain.ts';
import type { Explanation } from '../planning/explain/explanation.ts';
import { summarise } from '../planning/explain/summarise.ts';
import { inLotteryOrder } from '../planning/lottery-order.ts';
import { NONE } from '../planning/model.ts';
import { makeProblem } from './make-problem.ts';
import type { Decision, FreeSlot, OpenApplication, RoundResult, RoundTask } from './round.ts';

/** How the time goes, measured at 20,000 applications: the auction and its proof, then an explanation each. */
const shareOfAssign = 0.7;

/** Plans a round with the engine. Pure, for a thread: JSON of the database goes in, JSON for the database comes out. */
export function planRound(task: RoundTask, report: (share: number) => void): RoundResult {
  const round = planAll(task, (share) => report(share * shareOfAssign));
  const explanations = explainAll(round.problem, round.plan);
  report(1);
  return {
    ...round.figures,
    decisions: JSON.stringify(round.decide((request) => round.explain(explanations[request]!))),
  };
}

/** Plans those again whom the claim refused. Without explanations: the reason of the refusal says more than what was left. */
export function repairRound(task: RoundTask, report: (share: number) => void): RoundResult {
  const round = planAll(task, report);
  return { ...round.figures, decisions: JSON.stringify(round.decide(() => null)) };
}

function planAll(task: RoundTask, report: (share: number) => void) {
  const applications = JSON.parse(task.applications) as OpenApplication[];
  const slots = JSON.parse(task.slots) as FreeSlot[];
  const { problem, costIn } = makeProblem(task, applications, slots);
  checkProblem(problem);
  const plan = inLotteryOrder(problem, (ordered) => assign(ordered, { onProgress: report }));
  const { requests } = problem;

  function decide(request: number, explanation: unknown): Decision {
    const application = applications[request]!;
    const cell = plan.cellOf[request]!;
    const slot = cell === NONE ? null : slots[cell]!;
    const cost = slot ? costIn(request, cell) : { delay: 0, detour: 0 };
    const hadWindow = requests.firstWindow[request + 1]! > requests.firstWindow[request]!;
    return {
      applicationId: application.id,
      lotteryNumber: requests.lottery[request]!,
      slotId: slot?.id ?? null,
      reason: slot ? null : hadWindow ? 'NO_PLACE' : 'NO_SLOT_IN_WINDOW',
      delayCost: cost.delay,
      detourCost: cost.detour,
      penalty: requests.penalty[request]!,
      inWindow: slot?.checkpointId === application.checkpointId && slot.startsAt < application.latest,
      explanation,
    };
  }

  const nameSlot = (cell: number) => {
    const { checkpointId, direction, startsAt } = slots[cell]!;
    return { checkpointId, direction, startsAt: new Date(startsAt).toISOString() };
  };

  return {
    problem,
    plan,
    figures: { requests: requests.count, lowerBound: plan.lowerBound },
    decide: (explain: (request: number) => unknown) =>
      applications.map((_, request) => decide(request, explain(request))),
    // A round's unit of cost is a minute of an ordinary truck already.
    explain: (explanation: Explanation) => summarise(explanation, nameSlot, 1),
  };
}
