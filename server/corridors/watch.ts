import type { IncomingHttpHeaders } from 'node:http';
import { ORPCError } from '@orpc/server';
import { DateTime } from 'luxon';
import type { WaitForecast } from '../../shared/contract/forecasts.ts';
import type { OpenMoves } from '../../shared/contract/moves.ts';
import type { UnreadNotices } from '../../shared/contract/notices.ts';
import type { Plan } from '../../shared/contract/plans.ts';
import type { Passage, QueueStatus } from '../../shared/contract/queues.ts';
import { type ErrorCode, errorTable, isErrorCode } from '../../shared/errors.ts';
import { type BookingTopic, type Snapshot, type Topic, topicSchema } from '../../shared/live.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/client.ts';
import type { Live } from '../platform/live.ts';
import type { Logger } from '../platform/log.ts';
import { createSharedReads } from '../platform/shared-reads.ts';
import { horizonDays } from './keep-slots.ts';
import { listLoads } from './list-loads.ts';
import { slotView } from './slot-view.ts';

export const mapRoom = 'map';
export const checkpointRoom = (checkpointId: string) => `checkpoint:${checkpointId}`;
export const bookingRoom = (bookingId: string) => `booking:${bookingId}`;
export const movesRoom = (organisationId: string) => `moves:${organisationId}`;
export const tripsRoom = (organisationId: string) => `trips:${organisationId}`;
export const noticesRoom = (userId: string) => `notices:${userId}`;
const isRoomOf = (kind: OwnTopic['kind']) => (room: string) => room.startsWith(`${kind}:`);
export const bookingIdOfRoom = (room: string) =>
  room.startsWith('booking:') ? room.slice('booking:'.length) : undefined;

/** A page watches a handful of topics and again after each reconnect. An answer has up to half a megabyte, a question has fifty bytes. */
const watchesPerMinute = 60;

/** Of these topics each organisation, or each account, has its own. */
type OwnTopic = Extract<Topic, { kind: 'moves' | 'trips' | 'notices' }>;
/** A topic that is the same for all who watch it. */
type OneTopic = Exclude<Topic, OwnTopic>;

const isOwn = (topic: Topic): topic is OwnTopic => ['moves', 'trips', 'notices'].includes(topic.kind);

function roomOf(topic: OneTopic): string {
  if (topic.kind === 'map' || topic.kind === 'plans') return topic.kind;
  return topic.kind === 'checkpoint' ? checkpointRoom(topic.checkpointId) : bookingRoom(topic.bookingId);
}

export interface WatchParts {
  live: Live;
  db: Database;
  clock: Clock;
  log: Logger;
  /** Run before places are shown, so that an expired hold is not seen as taken. */
  releaseExpiredHolds(): Promise<unknown>;
  /** What stands at these checkpoints, or at all. */
  readQueues(checkpointIds?: readonly string[]): Promise<QueueStatus[]>;
  /** What is expected there, or everywhere. */
  readForecasts(checkpointIds?: readonly string[]): Promise<WaitForecast[]>;
  /** @throws apiError where the caller may not watch this booking */
  assertMayWatch(topic: BookingTopic, headers: IncomingHttpHeaders): Promise<void>;
  findPassage(bookingId: string): Promise<Passage | undefined>;
  listLatestPlans(): Promise<Plan[]>;
  /** Whose moves somebody may watch. @throws apiError where the caller belongs to no organisation */
  getOrganisationId(headers: IncomingHttpHeaders): Promise<string>;
  readOpenMoves(organisationId: string): Promise<OpenMoves>;
  /** Whose notices somebody may watch. @throws apiError where nobody is signed in */
  getUserId(headers: IncomingHttpHeaders): Promise<string>;
  readUnreadNotices(userId: string): Promise<UnreadNotices>;
}

/**
 * Answers clients that watch the map, a checkpoint or a booking. The first two are public: slots and queues are counts, and never say whose. A
 * booking is for those whom it concerns.
 */
