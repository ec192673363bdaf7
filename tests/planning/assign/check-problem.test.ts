import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildProblem, type ProblemInput, type RequestInput } from '../../../server/planning/build-problem.ts';
import { checkProblem } from '../../../server/planning/check-problem.ts';
import { type Channel, MAX_PENALTY } from '../../../server/planning/model.ts';
import { tinyProblem } from './tiny-problems.ts';

const request: RequestInput = {
  weight: 1,
  penalty: 100,
  channel: 0,
  windows: [{ cell: 0, length: 2, detour: 0 }],
};
const input: ProblemInput = {
  delayCost: { linear: 10, quadratic: 1 },
  checkpoints: [
    [
      [2, 1, 1],
      [2, 1, 0],
    ],
    [[1, 1, 1]],
  ],
  carrierQuota: [3],
  requests: [request],
};

function refusal(change: Partial<ProblemInput>, changedRequest: Partial<RequestInput> = {}) {
  return () => checkProblem(buildProblem({ ...input, requests: [{ ...request, ...changedRequest }], ...change }));
}

describe('checkProblem', () => {
  it('takes every sound problem', () => {
    expect(refusal({})).not.toThrow();
    expect(
      refusal({ checkpoints: [[[1, 1, 1]], [], [[2, 2, 2]]] }, { windows: [{ cell: 1, length: 1, detour: 0 }] }),
    ).not.toThrow();
    fc.assert(
      fc.property(tinyProblem, (problem) => {
        checkProblem(problem);
      }),
    );
  });

  it.each([
    ['places.total[0]', { checkpoints: [[[-1, 0, 0]]] }],
    ['places.inspected[0]', { checkpoints: [[[1, 2, 0]]] }],
    ['places.examined[0]', { checkpoints: [[[2, 1, 2]]] }],
    ['delayCost.linear', { delayCost: { linear: -1, quadratic: 0 } }],
    ['delayCost.quadratic', { delayCost: { linear: 0, quadratic: 0.5 } }],
    ['carrierQuota[0]', { carrierQuota: [-7] }],
  ] satisfies [string, Partial<ProblemInput>][])('names %s', (path, change) => {
    expect(refusal(change)).toThrow(path);
  });

  it.each([
    ['requests[0].weight', { weight: -1 }],
    ['requests[0].penalty', { penalty: MAX_PENALTY + 1 }],
    ['requests[0].carrier', { carrier: 1 }],
    ['requests[0].currentCell', { currentCell: 3 }],
    ['requests[0].moveCost', { moveCost: -1 }],
    ['requests[0].windows[0].cell', { windows: [{ cell: -1, length: 1, detour: 0 }] }],
    ['requests[0].windows[0].length', { windows: [{ cell: 0, length: 0, detour: 0 }] }],
    ['requests[0].windows[0].length', { windows: [{ cell: 1, length: 2, detour: 0 }] }],
    ['requests[0].windows[0].detour', { windows: [{ cell: 0, length: 1, detour: -1 }] }],
  ] satisfies [string, Partial<RequestInput>][])('names %s', (path, change) => {
    expect(refusal({}, change)).toThrow(path);
  });

  it('refuses numbers that no column holds, with the column named', () => {
    expect(refusal({}, { weight: 0.5 })).toThrow('requests.weight[0]');
    expect(refusal({}, { penalty: 2 ** 40 })).toThrow('requests.penalty[0]');
    expect(refusal({}, { channel: 256 as Channel })).toThrow('requests.channel[0]');
    expect(refusal({}, { lottery: 2 ** 32 })).toThrow('requests.lottery[0]');
  });
});
