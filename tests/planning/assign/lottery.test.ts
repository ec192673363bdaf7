import { describe, expect, it } from 'vitest';
import { assign } from '../../../server/planning/assign/assign.ts';
import { drawLotteryNumber } from '../../../server/planning/assign/lottery.ts';
import { buildProblem, type RequestInput } from '../../../server/planning/build-problem.ts';
import { NONE } from '../../../server/planning/model.ts';

const claim: RequestInput = { weight: 1, penalty: 100, channel: 0, windows: [{ cell: 0, length: 2, detour: 0 }] };

function planFor(requests: RequestInput[], carrierQuota: number[] = [NONE, NONE]) {
  return assign(
    buildProblem({
      delayCost: { linear: 10, quadratic: 0 },
      checkpoints: [
        [
          [1, 1, 1],
          [1, 1, 1],
        ],
      ],
      carrierQuota,
      requests,
    }),
  );
}

describe('the lottery', () => {
  it('gives equal claims their cells in the order of their numbers, whatever the order of asking', () => {
    const numbers = [30, 10, 20];
    const plan = planFor(numbers.map((lottery) => ({ ...claim, lottery })));
    expect([...plan.cellOf]).toEqual([NONE, 0, 1]);
    const turned = planFor([...numbers].reverse().map((lottery) => ({ ...claim, lottery })));
    expect([...turned.cellOf]).toEqual([1, 0, NONE]);
  });

  it('does not let a good number beat a claim that weighs more', () => {
    const plan = planFor([
      { ...claim, lottery: 1 },
      { ...claim, weight: 2, lottery: 2 },
    ]);
    expect([...plan.cellOf]).toEqual([1, 0]);
  });

  it('asks nothing of carriers without a quota, and does not mix those with one', () => {
    const first = { ...claim, carrier: 0, lottery: 2 };
    const second = { ...claim, carrier: 1, lottery: 1 };
    expect([...planFor([first, second]).cellOf]).toEqual([1, 0]);
    expect([...planFor([first, second], [1, 0]).cellOf]).toEqual([0, NONE]);
  });

  it('draws from the seed and the request alone', () => {
    expect(drawLotteryNumber('seed', 'r1')).toBe(drawLotteryNumber('seed', 'r1'));
    expect(drawLotteryNumber('seed', 'r1')).not.toBe(drawLotteryNumber('seed', 'r2'));
    expect(drawLotteryNumber('seed', 'r1')).not.toBe(drawLotteryNumber('other', 'r1'));
  });
});