export function answerWatchers(parts: WatchParts): void {
  const { live, clock, log } = parts;
  const readShared = createSharedReads<Snapshot | undefined>();
  live.on('connection', (socket) => {
    const mayAsk = countPerMinute(clock, watchesPerMinute);
    socket.on('watch', async (asked, reply) => {
      if (typeof reply !== 'function') return;
      const refuse = (code: ErrorCode) => reply({ ok: false, code, message: errorTable[code].message });
      if (!mayAsk()) return refuse('TOO_MANY_REQUESTS');
      const topic = topicSchema.safeParse(asked);
      if (!topic.success) return refuse('INVALID_INPUT');
      try {
        if (topic.data.kind === 'booking') await parts.assertMayWatch(topic.data, socket.handshake.headers);
        const { room, read } = await openTopic(parts, topic.data, socket.handshake.headers);
        // Joined before the snapshot is read: what changes in between arrives twice, and the larger seq wins.
        await socket.join(room);
        const snapshot = await readShared(room, read);
        if (snapshot) return reply({ ok: true, snapshot });
        await socket.leave(room);
        refuse('CHECKPOINT_NOT_FOUND');
      } catch (error) {
        if (error instanceof ORPCError && isErrorCode(error.code)) return refuse(error.code);
        log.error({ err: error }, 'watch');
        refuse('INTERNAL');
      }
    });
    socket.on('unwatch', async (asked) => {
      const topic = topicSchema.safeParse(asked);
      if (!topic.success) return;
      const { data } = topic;
      const left = isOwn(data) ? [...socket.rooms].filter(isRoomOf(data.kind)) : [roomOf(data)];
      for (const room of left) await socket.leave(room);
    });
  });
}

/** The room of a topic and what its watchers get first. @throws apiError where the caller may not watch it */
async function openTopic(parts: WatchParts, topic: Topic, headers: IncomingHttpHeaders) {
  if (!isOwn(topic)) return { room: roomOf(topic), read: () => readSnapshot(parts, topic) };
  const empty = { loads: [], slots: [], queues: [] };
  if (topic.kind === 'notices') {
    const userId = await parts.getUserId(headers);
    return {
      room: noticesRoom(userId),
      read: async () => ({ ...empty, notices: await parts.readUnreadNotices(userId) }),
    };
  }
  const organisationId = await parts.getOrganisationId(headers);
  if (topic.kind === 'trips') return { room: tripsRoom(organisationId), read: async () => empty };
  const read = async () => ({ ...empty, moves: await parts.readOpenMoves(organisationId) });
  return { room: movesRoom(organisationId), read };
}

/** @returns says at each call whether it is one of the first so many of its minute */
function countPerMinute(clock: Clock, most: number): () => boolean {
  let minute = 0;
  let count = 0;
  return () => {
    const current = Math.floor(clock.now().getTime() / 60_000);
    if (current !== minute) count = 0;
    minute = current;
    return ++count <= most;
  };
}

async function readSnapshot(parts: WatchParts, topic: OneTopic): Promise<Snapshot | undefined> {
  if (topic.kind === 'booking') return readBooking(parts, topic.bookingId);
  if (topic.kind === 'plans') return { loads: [], slots: [], queues: [], plans: await parts.listLatestPlans() };
  await parts.releaseExpiredHolds();
  const { db } = parts;
  const now = parts.clock.now();
  if (topic.kind === 'map')
    return {
      loads: await listLoads(db, now),
      slots: [],
      queues: await parts.readQueues(),
      forecasts: await parts.readForecasts(),
    };
  const loads = await listLoads(db, now, [topic.checkpointId]);
  if (loads.length === 0) return undefined;
  const slots = await db.slot.findMany({
    where: {
      checkpointId: topic.checkpointId,
      startsAt: {
        gte: DateTime.fromJSDate(now).minus({ days: 1 }).toJSDate(),
        lt: DateTime.fromJSDate(now)
          .plus({ days: horizonDays + 1 })
          .toJSDate(),
      },
    },
    orderBy: [{ direction: 'asc' }, { startsAt: 'asc' }],
  });
  const [queues, forecasts] = [
    await parts.readQueues([topic.checkpointId]),
    await parts.readForecasts([topic.checkpointId]),
  ];
  return { loads, slots: slots.map(slotView), queues, forecasts };
}

async function readBooking(parts: WatchParts, bookingId: string): Promise<Snapshot | undefined> {
  const passage = await parts.findPassage(bookingId);
  if (!passage) return undefined;
  const queues = await parts.readQueues([passage.checkpointId]);
  return { loads: [], slots: [], queues: queues.filter(({ direction }) => direction === passage.direction), passage };
}
