import { describe, expect, it, vi } from 'vitest';
import { createLiveStore, loadKey, slotsKey } from '../../client/live/live-store.ts';
import type { WaitForecast } from '../../shared/contract/forecasts.ts';
import { sampleLoad, sampleSlot } from './support/samples.ts';

const karasu = { kind: 'checkpoint', checkpointId: 'karasu' } as const;

function startedStore() {
  const store = createLiveStore();
  store.startConnection();
  return store;
}

describe('the live store', () => {
  it('keeps the value with the larger seq, in whatever order they come', () => {
    const store = startedStore();
    store.offerLoads([sampleLoad({ seq: 5, windowHours: 5 })]);
    store.offerLoads([sampleLoad({ seq: 4, windowHours: 4 })]);
    expect(store.getLoad('karasu')?.seq).toBe(5);
    store.offerLoads([sampleLoad({ seq: 6, windowHours: 6 })]);
    expect(store.getLoad('karasu')?.windowHours).toBe(6);

    store.offerSlots([sampleSlot({ id: 7, seq: 9 }), sampleSlot({ id: 7, seq: 8 })]);
    expect(store.getSlots('karasu').get(7)?.seq).toBe(9);
  });

  it('keeps the newest forecast of each queue, from messages and snapshots', () => {
    const store = startedStore();
    const forecast = (seq: number, direction: 'out' | 'in'): WaitForecast => ({
      checkpointId: 'karasu',
      direction,
      seq,
      madeAt: '2026-06-15T06:00:00.000Z',
      source: 'forecast',
      replications: 100,
      basedOn: 'gate',
      hours: [],
    });
    store.offerForecasts([forecast(5, 'out'), forecast(4, 'in')]);
    store.takeSnapshot(karasu, {
      loads: [],
      slots: [],
      queues: [],
      forecasts: [forecast(3, 'out'), forecast(6, 'in')],
    });
    expect(store.getForecast('karasu', 'out')?.seq).toBe(5);
    expect(store.getForecast('karasu', 'in')?.seq).toBe(6);
  });

  it('tells only who listens to what changed', () => {
    const store = startedStore();
    const [karasuHeard, syrymHeard, slotsHeard] = [vi.fn(), vi.fn(), vi.fn()];
    store.subscribe(loadKey('karasu'), karasuHeard);
    store.subscribe(loadKey('syrym'), syrymHeard);
    store.subscribe(slotsKey('karasu'), slotsHeard);
    store.offerLoads([sampleLoad({ seq: 2 })]);
    store.offerLoads([sampleLoad({ seq: 1 })]);
    expect(karasuHeard).toHaveBeenCalledTimes(1);
    expect(syrymHeard).not.toHaveBeenCalled();
    expect(slotsHeard).not.toHaveBeenCalled();
  });

  it('keeps the identity of slots that did not change, so that their cells do not draw again', () => {
    const store = startedStore();
    store.offerSlots([sampleSlot({ id: 1 }), sampleSlot({ id: 2 })]);
    const before = store.getSlots('karasu');
    store.offerSlots([sampleSlot({ id: 1, seq: 2 }), sampleSlot({ id: 2 })]);
    const after = store.getSlots('karasu');
    expect(after).not.toBe(before);
    expect(after.get(2)).toBe(before.get(2));
  });

  it('drops what a snapshot no longer has, but nothing from before its first slot', () => {
    const store = startedStore();
    store.offerSlots([
      sampleSlot({ id: 1, startsAt: '2026-11-21T23:00:00.000Z' }),
      sampleSlot({ id: 2, startsAt: '2026-11-22T06:00:00.000Z' }),
    ]);
    store.takeSnapshot(karasu, {
      loads: [],
      slots: [sampleSlot({ id: 3, startsAt: '2026-11-22T05:00:00.000Z' })],
      queues: [],
    });
    expect([...store.getSlots('karasu').keys()].sort()).toEqual([1, 3]);
  });

  it('takes a snapshot after a reconnect even when the server counts from an older seq', () => {
    const store = startedStore();
    store.offerLoads([sampleLoad({ seq: 900 })]);
    store.offerSlots([sampleSlot({ seq: 900 })]);
    store.startConnection();
    store.takeSnapshot(karasu, { loads: [sampleLoad({ seq: 3 })], slots: [sampleSlot({ seq: 3 })], queues: [] });
    expect(store.getLoad('karasu')?.seq).toBe(3);
    expect(store.getSlots('karasu').get(1)?.seq).toBe(3);
    store.offerLoads([sampleLoad({ seq: 2 })]);
    expect(store.getLoad('karasu')?.seq).toBe(3);
  });
});
