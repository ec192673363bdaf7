import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  carrierQuota,
  classQuota,
  offerOfSide,
  type Places,
  placesOfSlot,
  roundOverDay,
  type SideHour,
} from '../../server/planning/capacity.ts';

/** Two lanes at six minutes, one scanner at twelve, one bay at an hour: 17, 4.25 and 0.85 places an hour. */
const post: SideHour = {
  lanes: 2,
  scanners: 1,
  bays: 1,
  documentMinutes: 6,
  scanMinutes: 12,
  examinationMinutes: 60,
  scanShare: 0,
  examinationShare: 0,
};

const sideHour: fc.Arbitrary<SideHour> = fc.record({
  lanes: fc.nat(8),
  scanners: fc.nat(3),
  bays: fc.nat(6),
  documentMinutes: fc.double({ min: 1, max: 30, noNaN: true }),
  scanMinutes: fc.double({ min: 1, max: 60, noNaN: true }),
  examinationMinutes: fc.double({ min: 5, max: 240, noNaN: true }),
  scanShare: fc.double({ min: 0, max: 1, noNaN: true }),
  examinationShare: fc.double({ min: 0, max: 1, noNaN: true }),
});

describe('what one side offers', () => {
  test('is lanes and minutes at the target load', () => {
    const offer = offerOfSide(post, 60);
    expect(offer.total).toBeCloseTo(17);
    expect(offer.inspected).toBeCloseTo(4.25);
    expect(offer.examined).toBeCloseTo(0.85);
    expect(offer.limitedBy).toEqual({ total: 'documents', inspected: 'scan', examined: 'examination' });
  });

  test('falls when the side picks trucks for the scanner by itself', () => {
    const offer = offerOfSide({ ...post, scanShare: 0.5 }, 60);
    expect(offer.total).toBeCloseTo(8.5);
    expect(offer.limitedBy.total).toBe('scan');
  });

  test('falls to the bays when every truck is examined', () => {
    const offer = offerOfSide({ ...post, bays: 4, examinationMinutes: 20, examinationShare: 1 }, 60);
    expect(offer.total).toBeCloseTo(10.2);
    expect(offer.examined).toBeCloseTo(10.2 * (4.25 / 10.2)); // the scanner holds the inspected, and so the examined
    expect(offer.limitedBy).toEqual({ total: 'examination', inspected: 'scan', examined: 'scan' });
  });

  test('is nothing without lanes, whatever else is open', () => {
    const offer = offerOfSide({ ...post, lanes: 0 }, 60);
    expect(offer).toMatchObject({ total: 0, inspected: 0, examined: 0 });
    expect(offer.limitedBy).toEqual({ total: 'documents', inspected: 'documents', examined: 'documents' });
  });

  test('is nothing where a share must pass a stage that is shut', () => {
    expect(offerOfSide({ ...post, scanners: 0, scanShare: 0.01 }, 60).total).toBe(0);
    expect(offerOfSide({ ...post, scanners: 0 }, 60)).toMatchObject({ inspected: 0, examined: 0 });
  });

  test.each([{ documentMinutes: 0 }, { lanes: -1 }, { scanShare: 1.1 }, { examinationMinutes: Number.NaN }])(
    '%j is refused',
    (wrong) => {
      expect(() => offerOfSide({ ...post, ...wrong }, 60)).toThrow(RangeError);
    },
  );
});

describe('places of a slot', () => {
  test('are the smaller side for each count by itself', () => {
    const places = placesOfSlot({ ...post, bays: 0 }, { ...post, lanes: 1 }, 60);
    expect(places).toMatchObject({ total: 8.5, inspected: 4.25, examined: 0 });
    expect(places.limitedBy).toEqual({
      total: { side: 'neighbour', stage: 'documents' },
      inspected: { side: 'kz', stage: 'scan' },
      examined: { side: 'kz', stage: 'examination' },
    });
  });

  test('are nested, and never more than either side has', () => {
    fc.assert(
      fc.property(sideHour, sideHour, fc.constantFrom(15, 30, 60, 120), (kz, neighbour, slotMinutes) => {
        const places = placesOfSlot(kz, neighbour, slotMinutes);
        expect(isNested(places)).toBe(true);
        for (const side of [kz, neighbour]) {
          const offer = offerOfSide(side, slotMinutes);
          expect(places.total).toBeLessThanOrEqual(offer.total);
          expect(places.inspected).toBeLessThanOrEqual(offer.inspected);
          expect(places.examined).toBeLessThanOrEqual(offer.examined);
        }
      }),
    );
  });
});

