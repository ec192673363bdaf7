import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assign } from '../../../server/planning/assign/assign.ts';
import { buildProblem, type RequestInput } from '../../../server/planning/build-problem.ts';
import { checkCertificate } from '../../../server/planning/certificate.ts';
import { NONE, type Problem } from '../../../server/planning/model.ts';
import type { PolicyPlan } from '../../../server/planning/policies/book-slots.ts';
import { planDailyQuota } from '../../../server/planning/policies/daily-quota.ts';
import { planFirstCome } from '../../../server/planning/policies/first-come.ts';
import { planPriorityFirst } from '../../../server/planning/policies/priority-first.ts';
import { planRationBySchedule } from '../../../server/planning/policies/ration-by-schedule.ts';
import { planOnlineRepair } from '../../../server/planning/repair/online-repair.ts';
import { tinyProblem } from './tiny-problems.ts';

const policies: Record<string, (problem: Problem) => PolicyPlan> = {
  'first come': planFirstCome,
  'priority first': planPriorityFirst,
  'ration by schedule': planRationBySchedule,
  'daily quota': (problem) => planDailyQuota(problem, 2),
  'online repair': planOnlineRepair,
  'online repair, one move each': (problem) => planOnlineRepair(problem, { movesEach: 1 }),
};

/** One checkpoint with these places, and one request per entry, from its first cell to the end. */
function queueAt(
  places: number[],
  requests: { from: number; weight?: number; lottery?: number; length?: number }[],
): Problem {
  return buildProblem({
    delayCost: { linear: 10, quadratic: 1 },
    checkpoints: [places.map((count) => [count, count, count])],
    requests: requests.map(
      ({ from, weight = 1, lottery = 0, length = places.length - from }): RequestInput => ({
        weight,
        penalty: 10_000,
        channel: 0,
        lottery,
        windows: [{ cell: from, length, detour: 0 }],
      }),
    ),
  });
}

describe.each(Object.entries(policies))('%s', (_, policy) => {
  it('keeps every limit and is never cheaper than the plan', () => {
    fc.assert(
      fc.property(tinyProblem, (problem) => {
        const plan = assign(problem);
        const { cellOf, objective } = policy(problem);
        expect(checkCertificate(problem, { ...plan, cellOf, objective }).faults).toEqual([]);
        expect(objective).toBeGreaterThanOrEqual(plan.objective);
      }),
      { numRuns: 100 },
    );
  });
});

describe('what the policies differ in', () => {
  it('first come serves in the order of asking, whoever waits for it', () => {
    expect([...planFirstCome(queueAt([1, 1], [{ from: 0 }, { from: 0, weight: 8 }])).cellOf]).toEqual([0, 1]);
  });

  it('priority first serves the heaviest first', () => {
    expect([...planPriorityFirst(queueAt([1, 1], [{ from: 0 }, { from: 0, weight: 8 }])).cellOf]).toEqual([1, 0]);
  });

  it('ration by schedule serves whoever wanted to cross first, and draws lots among equals', () => {
    const problem = queueAt([0, 1, 1, 1], [{ from: 1 }, { from: 0, lottery: 9 }, { from: 0, lottery: 2 }]);
    expect([...planRationBySchedule(problem).cellOf]).toEqual([3, 2, 1]);
  });

  it('daily quotas send everyone of a day to the queue, and whoever is not reached in time has booked for nothing', () => {
    const impatient = { from: 0, length: 1 };
    expect([...planDailyQuota(queueAt([1, 1], [impatient, impatient]), 2).cellOf]).toEqual([0, NONE]);
    expect([...planDailyQuota(queueAt([1, 1, 1, 1], [{ from: 0 }, { from: 0 }, { from: 0 }]), 2).cellOf]).toEqual([
      0, 1, 2,
    ]);
  });
});
