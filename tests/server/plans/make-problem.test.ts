import { describe, expect, test } from 'vitest';
import { checkProblem } from '../../../server/planning/check-problem.ts';
import { makeProblem } from '../../../server/plans/make-problem.ts';
import { planRound } from '../../../server/plans/plan-round.ts';
import { priorities, weightOf } from '../../../server/plans/priorities.ts';
import type { Decision, FreeSlot, OpenApplication, RoundTask } from '../../../server/plans/round.ts';

const hourMs = 3_600_000;

/** Two checkpoints of 48 hourly slots each, ids 1 to 48 and 49 to 96. */
const slots: FreeSlot[] = ['here', 'there'].flatMap((checkpointId, checkpoint) =>
  Array.from({ length: 48 }, (_, hour) => ({
    id: checkpoint * 48 + hour + 1,
    checkpointId,
    direction: 'out' as const,
    startsAt: hour * hourMs,
    minutes: 60,
    total: 1,
    inspected: 1,
    examined: 1,
  })),
);

const siblings = { 'here/KZ': [{ checkpointId: 'there', distanceKm: 100 }] };

function asks(changes: Partial<OpenApplication> = {}): OpenApplication {
  return {
    id: 'a1',
    organisationId: 'carrier',
    checkpointId: 'here',
    direction: 'out',
    earliest: 10 * hourMs - 1,
    latest: 14 * hourMs,
    flexible: false,
    class: 'general',
    channel: 'green',
    hsCode: '730890',
    vehicleCountry: 'KZ',
    ...changes,
  };
}

const windowsOf = (application: OpenApplication, fullForCarrier: RoundTask['fullForCarrier'] = []) => {
  const round = makeProblem({ seed: 's', fairnessStrength: 0, siblings, fullForCarrier }, [application], slots);
  checkProblem(round.problem);
  const { cell, length, detour } = round.problem.windows;
  return { round, windows: Array.from(cell, (first, index) => [first, length[index], detour[index]]) };
};

describe('windows', () => {
  test('what was wished for: slots that begin from the earliest time on and before the latest', () => {
    expect(windowsOf(asks()).windows).toEqual([[10, 4, 0]]);
    expect(windowsOf(asks({ earliest: 10 * hourMs + 1, latest: 11 * hourMs })).windows).toEqual([]);
    expect(windowsOf(asks({ checkpointId: 'nowhere' })).windows).toEqual([]);
  });

  test('a flexible one has the day after it and the siblings, each at its price', () => {
    const { linear, quadratic } = priorities.delayCost;
    const later = linear * 4 + quadratic * 16 + priorities.minutesOfLater;
    const sibling = 100 * priorities.minutesPerDetourKm + priorities.minutesOfSibling;
    expect(windowsOf(asks({ flexible: true })).windows).toEqual([
      [10, 4, 0],
      [14, 24, later],
      [48 + 10, 4, sibling],
    ]);
    const urgent = windowsOf(asks({ flexible: true, class: 'out-of-turn' })).windows;
    expect(urgent.map(([, , detour]) => detour)).toEqual([0, 3 * later, 3 * sibling]);
  });

  test('without the slots in which the carrier has its quota, and with the same cost for the others', () => {
    const full = [
      { organisationId: 'carrier', slotId: 12 },
      { organisationId: 'another', slotId: 11 },
    ];
    const { round, windows } = windowsOf(asks(), full);
    const { linear, quadratic } = priorities.delayCost;
    expect(windows).toEqual([
      [10, 1, 0],
      [12, 1, 2 * linear + 4 * quadratic],
      [13, 1, 3 * linear + 9 * quadratic],
    ]);
    expect(round.costIn(0, 12)).toEqual({ delay: 2 * linear + 4 * quadratic, detour: 0 });
  });
});

