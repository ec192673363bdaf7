import { setTimeout as after } from 'node:timers/promises';
import type { Crowd } from './crowd.ts';
import { nowMs } from './measures.ts';

/** A server with its clients, and how to make it tell them something. */
export interface Side {
  crowd: Crowd;
  /** Resolves with the reply. */
  send(): Promise<unknown>;
}

export interface Arrivals {
  /** From the request to its reply. */
  replyMs: number[];
  /** From the reply to the last client. */
  arrivalMs: number[];
  /** From the request to the last client. */
  wholeMs: number[];
}

const rounds = 60;
const warmUpRounds = 10;
/** The message before is done with, on all sides. */
const restMs = 100;

/** One message at a time; the sides take turns, so that what else the machine does hits all of them. */
export async function measureArrivals(sides: readonly Side[]): Promise<Arrivals[]> {
  const times = sides.map((): Arrivals => ({ replyMs: [], arrivalMs: [], wholeMs: [] }));
  for (let round = -warmUpRounds; round < rounds; round++) {
    for (const [index, { crowd, send }] of sides.entries()) {
      await after(restMs);
      const arrival = crowd.nextArrival();
      const sentAt = nowMs();
      await send();
      const repliedAt = nowMs();
      const lastAt = await arrival;
      if (round < 0) continue;
      const own = times[index]!;
      own.replyMs.push(repliedAt - sentAt);
      own.arrivalMs.push(lastAt - repliedAt);
      own.wholeMs.push(lastAt - sentAt);
    }
  }
  return times;
}
