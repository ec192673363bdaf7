import { assign } from '../planning/assign/assign.ts';
import { checkProblem } from '../planning/check-problem.ts';
import { explainAll } from '../planning/explain/explain.ts';
import type { Explanation } from '../planning/explain/explanation.ts';
import { summarise } from '../planning/explain/summarise.ts';
import { planFairly } from '../planning/fairness/plan-fairly.ts';
import { inLotteryOrder } from '../planning/lottery-order.ts';
import { NONE, objectiveOf, type Problem } from '../planning/model.ts';
import { makeProblem } from './make-problem.ts';
import type { Decision, FreeSlot, OpenApplication, RoundResult, RoundTask } from './round.ts';

/** How the time goes, measured at 20,000 applications: the auction and its proof, then an explanation each. */
const shareOfAssign = 0.7;
/** A round's unit of cost is a minute of an ordinary truck already. */
const costPerMinute = 1;

/**
 * Plans a round with the engine, or those of a round again whom the claim refused: then each is explained against the places that were left. Pure, for a
 * thread: JSON of the database goes in, JSON for the database comes out.
 */
export function planRound(task: RoundTask, report: (share: number) => void): RoundResult {
  const round = planAll(task, (share) => report(share * shareOfAssign));
  const explanations = explainAll(round.problem, round.exact);
  report(1);
  return { ...round.figures, decisions: JSON.stringify(round.decide(explanations)) };
}

function planAll(task: RoundTask, report: (share: number) => void) {
  const applications = JSON.parse(task.applications) as OpenApplication[];
  const slots = JSON.parse(task.slots) as FreeSlot[];
  const { problem, costIn } = makeProblem(task, applications, slots);
  checkProblem(problem);
  const { exact, cellOf, priceOfFairness } = solve(problem, task.fairnessStrength, report);
  const { requests } = problem;

  function decideOne(request: number, explanation: Explanation): Decision {
    const application = applications[request]!;
    const cell = cellOf[request]!;
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
      // Reasons are those of the cheapest plan; for what fairness changed there is none that is proved.
      explanation: cell === exact.cellOf[request] ? summarise(explanation, nameSlot, costPerMinute) : null,
    };
  }

  const nameSlot = (cell: number) => {
    const { checkpointId, direction, startsAt } = slots[cell]!;
    return { checkpointId, direction, startsAt: new Date(startsAt).toISOString() };
  };

  return {
    problem,
    exact,
    figures: {
      requests: requests.count,
      objective: objectiveOf(problem, cellOf),
      lowerBound: exact.lowerBound,
      priceOfFairness,
    },
    decide: (explanations: readonly Explanation[]) =>
      applications.map((_, request) => decideOne(request, explanations[request]!)),
  };
}

/** The cheapest plan, and where fairness weighs the one that trades a little of its cost for even delays. */
function solve(problem: Problem, fairnessStrength: number, report: (share: number) => void) {
  if (fairnessStrength === 0) {
    const exact = inLotteryOrder(problem, (ordered) => assign(ordered, { onProgress: report }));
    return { exact, cellOf: exact.cellOf, priceOfFairness: null };
  }
  const { exact, cellOf, fairness } = planFairly(problem, fairnessStrength, { onProgress: report });
  const price = fairness.priceOfFairness;
  return { exact, cellOf, priceOfFairness: Number.isFinite(price) ? price : null };
}
