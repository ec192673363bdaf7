import { describe, expect, it } from 'vitest';
import { type GateTruck, truckOfPlate, truckOfQueue } from '../../client/gate/gate-truck.ts';
import { compareWaiting, groupOf } from '../../client/gate/group-trucks.ts';
import { type Deed, type KeptEvent, makeEvent } from '../../client/gate/kept-event.ts';
import { mayTurnBack, orderSteps } from '../../client/gate/order-steps.ts';
import { patchTrucks, projectTrucks } from '../../client/gate/project-trucks.ts';
import { mayFollow, type Position } from '../../shared/gate-steps.ts';
import { samplePlace, sampleQueueTruck } from './support/gate-samples.ts';

const now = new Date('2026-11-22T05:00:00Z');
const record = (truck: GateTruck, deed: Deed): KeptEvent =>
  makeEvent(truck, deed, { checkpointId: 'syrym', officerId: 'aigul', now });
const step = (state: 'arrived' | 'called' | 'cleared' | 'documents', post: Position['post'] = null): Deed => ({
  step: state,
  post,
});

/** What an officer does to one truck, each step as the page shows the truck after the one before. */
function work(list: Parameters<typeof projectTrucks>[0], ...deeds: Deed[]) {
  const waiting: KeptEvent[] = [];
  const show = () => projectTrucks(list, { waiting, sent: [] }, now)[0]!;
  for (const deed of deeds) waiting.push(record(show(), deed));
  return { truck: show(), waiting };
}

describe('the page without a network', () => {
  const list = [sampleQueueTruck()];

  it('shows each truck after what was recorded here, and marks it as not sent', () => {
    const { truck } = work(list, step('arrived'), step('called'));
    expect(truck).toMatchObject({
      position: { state: 'called', post: null },
      waiting: 2,
      arrivedAt: now.toISOString(),
    });
  });

  it('undoes a step of its own, and the one before it', () => {
    const { truck } = work(list, step('arrived'), step('called'), { step: 'undo' });
    expect(truck.position).toEqual({ state: 'arrived', post: null });
    const twice = work(list, step('arrived'), step('called'), { step: 'undo' }, { step: 'undo' });
    expect(twice.truck).toMatchObject({ position: { state: 'expected' }, lastEventId: null, arrivedAt: null });
    expect(twice.waiting.map(({ event }) => event.undoes)).toEqual([
      undefined,
      undefined,
      twice.waiting[1]!.event.id,
      twice.waiting[0]!.event.id,
    ]);
  });

  it('does not guess where a truck is after the undo of a step that it knows nothing of', () => {
    const other = sampleQueueTruck({ state: 'strip', lastEventId: '0b0f2f3e-6c8d-4f0e-9b1a-3f2f9d1c7a99' });
    const { truck } = work([other], { step: 'undo' });
    expect(truck.position).toBeNull();
    expect(groupOf(truck)).toBe('waiting');
  });

  it('takes a plate that is on no list, and says so by its events', () => {
    const kept = record(truckOfPlate('777XXX07'), step('arrived'));
    expect(kept.event.truck).toEqual({ plate: '777XXX07' });
    const shown = projectTrucks(list, { waiting: [kept], sent: [] }, now);
    expect(shown.map(({ plate }) => plate)).toEqual([list[0]!.plate, '777XXX07']);
  });

  it('keeps a truck that is through for two hours, so that it can be brought back', () => {
    const atEnd = truckOfQueue(sampleQueueTruck({ state: 'documents', post: 'second' }));
    const sent = [record(atEnd, step('cleared'))];
    const seenAfter = (hours: number) =>
      projectTrucks([], { waiting: [], sent }, new Date(now.getTime() + hours * 3_600_000));
    expect(seenAfter(1).map(groupOf)).toEqual(['done']);
    expect(seenAfter(3)).toEqual([]);
    const back = [...sent, record({ ...seenAfter(1)[0]! }, { step: 'undo' })];
    expect(projectTrucks([], { waiting: [], sent: back }, now)).toEqual([]);
  });
});

it('shows what the server answered before it has listed the trucks anew', () => {
  const list = [sampleQueueTruck(), sampleQueueTruck({ bookingId: 'other', plate: '200BBB02' })];
  const kept = record(truckOfQueue(list[0]!), step('arrived'));
  const { bookingId, plate } = list[0]!;
  const truck = { bookingId, plate, state: 'arrived', post: null, punctuality: 'early' } as const;
  const result = { id: kept.event.id, outcome: 'applied', truck, error: null } as const;
  const patched = patchTrucks(list, [kept], [result]);
  expect(patched[0]).toMatchObject({ state: 'arrived', punctuality: 'early', lastEventId: kept.event.id });
  expect(patched[1]).toBe(list[1]);
});

describe('the usual next step', () => {
  const usual = (state: Position['state'], post: Position['post'], channel: 'green' | 'yellow' | 'red') =>
    orderSteps({ state, post }, channel)[0]!.state;

  it('goes by the channel: documents, then scanning, then examination', () => {
    expect([usual('at-post', 'first', 'green'), usual('at-post', 'first', 'red')]).toEqual(['documents', 'documents']);
    expect(['green', 'yellow', 'red'].map((channel) => usual('documents', 'first', channel as 'green'))).toEqual([
      'strip',
      'scan',
      'scan',
    ]);
    expect([usual('scan', 'second', 'yellow'), usual('scan', 'second', 'red')]).toEqual(['cleared', 'examination']);
  });

  it('is one of those that may follow, and the others stand beside it', () => {
    const from: Position = { state: 'at-post', post: 'first' };
    const steps = orderSteps(from, null);
    expect(steps.map(({ state }) => state)).toEqual(['documents', 'scan', 'examination', 'strip']);
    expect(steps.every((to) => mayFollow(from, to))).toBe(true);
  });

  it('is none for a truck that is through; one that has not come cannot be turned back', () => {
    expect(orderSteps({ state: 'cleared', post: null }, 'green')).toEqual([]);
    expect([mayTurnBack({ state: 'expected', post: null }), mayTurnBack({ state: 'arrived', post: null })]).toEqual([
      false,
      true,
    ]);
  });
});

it('calls in the order of the server, and those it does not know of yet last', () => {
  const waiting = [
    truckOfQueue(sampleQueueTruck({ plate: 'C', place: null, slotStartsAt: '2026-11-22T04:00:00.000Z' })),
    truckOfQueue(sampleQueueTruck({ plate: 'B', place: samplePlace({ place: 2 }) })),
    truckOfQueue(sampleQueueTruck({ plate: 'A', place: samplePlace({ place: 1 }) })),
  ];
  expect(waiting.sort(compareWaiting).map(({ plate }) => plate)).toEqual(['A', 'B', 'C']);
});