test('where slots are half an hour, waiting costs what the time costs: each slot is a window of its own', () => {
  const halfHours: FreeSlot[] = Array.from({ length: 96 }, (_, index) => ({
    ...slots[0]!,
    id: index + 1,
    startsAt: (index * hourMs) / 2,
    minutes: 30,
  }));
  const task = { seed: 's', fairnessStrength: 0, siblings: {}, fullForCarrier: [] };
  const { problem, costIn } = makeProblem(task, [asks({ latest: 12 * hourMs })], halfHours);
  checkProblem(problem);
  const { linear, quadratic } = priorities.delayCost;
  const costs = [0, 0.5, 1, 1.5].map((hours) => Math.round(linear * hours + quadratic * hours * hours));
  expect([...problem.windows.cell]).toEqual([20, 21, 22, 23]);
  expect([...problem.windows.length]).toEqual([1, 1, 1, 1]);
  expect([...problem.windows.detour]).toEqual(costs);
  expect([20, 21, 22, 23].map((cell) => costIn(0, cell).delay)).toEqual(costs);
});

test('fairness spreads the delay over the carriers, and says its price', () => {
  // Thirty trucks ask for the same thirty hours, and those of one carrier go first by their class.
  const applications = Array.from({ length: 30 }, (_, index) =>
    asks({
      id: `a${index}`,
      organisationId: `carrier-${index % 3}`,
      class: index % 3 === 0 ? 'post' : 'general',
      latest: 40 * hourMs,
    }),
  );
  const task: RoundTask = {
    seed: 'seed',
    fairnessStrength: 0,
    siblings: {},
    fullForCarrier: [],
    applications: JSON.stringify(applications),
    slots: JSON.stringify(slots),
  };
  const cheapest = planRound(task, () => {});
  const fair = planRound({ ...task, fairnessStrength: 2 }, () => {});
  expect(cheapest.priceOfFairness).toBeNull();
  expect(fair.priceOfFairness).toBeGreaterThan(0);
  expect(fair.lowerBound).toBe(cheapest.lowerBound);
  const meansOf = ({ decisions }: { decisions: string }) => {
    const delays = (JSON.parse(decisions) as Decision[]).map(({ slotId }) => slotId ?? 0);
    return [0, 1, 2].map((carrier) => delays.filter((_, index) => index % 3 === carrier).reduce((a, b) => a + b) / 10);
  };
  const spreadOf = (means: number[]) => Math.max(...means) - Math.min(...means);
  expect(spreadOf(meansOf(fair))).toBeLessThan(spreadOf(meansOf(cheapest)));
  const changed = (JSON.parse(fair.decisions) as Decision[]).filter(({ explanation }) => explanation === null);
  expect(changed.length).toBeGreaterThan(0);
});

test('weights: the dearer of class and goods', () => {
  expect(weightOf('general', '730890')).toBe(1);
  expect(weightOf('post', '730890')).toBe(2);
  expect(weightOf('post', '070200')).toBe(3);
  expect(weightOf('out-of-turn', '070200')).toBe(3);
});

test('the plan gives the earlier place to whom waiting costs more, says why, and names nobody else', () => {
  const applications = ['a1', 'a2', 'a3', 'a4', 'a5'].map((id, index) =>
    asks({ id, organisationId: `carrier-${index}`, class: id === 'a5' ? 'out-of-turn' : 'general' }),
  );
  const shares: number[] = [];
  const task: RoundTask = {
    seed: 'seed',
    fairnessStrength: 0,
    siblings,
    fullForCarrier: [],
    applications: JSON.stringify(applications),
    slots: JSON.stringify(slots),
  };
  const result = planRound(task, (share) => shares.push(share));
  const decisions = JSON.parse(result.decisions) as Decision[];
  expect(decisions.map(({ slotId }) => slotId).sort()).toEqual([11, 12, 13, 14, null]);
  expect(decisions[4]).toMatchObject({
    slotId: 11,
    delayCost: 0,
    detourCost: 0,
    penalty: 3 * priorities.minutesOfNoSlot,
  });
  const unlucky = decisions.find(({ slotId }) => slotId === null)!;
  const others = decisions.slice(0, 4).filter((decision) => decision !== unlucky);
  expect(unlucky.reason).toBe('NO_PLACE');
  for (const { lotteryNumber } of others) expect(lotteryNumber).toBeLessThan(unlucky.lotteryNumber);
  expect(unlucky.explanation).toMatchObject({ kind: 'lot' });
  expect(result.decisions).not.toContain('"request"');
  expect(shares.at(-1)).toBe(1);
  expect(shares).toEqual(shares.toSorted((a, b) => a - b));
  expect(planRound(task, () => {})).toEqual(result);
});
