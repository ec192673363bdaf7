import type { SideHour } from '../../server/planning/capacity.ts';
import { slowForHours } from './assumptions.ts';

/** A post whose documents take longer than anybody has announced, in both directions. */
export interface SlowPost {
  checkpointId: string;
  side: 'kz' | 'neighbour';
  factor: number;
  fromMs: number;
}

const hourMs = 3_600_000;

/** @param text checkpoint:side:factor, such as syrym:kz:1.7 @throws Error that says what is wrong with it */
export function readSlowPost(text: string, nowMs: number): SlowPost {
  const [checkpointId, side, number, ...more] = text.split(':');
  const factor = Number(number);
  if (!checkpointId || (side !== 'kz' && side !== 'neighbour') || !(factor >= 1) || more.length > 0)
    throw new Error(
      `--slow is "${text}", but must be checkpoint:side:factor, such as syrym:kz:1.7, with a factor from 1 on`,
    );
  return { checkpointId, side, factor, fromMs: nowMs - slowForHours * hourMs };
}

/** What a post truly has, from what is announced: once a regime says the longer minutes, they are not made longer again. */
export type Slow = (announced: SideHour, calendar: SideHour, atMs: number) => SideHour;

export function makeSlow(posts: readonly SlowPost[], checkpointId: string, side: SlowPost['side']): Slow {
  const here = posts.filter((post) => post.checkpointId === checkpointId && post.side === side);
  return (announced, calendar, atMs) => {
    const factors = here.filter(({ fromMs }) => atMs >= fromMs).map(({ factor }) => factor);
    const documentMinutes = Math.max(announced.documentMinutes, calendar.documentMinutes * Math.max(0, ...factors));
    return { ...announced, documentMinutes };
  };
}
