import { expect, test } from 'vitest';
import { expandCapacity, readCapacity, readCheckpoints, readQueueRules } from '../../prisma/reference.ts';
import { placesOfSlot, type SideHour } from '../../server/planning/capacity.ts';
import { buildTrucks, type TruckInput } from '../../server/planning/simulate/model.ts';
import { simulate } from '../../server/planning/simulate/simulate.ts';

// Whether the rule of calling keeps the posts of all checkpoints at work, with the places and minutes of the reference data: a waiting area that is
// never empty, half a day to settle, half a day counted.

const hours = 24;
const inspected = { red: 0.02, yellow: 0.03 };

const capacity = expandCapacity(readCapacity());
const checkpoints = readCheckpoints().map(({ id }) => id);
const queues = readQueueRules(checkpoints).flatMap((rule) =>
  (['out', 'in'] as const).flatMap((direction) => {
    const of = (side: string) =>
      capacity
        .filter((row) => row.checkpointId === rule.checkpointId && row.direction === direction && row.side === side)
        .sort((a, b) => b.lanes - a.lanes)[0];
    const [kz, neighbour] = [of('kz'), of('neighbour')];
    if (!kz?.lanes || !neighbour?.lanes) return []; // no trucks there
    const posts: [SideHour, SideHour] = direction === 'out' ? [kz, neighbour] : [neighbour, kz];
    return [{ ...rule, direction, posts }];
  }),
);

/** Trucks an hour; without a rule everybody drives up as soon as the first post has a lane. */
function throughput({ posts: [first, second], ...rule }: (typeof queues)[number], driveMinutes?: number): number {
  const scheduledPerHour = placesOfSlot(first, second, 60).total;
  const trucks = Array.from({ length: Math.ceil(scheduledPerHour * hours * 1.5) }, (_, index): TruckInput => {
    const share = ((index * 61) % 100) / 100; // each of a hundred once
    const channel = share < inspected.red ? 2 : share < inspected.red + inspected.yellow ? 1 : 0;
    return { readyMinute: 0, channel };
  });
  const period = { fromMinute: 0, scheduledPerHour };
  const { trucks: journeys } = simulate(
    {
      horizonMinutes: hours * 60,
      posts: [
        { places: driveMinutes ? rule.postPlaces : Number.POSITIVE_INFINITY, periods: [{ ...first, ...period }] },
        // Two to each lane; who waits for the scanner or a bay stands elsewhere.
        { places: 2 * second.lanes + 8, periods: [{ ...second, ...period }] },
      ],
      stripPlaces: driveMinutes ? rule.stripPlaces : Number.POSITIVE_INFINITY,
      ...(driveMinutes && {
        approach: {
          minutes: driveMinutes,
          cv: 0.4,
          loopPlaces: rule.stripPlaces,
          leadMinutes: rule.callLeadMinutes,
          clearedLastHour: 0,
        },
      }),
      callRule: { order: 'first-come', lateAfterMinutes: Number.POSITIVE_INFINITY, slotMinutes: 60 },
      service: { kind: 'lognormal', cv: 0.45 },
      behaviour: { noShowChance: 0, deviationQuantiles: [0] },
      trucks: buildTrucks(trucks),
    },
    'call pace',
  );
  return journeys.clearedMinute.filter((minute) => minute > (hours * 60) / 2).length / (hours / 2);
}

/** Of what the posts can take, the least of all checkpoints. */
function worst(driveMinutes: number) {
  const shares = queues.map((queue) => ({
    name: `${queue.checkpointId} ${queue.direction}`,
    share: throughput(queue, driveMinutes) / throughput(queue),
  }));
  return shares.reduce((least, one) => (one.share < least.share ? one : least));
}

test('the places of the reference data keep all posts at work, with the way as long as the rule takes it for', () => {
  expect(queues.length).toBeGreaterThan(60);
  expect(worst(15).share).toBeGreaterThan(0.94);
});

test('a way that takes longer than the rule takes it for costs a tenth or so, and not more with every hour', () => {
  expect(worst(20).share).toBeGreaterThan(0.85);
});
