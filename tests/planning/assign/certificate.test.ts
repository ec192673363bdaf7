import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assign } from '../../../server/planning/assign/assign.ts';
import { buildProblem } from '../../../server/planning/build-problem.ts';
import { boundFrom, checkCertificate } from '../../../server/planning/certificate.ts';
import { bestObjective, tinyProblem } from './tiny-problems.ts';

const problem = buildProblem({
  delayCost: { linear: 10, quadratic: 1 },
  checkpoints: [
    [
      [1, 1, 0],
      [1, 1, 1],
    ],
  ],
  carrierQuota: [1],
  requests: [
    { weight: 1, penalty: 100, channel: 0, carrier: 0, windows: [{ cell: 0, length: 2, detour: 0 }] },
    { weight: 1, penalty: 90, channel: 2, carrier: 0, windows: [{ cell: 0, length: 2, detour: 0 }] },
  ],
});
const plan = assign(problem);

describe('the certificate', () => {
  it('proves the plan', () => {
    expect(plan.objective).toBe(90);
    expect(checkCertificate(problem, plan)).toEqual({ faults: [], objective: 90, lowerBound: 90, optimal: true });
  });

  it.each([
    ['a cell where no window is', { cellOf: Int32Array.of(7, -1) }, 'none of its windows'],
    ['too many trucks', { cellOf: Int32Array.of(1, 1) }, 'cell 1 has 1 places (total) and 2 trucks'],
    ['an examined truck where none can be', { cellOf: Int32Array.of(-1, 0) }, 'cell 0 has 0 places (examined)'],
    ['a carrier over its quota', { cellOf: Int32Array.of(0, 1) }, 'carrier 0 has a quota of 1 and 2 trucks'],
    ['a decision too few', { cellOf: Int32Array.of(0) }, '1 decisions for 2 requests'],
    ['a false cost', { objective: 89 }, 'the plan costs 90 and says 89'],
    ['a false bound', { lowerBound: 91 }, 'the prices prove 90 and the plan says 91'],
    ['a negative price', { prices: { ...plan.prices, total: Float64Array.of(-1, 0) } }, 'price total[0] is -1'],
    [
      'a price that is no number',
      { prices: { ...plan.prices, carrier: Float64Array.of(Number.NaN) } },
      'price carrier[0]',
    ],
    ['a price missing', { prices: { ...plan.prices, examined: Float64Array.of(0) } }, '1 prices (examined) for 2'],
  ])('finds %s', (_, change, fault) => {
    const report = checkCertificate(problem, { ...plan, ...change });
    expect(report.optimal).toBe(false);
    expect(report.faults.join()).toContain(fault);
  });

  it('bounds the best plan from below at any prices', () => {
    const price = fc.integer({ min: 0, max: 60 });
    fc.assert(
      fc.property(tinyProblem, fc.infiniteStream(price), (any, stream) => {
        const draw = (length: number) => Float64Array.from({ length }, () => stream.next().value!);
        const cells = any.places.total.length;
        const prices = {
          total: draw(cells),
          inspected: draw(cells),
          examined: draw(cells),
          carrier: Float64Array.from(any.carrierQuota, (quota) => (quota === -1 ? 0 : stream.next().value!)),
        };
        expect(boundFrom(any, prices)).toBeLessThanOrEqual(bestObjective(any));
      }),
      { numRuns: 200 },
    );
  });
});
