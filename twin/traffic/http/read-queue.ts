import { DateTime } from 'luxon';
import { readQueueRules } from '../../../prisma/reference.ts';
import { nothingOpen, type SideHour } from '../../../server/planning/capacity.ts';
import type { Checkpoint, Slot } from '../../../shared/contract/checkpoints.ts';
import type { QueueTruck } from '../../../shared/contract/queues.ts';
import { type Post, sideOfPost } from '../../../shared/gate-steps.ts';
import type { Direction } from '../../../shared/words.ts';
import { type Announced, openAsAnnounced } from '../announced.ts';
import type { QueueFacts, TrafficTruck } from '../facts.ts';
import { makeSlow, type SlowPost } from '../slow-post.ts';
import type { OfficerApi } from './officer-api.ts';

const pageMax = 1000;
const regimesMax = 100;
const halfHourMs = 30 * 60_000;
const hourMs = 2 * halfHourMs;

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

/** The calendar of a queue between two instants, with shifts and regimes, and with what was closed of it. */
export async function readFacts(
  api: OfficerApi,
  { id: checkpointId, kzZone, neighbourZone }: Checkpoint,
  direction: Direction,
  [fromMs, toMs]: readonly [number, number],
  slowPosts: readonly SlowPost[],
): Promise<QueueFacts> {
  const period = { from: new Date(fromMs - hourMs).toISOString(), to: new Date(toMs).toISOString() };
  const input = { checkpointId, direction, ...period, limit: pageMax };
  const [slots, announced] = await Promise.all([
    listAll((cursor) => api.checkpoints.listSlots({ ...input, ...cursor })),
    readAnnounced(api, checkpointId),
  ]);
  const [rule] = readQueueRules([checkpointId]);
  const slotAt = makeSlotAt(slots);
  const open = (post: Post) => {
    const side = sideOfPost(direction, post);
    const openAt = openAsAnnounced(announced, direction, side);
    const zone = side === 'kz' ? kzZone : neighbourZone;
    const slow = makeSlow(slowPosts, checkpointId, side);
    return keepByHalfHour((atMs): SideHour => {
      if ((slotAt(atMs)?.closedBecause ?? null) !== null) return nothingOpen;
      const said = openAt(DateTime.fromMillis(atMs, { zone }).hour, atMs, atMs + halfHourMs);
      return slow(said.announced, said.calendar, atMs);
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

/** Those that are over, too: the hours that are played in had them. */
async function readAnnounced(api: OfficerApi, checkpointId: string): Promise<Announced> {
  const [calendar, regimes] = await Promise.all([
    api.regimes.getCalendar({ checkpointId }),
    listAll((cursor) => api.regimes.list({ checkpointId, over: 'true', limit: regimesMax, ...cursor })),
  ]);
  return { ...calendar, regimes };
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
