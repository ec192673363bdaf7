import type { BookedTruck } from '../../../server/replans/booked-trucks.ts';
import type { ReplanTask } from '../../../server/replans/preview-task.ts';
import type { PreviewedSlot } from '../../../server/replans/previewed-slots.ts';
import { replan } from '../../../server/replans/replan.ts';

/** Small worlds for the planner of previews, without a database: hour slots from hour 0 on, and now is hour 0. */

export const hourMs = 3_600_000;
export const goods = { steel: '730890', apples: '080810', petrol: '271012' };

type Counts = readonly [total: number, inspected: number, examined: number];
const places = ([total, inspected, examined]: Counts) => ({ total, inspected, examined });

export interface SmallSlot {
  checkpointId?: string;
  hour: number;
  after: Counts;
}

export interface SmallTruck extends Partial<Pick<BookedTruck, 'channel' | 'hsCode' | 'vehicleCountry' | 'isHere'>> {
  cell: number;
  /** Of its wish; the hour of its slot where it is left out. */
  earliest?: number;
  latest?: number;
}

export function smallWorld(slots: readonly SmallSlot[], trucks: readonly SmallTruck[]) {
  const booked = trucks.map((truck, index): BookedTruck => {
    const { hour } = slots[truck.cell]!;
    return {
      id: `truck-${index}`,
      channel: 0,
      class: 'general',
      hsCode: goods.steel,
      vehicleCountry: 'KZ',
      isHere: false,
      ...truck,
      earliestMs: (truck.earliest ?? hour) * hourMs,
      latestMs: (truck.latest ?? hour + 1) * hourMs,
      gate: {
        ...{ place: 'expected', slotStartsAtMs: hour * hourMs, class: 'general', channel: 'green', late: false },
        ...{ arrivedAtMs: null, sinceMs: null },
      },
    };
  });
  const laidOut = slots.map(({ checkpointId = 'here', hour, after }, cell): PreviewedSlot => {
    const own = booked.filter((truck) => truck.cell === cell);
    const taken = places([own.length, count(own, 1), count(own, 2)]);
    return {
      ...{ id: cell + 1, checkpointId, direction: 'out', startsAtMs: hour * hourMs, endsAtMs: (hour + 1) * hourMs },
      before: { ...taken, closedBecause: null, limitedBy: null },
      after: { ...places(after), closedBecause: null, limitedBy: null },
      ...{ taken, kzLanes: 1, neighbourLanes: 1, isConcerned: checkpointId === 'here' },
    };
  });
  return { slots: laidOut, trucks: booked };
}

const count = (trucks: readonly BookedTruck[], channel: number) =>
  trucks.filter((truck) => truck.channel >= channel).length;

export const quietTask: ReplanTask = {
  change: {
    kind: 'closure',
    ...{ checkpointId: 'here', direction: null, reason: 'test' },
    ...{ startsAt: '1970-01-01T00:00:00Z', endsAt: '1970-01-02T00:00:00Z' },
  },
  ...{ seed: 'seed', nowMs: 0, siblings: {}, sensitivePrefixes: ['8542'], displaced: [] },
};

export function replanSmall(
  slots: readonly SmallSlot[],
  trucks: readonly SmallTruck[],
  changes: Partial<ReplanTask> = {},
) {
  const world = smallWorld(slots, trucks);
  const plan = replan({ ...quietTask, ...changes }, world.slots, world.trucks);
  const cellOf = world.trucks.map(({ cell }) => cell as number | null);
  for (const { truck, toCell } of plan.moves) cellOf[world.trucks.indexOf(truck)] = toCell;
  return { ...plan, ...world, cellOf };
}