describe('whole places over a day', () => {
  test('2.5 a half hour are 120 a day and not 96', () => {
    const day = roundOverDay(Array.from({ length: 48 }, () => ({ total: 2.5, inspected: 0.5, examined: 0.1 })));
    expect(sumOf(day)).toEqual({ total: 120, inspected: 24, examined: 4 });
    expect(day.slice(0, 2)).toEqual([
      { total: 2, inspected: 0, examined: 0 },
      { total: 3, inspected: 1, examined: 0 },
    ]);
  });

  test('binary fractions lose no place: ten tenths are one', () => {
    const day = roundOverDay(Array.from({ length: 10 }, () => ({ total: 0.1, inspected: 0.1, examined: 0.1 })));
    expect(sumOf(day)).toEqual({ total: 1, inspected: 1, examined: 1 });
  });

  test('a nested place that finds no room waits for the next slot', () => {
    const day = roundOverDay([
      { total: 0.9, inspected: 0.9, examined: 0 },
      { total: 0.2, inspected: 0.05, examined: 0 },
      { total: 0.5, inspected: 0.1, examined: 0 },
      { total: 0.5, inspected: 0.1, examined: 0 },
    ]);
    expect(day.map(({ total }) => total)).toEqual([0, 1, 0, 1]);
    expect(day.map(({ inspected }) => inspected)).toEqual([0, 0, 0, 1]);
  });

  test('a slot in which nobody inspects takes no inspected truck from the carry', () => {
    const day = roundOverDay([
      { total: 0.9, inspected: 0.9, examined: 0 },
      { total: 0.9, inspected: 0, examined: 0 },
      { total: 0.9, inspected: 0.9, examined: 0 },
    ]);
    expect(day.map(({ inspected }) => inspected)).toEqual([0, 0, 1]);
  });

  const fraction = fc.double({ min: 0, max: 1, noNaN: true });
  const slot = fc
    .tuple(fc.double({ min: 0, max: 40, noNaN: true }), fraction, fraction)
    .map(([total, a, b]) => ({ total, inspected: total * a, examined: total * a * b }));

  test('is nested and never negative, whole, and within one of the exact day', () => {
    fc.assert(
      fc.property(fc.array(slot, { maxLength: 96 }), (fractional) => {
        const day = roundOverDay(fractional);
        expect(day.every(isNested)).toBe(true);
        expect(day.every((places) => Object.values(places).every(Number.isInteger))).toBe(true);
        const exact = sumOf(fractional);
        const whole = sumOf(day);
        expect(Math.abs(whole.total - exact.total)).toBeLessThan(1 + 1e-6);
        expect(whole.inspected).toBeLessThanOrEqual(exact.inspected + 1e-6);
        expect(whole.examined).toBeLessThanOrEqual(exact.examined + 1e-6);
      }),
    );
  });

  test('with every stage open all day, nested counts lose at most one place per level', () => {
    fc.assert(
      fc.property(fc.array(slot, { maxLength: 96 }), (fractional) => {
        const open = fractional.filter(({ examined }) => examined > 0);
        const exact = sumOf(open);
        const whole = sumOf(roundOverDay(open));
        expect(exact.inspected - whole.inspected).toBeLessThan(2 + 1e-6);
        expect(exact.examined - whole.examined).toBeLessThan(3 + 1e-6);
      }),
    );
  });
});

describe('quotas', () => {
  test('a carrier has a tenth of a slot but never less than two', () => {
    expect(carrierQuota(100, 0.1, 2)).toBe(10);
    expect(carrierQuota(29, 0.1, 2)).toBe(2);
    expect(carrierQuota(12, 0.1, 2)).toBe(2);
    expect(carrierQuota(0, 0.1, 2)).toBe(2);
  });

  test('a class has its share of the day, rounded down, and no place less through binary fractions', () => {
    expect(classQuota(240, 0.05)).toBe(12);
    expect(classQuota(239, 0.01)).toBe(2);
    expect(classQuota(100, 0.29)).toBe(29);
  });
});

function isNested({ total, inspected, examined }: Places): boolean {
  return 0 <= examined && examined <= inspected && inspected <= total;
}

function sumOf(day: readonly Places[]): Places {
  return day.reduce(
    (sum, places) => ({
      total: sum.total + places.total,
      inspected: sum.inspected + places.inspected,
      examined: sum.examined + places.examined,
    }),
    { total: 0, inspected: 0, examined: 0 },
  );
}
