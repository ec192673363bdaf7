import type { Checkpoint } from '../../../shared/contract/checkpoints.ts';
import type { GateEvent } from '../../../shared/contract/gate.ts';
import type { Direction } from '../../../shared/words.ts';
import { callByRule } from '../call-rule.ts';
import { createQueueWorld, type QueueWorld } from '../queue-world.ts';
import type { SlowPost } from '../slow-post.ts';
import type { OfficerApi } from './officer-api.ts';
import type { Pace } from './pace.ts';
import { listTrucks, readFacts } from './read-queue.ts';

/** A queue of the server and its twin. */
export interface LiveQueue {
  direction: Direction;
  /** What happened since the last time. */
  pass(nowMs: number): GateEvent[];
  /** Calls whom the server says, if it is time to ask. */
  callForward(nowMs: number): Promise<GateEvent[]>;
  /** Takes the trucks from the server anew: who has booked, and what others did. */
  read(nowMs: number): Promise<void>;
  isDue(nowMs: number): boolean;
}

const minuteMs = 60_000;
/** Longer than the twin was away, or the machine asleep, nobody asks for. */
const goBackMs = 24 * 60 * minuteMs;
/** A time that is over cannot be asked about: then the twin calls by the same rule itself. */
const aloneFromMs = 10 * minuteMs;
const callEveryMs = 20_000;
const readEveryMs = 5 * minuteMs;
/** Slots are read for the time until the next reading, and for the trucks that it shows. */
const calendarMs = 8 * 60 * minuteMs;

export interface LiveQueueOptions {
  api: OfficerApi;
  checkpoint: Checkpoint;
  direction: Direction;
  seed: string;
  pace: Pace;
  slow: readonly SlowPost[];
  /** Spreads the queues over the time in which each is asked about once, 0 to 1. */
  phase: number;
}

export function createLiveQueue({ api, checkpoint, direction, seed, pace, slow, phase }: LiveQueueOptions): LiveQueue {
  const checkpointId = checkpoint.id;
  let world: QueueWorld | undefined;
  let worldMs = 0;
  let isAlone = false;
  let readAtMs = 0;
  let calledAtMs = 0;

  const dated = (event: GateEvent): GateEvent => ({
    ...event,
    happenedAt: new Date(pace.toWall(Date.parse(event.happenedAt))).toISOString(),
  });

  return {
    direction,
    isDue: (nowMs) => nowMs - readAtMs > readEveryMs || pace.toWorld(nowMs) - worldMs > goBackMs,
    async read(nowMs) {
      const [status, trucks] = await Promise.all([
        api.queues.get({ checkpointId }).then((both) => both[direction]),
        listTrucks(api, checkpointId, direction),
      ]);
      const lastMs = worldMs || Date.parse(status.lastEventAt ?? '') || 0;
      worldMs = Math.max(lastMs, pace.toWorld(nowMs) - goBackMs);
      const facts = await readFacts(
        api,
        checkpoint,
        direction,
        [worldMs, pace.toWorld(nowMs) + calendarMs * pace.rate],
        slow,
      );
      world = createQueueWorld(facts, {
        seed,
        startsAtMs: worldMs,
        rule: (view) => (isAlone ? callByRule(view) : []),
        clearedLastHour: status.clearedLastHour ?? 0,
      });
      world.expect(
        trucks.map((truck) => ({
          ...truck,
          sinceMs: truck.state === 'expected' ? truck.sinceMs : pace.toWorld(truck.sinceMs),
          arrivedAtMs: truck.arrivedAtMs === null ? null : pace.toWorld(truck.arrivedAtMs),
        })),
      );
      // The first ones are read together; after that each has its own moment.
      readAtMs = readAtMs === 0 ? nowMs - phase * readEveryMs : nowMs;
    },
    pass(nowMs) {
      const untilMs = Math.max(worldMs, pace.toWorld(nowMs));
      isAlone = pace.rate !== 1 || untilMs - worldMs > aloneFromMs;
      worldMs = untilMs;
      return world!.advance(untilMs).map(dated);
    },
    async callForward(nowMs) {
      if (isAlone || nowMs - calledAtMs < callEveryMs || world!.view().waiting.length === 0) return [];
      calledAtMs = nowMs - (calledAtMs === 0 ? phase * callEveryMs : 0);
      const { trucks } = await api.queues.nextToCall({ checkpointId, direction });
      return world!.call(trucks.map(({ bookingId }) => bookingId)).map(dated);
    },
  };
}
