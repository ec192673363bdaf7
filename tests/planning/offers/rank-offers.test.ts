import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildProblem } from '../../../server/planning/build-problem.ts';
import { costOf } from '../../../server/planning/model.ts';
import { type Candidate, type OfferTerms, rankOffers } from '../../../server/planning/offers/rank-offers.ts';

const terms: OfferTerms = { delayCost: { linear: 60, quadratic: 5 }, slotMinutes: 60, weight: 1, moveCost: 0 };
const plain = { shiftMinutes: 0, outsideWish: 0, detour: 0, isCurrent: false, wait: null };
const rank = (candidates: Partial<Candidate<string>>[], other: Partial<OfferTerms> = {}) =>
  rankOffers(
    { ...terms, ...other },
    candidates.map((candidate, index) => ({ ...plain, slot: `${index}`, ...candidate })),
  );
const order = (candidates: Partial<Candidate<string>>[]) => rank(candidates).map(({ slot }) => slot);

const anyCandidate = fc.record({
  shiftMinutes: fc.integer({ min: -9000, max: 9000 }),
  outsideWish: fc.constantFrom(0, 120),
  detour: fc.constantFrom(0, 60, 250),
  isCurrent: fc.boolean(),
  wait: fc.oneof(fc.constant(null), fc.constant({ p50Minutes: 40, p80Minutes: 90 })),
});

describe('ranked offers', () => {
  it('cost what the model says: a slot of a window, its detour and the move', () => {
    const problem = buildProblem({
      delayCost: terms.delayCost,
      checkpoints: [Array.from({ length: 12 }, () => [1, 1, 1] as const)],
      requests: [
        {
          weight: 3,
          penalty: 99_999,
          channel: 0,
          windows: [{ cell: 0, length: 12, detour: 70 }],
          currentCell: 4,
          moveCost: 25,
        },
      ],
    });
    for (let slots = 0; slots < 12; slots++) {
      const candidate = { shiftMinutes: 60 * slots, detour: 70, isCurrent: slots === 4 };
      expect(rank([candidate], { weight: 3, moveCost: 25 })[0]!.total).toBe(costOf(problem, 0, slots));
    }
  });

  it('have parts that add up to their total, and come the cheapest first where all is known', () => {
    fc.assert(
      fc.property(fc.array(anyCandidate), (candidates) => {
        const offers = rank(candidates, { moveCost: 30 });
        expect(offers).toHaveLength(candidates.length);
        for (const { parts, total } of offers) {
          const sum = Object.values(parts).reduce((before: number, part) => before + (part ?? 0), 0);
          expect(sum).toBe(total);
        }
        const isKnown = candidates.every(({ wait }) => wait !== null);
        const by = offers.map(({ parts, total }) => (isKnown ? total : parts.delay + parts.detour + parts.move));
        expect(by).toEqual([...by].sort((a, b) => a - b));
      }),
    );
  });

  it('before the wish cost as much as after it, and the nearer comes first', () => {
    expect(order([{ shiftMinutes: 180 }, { shiftMinutes: -60 }, { shiftMinutes: 120 }])).toEqual(['1', '2', '0']);
    const [before, after] = rank([{ shiftMinutes: -120 }, { shiftMinutes: 120 }]);
    expect([before!.slot, before!.total]).toEqual(['0', after!.total]);
  });

  it('weigh a detour against the delay it saves', () => {
    const near = { shiftMinutes: 0, detour: 160 };
    expect(order([{ shiftMinutes: 120 }, near])).toEqual(['0', '1']);
    expect(order([{ shiftMinutes: 180 }, near])).toEqual(['1', '0']);
  });

  it('count the expected wait and its risk', () => {
    const long = { shiftMinutes: 0, wait: { p50Minutes: 100, p80Minutes: 190 } };
    const short = { shiftMinutes: 60, wait: { p50Minutes: 20, p80Minutes: 30 } };
    const [first, second] = rank([long, short]);
    expect(first).toEqual({
      slot: '1',
      parts: { delay: 65, detour: 0, move: 0, expectedWait: 20, risk: 10 },
      total: 95,
    });
    expect(second).toMatchObject({ parts: { delay: 0, expectedWait: 100, risk: 90 }, total: 190 });
  });

  it('lack the parts nobody knows, and then no wait decides', () => {
    const measured = { shiftMinutes: 0, wait: { p50Minutes: 500, p80Minutes: 900 } };
    const [first, second] = rank([{ shiftMinutes: 60 }, measured]);
    expect(first).toMatchObject({ slot: '1', total: 900 });
    expect(second).toMatchObject({ slot: '0', parts: { expectedWait: null, risk: null }, total: 65 });
  });
});
