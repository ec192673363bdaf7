import { expect, it } from 'vitest';
import { findBottleneck } from '../../client/checkpoint/find-bottleneck.ts';
import { sampleQueue, unfedQueue } from './support/queue-samples.ts';
import { sampleSlot } from './support/samples.ts';

const none = { atPost: 0, documents: 0, scan: 0, examination: 0 };

it('says closed before anything else, and nothing where nobody counts', () => {
  expect(findBottleneck(unfedQueue({ scheduledPerHour: 0 }), undefined)).toEqual({ kind: 'closed' });
  expect(findBottleneck(unfedQueue(), undefined)).toBeUndefined();
});

it('names nothing where nobody waits', () => {
  expect(findBottleneck(sampleQueue({ waiting: 0 }), undefined)).toEqual({ kind: 'none' });
});

it('names the slots where trucks wait beside an empty lane', () => {
  const queue = sampleQueue({ called: 0, first: { ...none, documents: 1 }, openLanes: { kz: 2, neighbour: 1 } });
  expect(findBottleneck(queue, undefined)).toEqual({ kind: 'slots' });
});

it('names no stage of a post where nobody stands: those who are called are on their way', () => {
  const queue = sampleQueue({ called: 3, first: none, openLanes: { kz: 3, neighbour: 1 } });
  expect(findBottleneck(queue, undefined)).toEqual({ kind: 'on-the-way' });
});

it('names the stage of the first post with most trucks; who has just come waits for documents', () => {
  const stageOf = (first: typeof none) => findBottleneck(sampleQueue({ first }), undefined);
  expect(stageOf({ atPost: 2, documents: 1, scan: 2, examination: 0 })).toEqual({
    kind: 'stage',
    post: 'first',
    side: 'kz',
    stage: 'documents',
    because: 'most-trucks',
  });
  expect(stageOf({ atPost: 0, documents: 1, scan: 0, examination: 4 })).toMatchObject({ stage: 'examination' });
});

it('names the second post while the strip is full', () => {
  const queue = sampleQueue({ strip: 9, stripPlaces: 10, second: { ...none, scan: 3, documents: 1 } });
  expect(findBottleneck(queue, undefined)).toEqual({
    kind: 'stage',
    post: 'second',
    side: 'neighbour',
    stage: 'scan',
    because: 'strip-full',
  });
  expect(findBottleneck({ ...queue, strip: 8 }, undefined)).toMatchObject({ post: 'first' });
});

it('is the other side on the way in', () => {
  expect(findBottleneck(sampleQueue({ direction: 'in' }), undefined)).toMatchObject({
    post: 'first',
    side: 'neighbour',
  });
});

it('asks the calendar where two stages have as many, if it speaks of this post', () => {
  const queue = sampleQueue({ first: { ...none, documents: 2, scan: 2 } });
  const slot = (side: 'kz' | 'neighbour') => sampleSlot({ limitedBy: { side, stage: 'scan' } });
  expect(findBottleneck(queue, slot('kz'))).toMatchObject({ stage: 'scan', because: 'calendar' });
  expect(findBottleneck(queue, slot('neighbour'))).toMatchObject({ stage: 'documents', because: 'most-trucks' });
  expect(findBottleneck(queue, undefined)).toMatchObject({ stage: 'documents', because: 'most-trucks' });
});
