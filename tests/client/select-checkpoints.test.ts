import { expect, it } from 'vitest';
import { liveStore } from '../../client/live/live.ts';
import { readStanding } from '../../client/map/read-standing.ts';
import {
  type CheckpointFilter,
  fullestShare,
  noFilter,
  selectCheckpoints,
} from '../../client/map/select-checkpoints.ts';
import { stateOf } from '../../client/parts/load-glyph.tsx';
import type { CheckpointLoad } from '../../shared/contract/checkpoints.ts';
import { sampleForecast, sampleQueue } from './support/queue-samples.ts';
import { sampleCheckpoint, sampleLoad } from './support/samples.ts';

const checkpoints = [
  sampleCheckpoint({
    id: 'syrym',
    kzPostName: 'Syrym',
    neighbourPostName: 'Mashtakovo',
    neighbour: 'RU',
    road: 'M-32',
  }),
  sampleCheckpoint({ id: 'karasu' }),
  sampleCheckpoint({ id: 'besagash', kzPostName: 'Besagash', neighbourPostName: 'Kichi-Kapka', road: 'local' }),
];
const side = (places: number, taken: number) => ({ places, taken, nextFreeAt: null });
const loads: Record<string, CheckpointLoad> = {
  syrym: sampleLoad({ out: side(100, 100), in: side(100, 5) }),
  karasu: sampleLoad({ out: side(100, 70), in: side(100, 10) }),
  besagash: sampleLoad({ out: side(0, 0), in: side(0, 0) }),
};

const select = (filter: Partial<CheckpointFilter>) =>
  selectCheckpoints(
    checkpoints,
    { ...noFilter, ...filter },
    ({ kzPostName }) => kzPostName,
    (id) => ({ states: [stateOf(loads[id], 'out'), stateOf(loads[id], 'in')], weight: fullestShare(loads[id]) }),
    'en',
  ).map(({ id }) => id);

it('orders by name, or the fullest direction first and the closed last', () => {
  expect(select({})).toEqual(['besagash', 'karasu', 'syrym']);
  expect(select({ order: 'heaviest' })).toEqual(['syrym', 'karasu', 'besagash']);
});

it('orders by name where two are as heavy, also where both waits have no end', () => {
  const same = (weight: number) =>
    selectCheckpoints(
      checkpoints,
      { ...noFilter, order: 'heaviest' },
      ({ kzPostName }) => kzPostName,
      () => ({ states: [], weight }),
      'en',
    ).map(({ id }) => id);
  expect(same(Number.POSITIVE_INFINITY)).toEqual(['besagash', 'karasu', 'syrym']);
});

it('finds by either post and by the road, whatever the case', () => {
  expect(select({ text: ' mashTAK ' })).toEqual(['syrym']);
  expect(select({ text: 'by-pass' })).toEqual(['karasu']);
  expect(select({ text: 'nowhere' })).toEqual([]);
});

it('filters by neighbour and by the state of either direction', () => {
  expect(select({ neighbour: 'RU' })).toEqual(['syrym']);
  expect(select({ state: 'free' })).toEqual(['karasu', 'syrym']);
  expect(select({ state: 'closed' })).toEqual(['besagash']);
});

it('counts no wait where a checkpoint is closed, whatever its forecast sees', () => {
  const forecast = sampleForecast({ checkpointId: 'kegen', madeAt: new Date().toISOString() }, null, null);
  liveStore.offerForecasts([forecast]);
  liveStore.offerQueues([sampleQueue({ checkpointId: 'kegen', scheduledPerHour: 0 })]);
  expect(readStanding('queue', 'kegen')).toMatchObject({ weight: -1 });
  liveStore.offerQueues([sampleQueue({ checkpointId: 'kegen', seq: 2 })]);
  expect(readStanding('queue', 'kegen').weight).toBe(Number.POSITIVE_INFINITY);
});
