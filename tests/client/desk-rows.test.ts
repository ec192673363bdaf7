import { describe, expect, it } from 'vitest';
import { arrangeRows, isShown, isTroubled, nextOver } from '../../client/desk/arrange-rows.ts';
import { listComing } from '../../client/desk/coming.ts';
import { moveInGrid } from '../../client/desk/move-in-grid.ts';
import { listLimitRuns, readHour } from '../../client/desk/read-hour.ts';
import { sampleDeskCheckpoint, sampleDeskHours } from './support/desk.ts';
import { sampleCheckpoint } from './support/samples.ts';

const ids = ['alimbet', 'karasu', 'syrym', 'zhaisan'];
const checkpoints = ids.map((id) => sampleCheckpoint({ id, kzPostName: id, neighbour: id === 'karasu' ? 'KG' : 'RU' }));
const regime = {
  regimeId: '7f0c7f9e-0000-4000-8000-000000000001',
  side: 'kz',
  cause: 'scanner down',
  fromHour: 2,
  toHour: 5,
} as const;

const arrange = (found: ReturnType<typeof sampleDeskCheckpoint>[]) =>
  arrangeRows(sampleDeskHours(found), checkpoints, ({ id }) => id);

describe('an hour of the desk', () => {
  const read = (at: Parameters<typeof sampleDeskCheckpoint>[1], change = {}) =>
    readHour(sampleDeskCheckpoint('syrym', at, change), 3, '2026-11-22T09:00:00.000Z');

  it.each([
    [{ taken: 5 }, 'free', 0],
    [{ taken: 6 }, 'filling', 0],
    [{ taken: 10 }, 'full', 0],
    [{ taken: 13 }, 'over', 3],
    [{ taken: 5, examinedTaken: 4 }, 'over', 2],
    [{ closedBecause: 'closure', taken: 0 }, 'closed', 0],
    [{ closedBecause: 'closure', taken: 7 }, 'stranded', 7],
    [{ places: 0, taken: 0 }, 'closed', 0],
  ] as const)('%o is %s, %i trucks too many', (at, state, overTrucks) => {
    expect(read({ 3: at })).toMatchObject({ state, overTrucks });
  });

  it('without a slot is none', () => {
    expect(read({}, { hasSlot: Array(48).fill(false) }).state).toBe('none');
  });

  it('has the load of the total, and that of the scarcest count beside it', () => {
    expect(read({ 3: { taken: 5, examinedTaken: 2 } })).toMatchObject({
      load: 0.5,
      scarcest: 'examined',
      scarcestLoad: 1,
    });
  });

  it('has the regimes that touch it', () => {
    const of = (hour: number) => readHour(sampleDeskCheckpoint('syrym', {}, { regimes: [regime] }), hour, '').regimes;
    expect([1, 2, 4, 5].map((hour) => of(hour).length)).toEqual([0, 1, 1, 0]);
  });

  it('has a wait as far as the forecast reaches; longer than it sees is not the same as unknown', () => {
    const wait = {
      madeAt: '2026-11-22T06:00:00.000Z',
      source: 'forecast',
      basedOn: 'gate',
      fromHour: 1,
      p50Minutes: [20, null],
      p80Minutes: [40, null],
    } as const;
    const of = (hour: number) =>
      readHour(
        sampleDeskCheckpoint('syrym', {}, { wait: { ...wait, p50Minutes: [20, null], p80Minutes: [40, null] } }),
        hour,
        '',
      ).wait;
    expect([0, 1, 2, 3].map(of)).toEqual([
      undefined,
      { waitP50Minutes: 20, waitP80Minutes: 40 },
      { waitP50Minutes: null, waitP80Minutes: null },
      undefined,
    ]);
  });

  it('stands in a run with those before it that the same post and stage limit', () => {
    const checkpoint = sampleDeskCheckpoint('syrym', { 2: { closedBecause: 'closure', taken: 0 } });
    checkpoint.limitedByStage[5] = 'examination';
    const hours = Array.from({ length: 7 }, (_, hour) => readHour(checkpoint, hour, ''));
    expect(listLimitRuns(hours).map(({ limitedBy, fromHour, toHour }) => [limitedBy.stage, fromHour, toHour])).toEqual([
      ['documents', 0, 2],
      ['documents', 3, 5],
      ['examination', 5, 6],
      ['documents', 6, 7],
    ]);
  });
});

