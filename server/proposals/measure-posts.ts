import type { Post } from '../../shared/gate-steps.ts';
import type { Channel } from '../../shared/words.ts';
import type { Stage } from '../planning/capacity.ts';

/** A gate event as far as it tells what a post does. Of one truck they are in order. */
export interface PostEvent {
  bookingId: string;
  channel: Channel;
  step: string;
  post: Post | null;
  atMs: number;
}

interface Left {
  trucks: number;
  scan: number;
  examination: number;
}

/** What one post did in one hour. */
export interface PostHour {
  startsAtMs: number;
  /** Of each truck whose stage ended in this hour. */
  minutes: Record<Stage, number[]>;
  /** Trucks that began their documents. */
  begun: number;
  /** Share of the hour in which some truck stood before the lanes that came to them later. */
  waitingShare: number;
  /** Trucks that left the post, and how many of them had been in these stages. */
  left: Record<Channel, Left>;
}

export const hourMs = 3_600_000;
const minuteMs = 60_000;
const stages: readonly string[] = ['documents', 'scan', 'examination'];
const isStage = (step: string): step is Stage => stages.includes(step);

/**
 * The hours of both posts of a queue, from its gate events.
 *
 * A stage lasts from its event to the truck's next one, but only where that says when it was over: before another stage the truck waits for a
 * scanner or a bay, and before a full strip it stands at the first post though it is done. Such trucks count as having been there, and not with
 * their minutes.
 *
 * @param fromMs first hour, whole @param toMs end of the last, whole @param stripPlaces trucks that fit between the posts
 */
export function measurePosts(
  events: readonly PostEvent[],
  { fromMs, toMs, stripPlaces }: { fromMs: number; toMs: number; stripPlaces: number },
): Record<Post, PostHour[]> {
  const posts = { first: emptyHours(fromMs, toMs), second: emptyHours(fromMs, toMs) };
  const hourOf = (post: Post, atMs: number) => posts[post][Math.floor((atMs - fromMs) / hourMs)];
  const trucks = groupByTruck(events);
  const isFull = makeStrip(trucks, stripPlaces);
  const waits: Record<Post, [number, number][]> = { first: [], second: [] };

  for (const way of trucks) {
    for (const [index, { step, post, atMs, channel }] of way.entries()) {
      if (post === null) continue;
      const next = way[index + 1];
      // One that was forgotten there for a night must not look like a queue.
      if (step === 'at-post' && next?.step === 'documents') waits[post].push([atMs, next.atMs]);
      if (step === 'documents') addTo(hourOf(post, atMs), (hour) => hour.begun++);
      if (!next) continue;
      const leaves = next.post !== post;
      if (isStage(step) && leaves && !(next.step === 'strip' && isFull(next.atMs)))
        addTo(hourOf(post, next.atMs), ({ minutes }) => minutes[step].push((next.atMs - atMs) / minuteMs));
      if (leaves) addTo(hourOf(post, next.atMs), ({ left }) => countIn(left[channel], way, post));
    }
  }
  for (const post of ['first', 'second'] as const)
    for (const hour of posts[post]) hour.waitingShare = shareCovered(waits[post], hour.startsAtMs);
  return posts;
}

function groupByTruck(events: readonly PostEvent[]): PostEvent[][] {
  const ways = new Map<string, PostEvent[]>();
  for (const event of events) {
    const way = ways.get(event.bookingId);
    if (way) way.push(event);
    else ways.set(event.bookingId, [event]);
  }
  return [...ways.values()];
}

function emptyHours(fromMs: number, toMs: number): PostHour[] {
  const none = (): Left => ({ trucks: 0, scan: 0, examination: 0 });
  return Array.from({ length: Math.max(0, Math.round((toMs - fromMs) / hourMs)) }, (_, index) => ({
    startsAtMs: fromMs + index * hourMs,
    minutes: { documents: [], scan: [], examination: [] },
    begun: 0,
    waitingShare: 0,
    left: { green: none(), yellow: none(), red: none() },
  }));
}

function addTo(hour: PostHour | undefined, add: (hour: PostHour) => void) {
  if (hour) add(hour);
}

function countIn(left: Left, way: readonly PostEvent[], post: Post) {
  const was = (stage: Stage) => Number(way.some((event) => event.step === stage && event.post === post));
  left.trucks++;
  left.scan += was('scan');
  left.examination += was('examination');
}

/** Whether the strip was full with the truck that came onto it at an instant: then it had waited for the place. */
function makeStrip(trucks: readonly (readonly PostEvent[])[], places: number): (atMs: number) => boolean {
  const changes = trucks
    .flatMap((way) => {
      const onto = way.findIndex(({ step }) => step === 'strip');
      if (onto < 0) return [];
      const off = way[onto + 1];
      return [{ atMs: way[onto]!.atMs, by: 1 }, ...(off ? [{ atMs: off.atMs, by: -1 }] : [])];
    })
    .sort((a, b) => a.atMs - b.atMs || a.by - b.by);
  const full = new Set<number>();
  let there = 0;
  for (const { atMs, by } of changes) {
    there += by;
    if (by > 0 && there >= places) full.add(atMs);
  }
  return (atMs) => full.has(atMs);
}

function shareCovered(waits: readonly [number, number][], startMs: number): number {
  const endMs = startMs + hourMs;
  const here = waits.filter(([from, to]) => from < endMs && to > startMs).sort((a, b) => a[0] - b[0]);
  let [covered, until] = [0, startMs];
  for (const [from, to] of here) {
    covered += Math.max(0, Math.min(to, endMs) - Math.max(from, until));
    until = Math.max(until, Math.min(to, endMs));
  }
  return covered / hourMs;
}
