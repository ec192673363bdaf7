/**
 * Call-forward: who of the waiting area goes to the first post next, and how many may go now.
 *
 * Order: the slot a truck is called with, then those who came in time before those who came late, then class, then arrival, then id. So an
 * early truck gains nothing by being early, and a late one stands behind those of the slot now served.
 *
 * Number: a truck that is called takes a place on the way to the strip, and gives it back when the second post takes it. So the strip
 * holds at most its places even if the second post stops this minute: called + at the first post + on the strip ≤ places of the strip. No
 * more are called than the first post has places for, nor many more than the posts take while a truck drives up.
 *
 * Source of the bound: a kanban loop (constant work in process, Spearman, Woodruff & Hopp 1990), with the strip as the bottleneck buffer.
 */

export type VehicleClass = 'general' | 'out-of-turn' | 'post' | 'accelerated';

/** A truck in the waiting area. Instants are milliseconds since 1970. */
export interface WaitingTruck {
  id: string;
  /** Start of the slot it is called with: its own, or the one that was served when it came late. */
  servedAtMs: number;
  late: boolean;
  class: VehicleClass;
  arrivedAtMs: number;
  /** It is not called before: the first moment at which it is not early. */
  callableFromMs: number;
}

/** Trucks on their way to the second post, and the places that hold them back. */
export interface Forecourt {
  called: number;
  atFirstPost: number;
  onStrip: number;
  firstPostPlaces: number;
  stripPlaces: number;
  /** {@link callPaceOf}. */
  perHour: number;
  /** From the call to the first post. */
  callLeadMinutes: number;
}

export type CallLimit = 'strip' | 'post' | 'pace' | 'waiting' | 'closed';

/** Of two trucks that stand in the same slot the lower rank goes first. */
export const ranks: Record<VehicleClass, number> = { 'out-of-turn': 0, post: 1, accelerated: 2, general: 3 };

/** Below zero if a is called before b; zero only for the same truck. A total order, whatever the trucks. */
export function compareWaiting(a: WaitingTruck, b: WaitingTruck): number {
  return (
    a.servedAtMs - b.servedAtMs ||
    Number(a.late) - Number(b.late) ||
    ranks[a.class] - ranks[b.class] ||
    a.arrivedAtMs - b.arrivedAtMs ||
    (a.id < b.id ? -1 : Number(a.id > b.id))
  );
}

/**
 * How many trucks may be called now, and what keeps it from being more.
 *
 * @param waiting trucks that are not early any more
 */
export function countToCall(forecourt: Forecourt, waiting: number): { count: number; limitedBy: CallLimit } {
  const { called, atFirstPost, onStrip, perHour } = forecourt;
  if (perHour <= 0) return { count: 0, limitedBy: 'closed' };
  const rooms: [CallLimit, number][] = [
    ['waiting', waiting],
    ['strip', forecourt.stripPlaces - called - atFirstPost - onStrip],
    ['post', forecourt.firstPostPlaces - called - atFirstPost],
    ['pace', mostOnTheWay(perHour, forecourt.callLeadMinutes) - called],
  ];
  const [limitedBy, room] = rooms.reduce((least, next) => (next[1] < least[1] ? next : least));
  return { count: Math.max(0, room), limitedBy };
}

/**
 * Trucks that may be on the way from the call to the first post at once: half as many again as are scheduled for the minutes of the way. The schedule
 * leaves 15% of the posts' time unsold (TARGET_LOAD), a way takes longer in snow, and where each truck is just in time a lane stands idle for each
 * that is not. At least two: one that does not come when called must not stop the others.
 *
 * @param perHour {@link callPaceOf}
 */
export function mostOnTheWay(perHour: number, leadMinutes: number): number {
  return Math.max(2, Math.ceil((perHour * 1.5 * leadMinutes) / 60));
}

/**
 * The pace to call at, in trucks an hour: what is scheduled, or what was done where that is more. Never less: what is done is never more than what is
 * called, so a rule that calls as many as were done falls with every slow hour and does not rise again (with 20 minutes on the way for the 15 of the
 * rule, Syrym came down from 23 trucks an hour to 6). Where the posts are slower than scheduled, their places and the strip's hold the calls back.
 */
export function callPaceOf(queue: { scheduledPerHour: number; clearedLastHour: number }): number {
  return queue.scheduledPerHour <= 0 ? 0 : Math.max(queue.scheduledPerHour, queue.clearedLastHour);
}

/** The trucks to call now, in their order. */
export function chooseToCall<Truck extends WaitingTruck>(
  forecourt: Forecourt,
  waiting: readonly Truck[],
  nowMs: number,
) {
  const ready = waiting.filter((truck) => truck.callableFromMs <= nowMs).sort(compareWaiting);
  const { count, limitedBy } = countToCall(forecourt, ready.length);
  return { trucks: ready.slice(0, count), limitedBy };
}

/**
 * The pace of the posts in trucks an hour, for telling a wait. What they really did counts if they had somebody to take all hour long; else what
 * their lanes are scheduled for. Never below one while open: a jam is no standstill.
 *
 * @param queue readyMinutes: for how long there has been a truck that could be called, at an open checkpoint
 */
export function paceOf(queue: { scheduledPerHour: number; clearedLastHour: number; readyMinutes: number }): number {
  if (queue.scheduledPerHour <= 0) return 0;
  const busyAllHour = queue.readyMinutes >= 60;
  return Math.max(1, busyAllHour ? queue.clearedLastHour : queue.scheduledPerHour);
}

export interface PlaceInQueue {
  /** 1 is called next. */
  place: number;
  ahead: number;
  /** Of those ahead, trucks of a class that goes first. */
  aheadByPriority: number;
  /** Of earlier slots and on their way: they go first if they come in time. */
  expectedAhead: number;
}

/**
 * The place of a truck and why. For one that has not arrived: where it would stand if it came now, in time.
 *
 * @param waiting the waiting area, with or without the truck itself
 * @param expectedSlotsMs starts of the slots of trucks still on their way, without the truck itself
 */
export function findPlace(
  truck: WaitingTruck,
  waiting: readonly WaitingTruck[],
  expectedSlotsMs: readonly number[],
): PlaceInQueue {
  const before = waiting.filter((other) => other.id !== truck.id && compareWaiting(other, truck) < 0);
  return {
    place: before.length + 1,
    ahead: before.length,
    aheadByPriority: before.filter((other) => ranks[other.class] < ranks[truck.class]).length,
    expectedAhead: expectedSlotsMs.filter((slotMs) => slotMs < truck.servedAtMs).length,
  };
}