describe('the rows', () => {
  const rows = arrange([
    sampleDeskCheckpoint('alimbet'),
    sampleDeskCheckpoint('karasu', { 4: { taken: 11 }, 9: { taken: 12 } }),
    sampleDeskCheckpoint('syrym', {}, { regimes: [regime] }),
    sampleDeskCheckpoint('zhaisan', { 1: { taken: 19 } }),
  ]);

  it('begin with most trucks that do not fit, then those with a regime', () => {
    expect(rows.map(({ checkpoint, overTrucks }) => [checkpoint.id, overTrucks])).toEqual([
      ['zhaisan', 9],
      ['karasu', 3],
      ['syrym', 0],
      ['alimbet', 0],
    ]);
    expect(rows.map(isTroubled)).toEqual([true, true, true, false]);
  });

  it('put what is closed throughout last', () => {
    const closed = sampleDeskCheckpoint(
      'alimbet',
      {},
      {
        closedBecause: Array(48).fill('status'),
        taken: { total: Array(48).fill(0), inspected: Array(48).fill(0), examined: Array(48).fill(0) },
      },
    );
    expect(arrange([closed, sampleDeskCheckpoint('zhaisan')]).map(({ checkpoint }) => checkpoint.id)).toEqual([
      'zhaisan',
      'alimbet',
    ]);
  });

  it('are chosen by neighbour and by trouble', () => {
    const shown = (filter: Parameters<typeof isShown>[1]) =>
      rows.filter((row) => isShown(row, filter)).map(({ checkpoint }) => checkpoint.id);
    expect(shown({ onlyTrouble: true, neighbour: 'RU' })).toEqual(['zhaisan', 'syrym']);
    expect(shown({ onlyTrouble: false, neighbour: 'KG' })).toEqual(['karasu']);
  });

  it('are gone through from one overfull hour to the next, and round', () => {
    expect(nextOver(rows, { row: 0, hour: 0 })).toEqual({ row: 0, hour: 1 });
    expect(nextOver(rows, { row: 0, hour: 1 })).toEqual({ row: 1, hour: 4 });
    expect(nextOver(rows, { row: 1, hour: 9 })).toEqual({ row: 0, hour: 1 });
    expect(nextOver(arrange([sampleDeskCheckpoint('alimbet')]), { row: 0, hour: 0 })).toBeUndefined();
  });
});

it('what comes is ordered by the longest wait of the next six hours', () => {
  const waiting = (p80: number | null) => ({
    wait: {
      madeAt: '2026-11-22T06:00:00.000Z',
      source: 'forecast',
      basedOn: 'gate',
      fromHour: 0,
      p50Minutes: [5, 5],
      p80Minutes: [5, p80],
    } as const,
  });
  const found = arrange([
    sampleDeskCheckpoint('alimbet', {}, { wait: { ...waiting(60).wait, p50Minutes: [5, 5], p80Minutes: [5, 60] } }),
    sampleDeskCheckpoint('karasu'),
    sampleDeskCheckpoint(
      'syrym',
      {},
      { wait: { ...waiting(null).wait, p50Minutes: [5, null], p80Minutes: [5, null] } },
    ),
  ]);
  const coming = listComing(found);
  expect(coming.map(({ row }) => row.checkpoint.id)).toEqual(['syrym', 'alimbet', 'karasu']);
  expect(coming[1]).toMatchObject({ trucks: 30, worstWait: { waitP80Minutes: 60 } });
});

it.each([
  ['ArrowLeft', false, { row: 0, hour: 0 }],
  ['ArrowDown', false, { row: 1, hour: 0 }],
  ['PageDown', false, { row: 0, hour: 6 }],
  ['End', false, { row: 0, hour: 47 }],
  ['End', true, { row: 3, hour: 47 }],
  ['x', false, undefined],
] as const)('%s (control: %s) leads from the first cell to %o', (key, control, expected) => {
  expect(moveInGrid(key, control, { row: 0, hour: 0 }, 4, 48)).toEqual(expected);
});
