import { expect, it } from 'vitest';
import { buildWhatIfPoints, summariseWhatIf, type WhatIf } from '../../client/desk/what-if-points.ts';
import { effectOf, sliderMax, valuesOf } from '../../client/desk/what-if-values.ts';
import { regimeEffectSchema } from '../../shared/contract/regimes.ts';

const base = valuesOf({
  direction: 'out',
  side: 'kz',
  localHour: 11,
  lanes: 4,
  scanners: 1,
  bays: 2,
  documentMinutes: 5.5,
  scanMinutes: 12,
  examinationMinutes: 60,
  scanShare: 0.1,
  examinationShare: 0.05,
  assumed: [],
});

it('sliders that were not moved have no effect', () => {
  expect(effectOf(base, base)).toBeUndefined();
  expect(effectOf(base, { ...base, lanes: 3, scanShares: { ...base.scanShares } })).toEqual({ lanes: 3 });
});

it('only what was moved is named, shares channel by channel, as a regime takes it', () => {
  const effect = effectOf(base, {
    ...base,
    documentMinutes: 8,
    bays: 0,
    examinationShares: { ...base.examinationShares, yellow: 1 },
  });
  expect(effect).toEqual({ documentMinutes: 8, bays: 0, examinationShares: { yellow: 1 } });
  expect(regimeEffectSchema.parse(effect)).toEqual(effect);
});

it('a slider reaches beyond what there is, and has room where there is little', () => {
  expect(sliderMax('lanes', 6)).toBe(12);
  expect(sliderMax('bays', 0)).toBe(4);
  expect(sliderMax('examinationMinutes', 61)).toBe(190);
});

const places = (total: number) => ({ total, inspected: total, examined: total });
const hour = (startsAt: string, after: number, waits: [number | null, number | null]): WhatIf['hours'][number] => ({
  startsAt,
  taken: places(8),
  before: places(10),
  after: places(after),
  limitedBy: { side: 'kz', stage: after < 8 ? 'scan' : 'documents' },
  wait: { now: { p50Minutes: 10, p80Minutes: 20 }, changed: { p50Minutes: waits[0], p80Minutes: waits[1] } },
});
const whatIf: WhatIf = {
  hours: [
    hour('2026-11-22T06:00:00.000Z', 10, [10, 20]),
    hour('2026-11-22T07:00:00.000Z', 5, [60, 180]),
    hour('2026-11-22T08:00:00.000Z', 5, [null, null]),
  ],
  overfull: 6,
  replications: 50,
};

it('the charts tell the trucks that fit from those that do not, and leave a gap where no wait is known', () => {
  expect(
    buildWhatIfPoints(whatIf).map(({ before, after, fitting, over, changedBand }) => [
      before,
      after,
      fitting,
      over,
      changedBand,
    ]),
  ).toEqual([
    [10, 10, 8, 0, [10, 20]],
    [10, 5, 5, 3, [60, 180]],
    [10, 5, 5, 3, null],
  ]);
});

it('the sentence has the places of all hours, the longest wait and what limits most hours', () => {
  const { placesBefore, placesAfter, worst, limitedBy } = summariseWhatIf(whatIf);
  expect([placesBefore, placesAfter, worst?.startsAt]).toEqual([30, 20, '2026-11-22T07:00:00.000Z']);
  expect(limitedBy).toEqual({ side: 'kz', stage: 'scan' });
});
