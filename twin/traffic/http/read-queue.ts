import { DateTime } from 'luxon';
import { expandCapacity, readQueueRules } from '../../../prisma/reference.ts';
import { nothingOpen, type SideHour } from '../../../server/planning/capacity.ts';
import type { Checkpoint, Slot } from '../../../shared/contract/checkpoints.ts';
import type { QueueTruck } from '../../../shared/contract/queues.ts';
import { type Post, sideOfPost } from '../../../shared/gate-steps.ts';
import type { Direction } from '../../../shared/words.ts';
import type { QueueFacts, TrafficTruck } from '../facts.ts';
import type { OfficerApi } from './officer-api.ts';

const pageMax = 1000;
const halfHourMs = 30 * 60_000;
const hourMs = 2 * halfHourMs;

/** The calendar of the reference data; what the posts are said to have open. */
const capacities = expandCapacity();

/** Everything that the server tells an officer about a queue's trucks. */
export async function listTrucks(api: OfficerApi, checkpointId: string, direction: Direction): Promise<TrafficTruck[]> {
  const input = { checkpointId, direction, limit: pageMax };
  const trucks = await listAll((cursor) => api.queues.listTrucks({ ...input, ...cursor }));
  return trucks.map(truckOf);
}

function truckOf(truck: QueueTruck): TrafficTruck {
  const { bookingId, channel, state, post, slotStartsAt, slotEndsAt, since, arrivedAt } = truck;
  return {
    bookingId,
    class: truck.class,
    channel,
    slotStartsAtMs: Date.parse(slotStartsAt),
    slotEndsAtMs: Date.parse(slotEndsAt),
    state,
    post,
    sinceMs: Date.parse(since ?? slotStartsAt),
    arrivedAtMs: arrivedAt === null ? null : Date.parse(arrivedAt),
  };
}

/** The calendar of a queue between two instants, with what was closed of it. */
export async function readFacts(
  api: OfficerApi,
  { id: checkpointId, kzZone, neighbourZone }: Checkpoint,
  direction: Direction,
  [fromMs, toMs]: readonly [number, number],
): Promise<QueueFacts> {
  const period = { from: new Date(fromMs - hourMs).toISOString(), to: new Date(toMs).toISOString() };
  const input = { checkpointId, direction, ...period, limit: pageMax };
  const slots = await listAll((cursor) => api.checkpoints.listSlots({ ...input, ...cursor }));
  const [rule] = readQueueRules([checkpointId]);
  const slotAt = makeSlotAt(slots);
  const open = (post: Post) => {
    const side = sideOfPost(direction, post);
    const hours = capacities.filter(
      (row) => row.checkpointId === checkpointId && row.direction === direction && row.side === side,
    );
    const zone = side === 'kz' ? kzZone : neighbourZone;
    return keepByHalfHour((atMs): SideHour => {
      if ((slotAt(atMs)?.closedBecause ?? null) !== null) return nothingOpen;
      return hours[DateTime.fromMillis(atMs, { zone }).hour] ?? nothingOpen;
    });
  };
  return {
    checkpointId,
    direction,
    first: open('first'),
    second: open('second'),
    scheduledPerHour: (atMs) => slotAt(atMs)?.places.total ?? 0,
    rule: rule!,
  };
}

function makeSlotAt(slots: readonly Slot[]): (atMs: number) => Slot | undefined {
  const byHour = new Map(slots.map((slot) => [Math.floor(Date.parse(slot.startsAt) / hourMs), slot]));
  return (atMs) => byHour.get(Math.floor(atMs / hourMs));
}

/** Calendars change on the half hour at the soonest; a zone's hour takes 10 µs to find, and is asked for at each step of each truck. */
function keepByHalfHour<Value>(find: (atMs: number) => Value): (atMs: number) => Value {
  const known = new Map<number, Value>();
  return (atMs) => {
    const halfHour = Math.floor(atMs / halfHourMs);
    const value = known.get(halfHour) ?? find(halfHour * halfHourMs);
    known.set(halfHour, value);
    return value;
  };
}

export async function listAll<Item>(
  read: (cursor: { cursor?: string }) => Promise<{ items: Item[]; nextCursor: string | null }>,
): Promise<Item[]> {
  const items: Item[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof read>> = await read(cursor === null ? {} : { cursor });
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return items;
}
