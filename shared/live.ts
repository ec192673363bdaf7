import { z } from 'zod';
import { type CheckpointLoad, checkpointLoadSchema, type Slot, slotSchema } from './contract/checkpoints.ts';
import { type WaitForecast, waitForecastSchema } from './contract/forecasts.ts';
import { type OpenMoves, openMovesSchema } from './contract/moves.ts';
import { type UnreadNotices, unreadNoticesSchema } from './contract/notices.ts';
import { type Plan, planSchema } from './contract/plans.ts';
import { type Passage, passageSchema, type QueueStatus, queueStatusSchema } from './contract/queues.ts';

const bookingTopicSchema = z.object({
  kind: z.literal('booking'),
  bookingId: z.uuid(),
  token: z
    .string()
    .max(2000)
    .optional()
    .describe("of the driver's link; without it the connection's own sign-in counts"),
});
/** For the booking's organisation, the officers of its checkpoint, and whoever has its driver's link. */
export type BookingTopic = z.infer<typeof bookingTopicSchema>;

/**
 * The live contract. A client watches a topic and gets its snapshot with the answer; after that whole values, at most one message a
 * second for each checkpoint. Of two values of one thing the larger seq is newer, so a lost or late message costs nothing; after
 * a reconnect the client watches again.
 */
export const topicSchema = z.union([
  z.object({ kind: z.literal('map') }),
  z.object({ kind: z.literal('plans') }),
  z.object({ kind: z.literal('moves') }).describe("of one's own organisation: for those who are signed in to one"),
  z.object({ kind: z.literal('trips') }).describe("of one's own organisation"),
  z.object({ kind: z.literal('notices') }).describe("of one's own account"),
  z.object({ kind: z.literal('checkpoint'), checkpointId: z.string().regex(/^[a-z0-9-]{1,60}$/) }),
  bookingTopicSchema,
]);
export type Topic = z.infer<typeof topicSchema>;

export const snapshotSchema = z.object({
  loads: z.array(checkpointLoadSchema),
  slots: z.array(slotSchema),
  queues: z.array(queueStatusSchema),
  forecasts: z.array(waitForecastSchema).optional(),
  passage: passageSchema.optional(),
  plans: z.array(planSchema).optional(),
  moves: openMovesSchema.optional(),
  notices: unreadNoticesSchema.optional(),
});
/**
 * All loads, queues and forecasts for the map; one load, its two queues and forecasts and the slots of the next 31 days for a checkpoint; for a booking the passage
 * of its truck and the queue it is in; the latest rounds for the plans; for the moves what is to be answered.
 */
export type Snapshot = z.infer<typeof snapshotSchema>;

export type WatchReply = { ok: true; snapshot: Snapshot } | { ok: false; code: string; message: string };

export interface ServerToClientEvents {
  load: (load: CheckpointLoad) => void;
  slots: (change: { checkpointId: string; slots: Slot[] }) => void;
  /** To the map and the checkpoint: what stands there now, of one direction or both. */
  queues: (change: { checkpointId: string; queues: QueueStatus[] }) => void;
  /** To the map and the checkpoint: the expected waits of the next day, of one direction or both. */
  forecast: (change: { checkpointId: string; forecasts: WaitForecast[] }) => void;
  /** To the booking: where its truck is, and its place in the queue. */
  passage: (passage: Passage) => void;
  /** To the plans: a round as it is now, at most once a second while it runs. */
  plan: (plan: Plan) => void;
  /** To the moves of an organisation: what it has to answer now. */
  moves: (moves: OpenMoves) => void;
  /** To the trips of an organisation: some of them are not as they were; at most once a second. The board asks for them again. */
  trips: (change: { asOf: string }) => void;
  /** To the notices of an account: how many it has not read. */
  notices: (notices: UnreadNotices) => void;
}

export interface ClientToServerEvents {
  watch: (topic: Topic, reply: (answer: WatchReply) => void) => void;
  unwatch: (topic: Topic) => void;
}

/** Between the processes of the server. */
export interface ServerToServerEvents {
  /** A queue has moved, and with it the places of those who wait. */
  queueMoved: (checkpointId: string) => void;
  /** Bookings of these organisations were moved, or they answered. */
  movesChanged: (organisationIds: string[]) => void;
  /** Trips of these organisations changed. */
  tripsChanged: (organisationIds: string[]) => void;
  /** These accounts have other notices now. */
  noticesChanged: (userIds: string[]) => void;
}
