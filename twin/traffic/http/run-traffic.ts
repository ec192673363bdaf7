import { setTimeout as after } from 'node:timers/promises';
import type { Clock } from '../../../server/platform/clock.ts';
import type { Checkpoint } from '../../../shared/contract/checkpoints.ts';
import type { GateEvent } from '../../../shared/contract/gate.ts';
import type { SlowPost } from '../slow-post.ts';
import { createLiveQueue, type LiveQueue } from './live-queue.ts';
import { createMeter } from './meter.ts';
import type { OfficerApi } from './officer-api.ts';
import { makePace } from './pace.ts';
import { postEvents } from './post-events.ts';
import { listAll } from './read-queue.ts';

export interface TrafficOptions {
  api: OfficerApi;
  clock: Clock;
  seed: string;
  rate: number;
  /** Posts that are slower than announced. */
  slow?: readonly SlowPost[];
  /** All that the officer works at, when left out. */
  checkpointIds?: readonly string[];
  say(line: string): void;
}

export interface Traffic {
  /** Plays in what is missing of the last 24 hours, checkpoint by checkpoint. */
  catchUp(): Promise<void>;
  /** What happened at all checkpoints since the last time. */
  tick(): Promise<void>;
  /** Ticks for ever. */
  run(): Promise<never>;
}

interface Gate {
  checkpoint: Checkpoint;
  queues: LiveQueue[];
}

const tickMs = 1000;
const sayEvery = 10;
/** Enough to keep two cores busy, few enough to leave the server to the people who look at it. */
const gatesAtOnce = 3;

/** Trucks and officers at the gates of a server that is reached by its address alone. */
export async function openTraffic({
  api,
  clock,
  seed,
  rate,
  slow = [],
  checkpointIds,
  say,
}: TrafficOptions): Promise<Traffic> {
  const nowMs = () => clock.now().getTime();
  const pace = makePace(nowMs(), rate);
  const meter = createMeter(clock);
  const all = await listAll((cursor) => api.checkpoints.list(cursor));
  const checkpoints = all.filter(({ id }) => checkpointIds?.includes(id) ?? true);
  for (const { checkpointId, side, factor } of slow) {
    if (!all.some(({ id }) => id === checkpointId))
      throw new Error(`--slow names ${checkpointId}, which is no checkpoint`);
    say(`Twin: the ${side} post of ${checkpointId} takes ${factor} times as long as announced (simulated)`);
  }
  const gates: Gate[] = checkpoints.map((checkpoint, index) => ({
    checkpoint,
    queues: (['out', 'in'] as const).map((direction) =>
      createLiveQueue({ api, checkpoint, direction, seed, pace, slow, phase: index / checkpoints.length }),
    ),
  }));

  async function catchUp() {
    let done = 0;
    await eachGate(async (gate) => {
      for (const queue of gate.queues) await queue.read(nowMs());
      await passTime(gate);
      if (++done % sayEvery === 0 || done === gates.length)
        say(
          `Twin: the last hours are played in at ${done} of ${gates.length} checkpoints, ${meter.total()} gate events`,
        );
    });
  }

  async function passTime(gate: Gate) {
    const atMs = nowMs();
    await send(
      gate,
      gate.queues.flatMap((queue) => queue.pass(atMs)),
    );
    for (const queue of gate.queues) await send(gate, await queue.callForward(atMs));
    for (const queue of gate.queues) if (queue.isDue(atMs)) await queue.read(nowMs());
  }

  /** What is refused, others have done or forbidden: then the server knows better where the trucks are. */
  async function send({ checkpoint, queues }: Gate, events: readonly GateEvent[]) {
    if (events.length === 0) return;
    const inOrder = [...events].sort((a, b) => Date.parse(a.happenedAt) - Date.parse(b.happenedAt));
    const refused = await meter.time(events.length, () => postEvents(api, checkpoint.id, inOrder));
    meter.addRefused(refused.length);
    if (refused.length > 0) for (const queue of queues) await queue.read(nowMs());
  }

  async function eachGate(visit: (gate: Gate) => Promise<void>) {
    const waiting = [...gates];
    const visitor = async () => {
      for (let gate = waiting.shift(); gate; gate = waiting.shift()) await visit(gate);
    };
    await Promise.all(Array.from({ length: gatesAtOnce }, visitor));
  }

  return {
    catchUp,
    tick: () => eachGate(passTime),
    async run() {
      while (true) {
        await eachGate(passTime);
        if (rate !== 1) meter.sayEvery10Seconds(say);
        await after(tickMs);
      }
    },
  };
}
