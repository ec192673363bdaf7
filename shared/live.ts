import { z } from 'zod';
import { type CheckpointLoad, checkpointLoadSchema, type Slot, slotSchema } from './contract/checkpoints.ts';

/**
 * The live contract. A client watches a topic and gets its snapshot with the answer; after that whole values, at most one message a
 * second for each checkpoint. Of two values of one thing the larger seq is newer, so a lost or late message costs nothing; after
 * a reconnect the client watches again.
 */
export const topicSchema = z.union([
  z.object({ kind: z.literal('map') }),
  z.object({ kind: z.literal('checkpoint'), checkpointId: z.string().regex(/^[a-z0-9-]{1,60}$/) }),
]);
export type Topic = z.infer<typeof topicSchema>;

export const snapshotSchema = z.object({ loads: z.array(checkpointLoadSchema), slots: z.array(slotSchema) });
/** All loads for the map; one load and the slots of the next 31 days for a checkpoint. */
export type Snapshot = z.infer<typeof snapshotSchema>;

export type WatchReply = { ok: true; snapshot: Snapshot } | { ok: false; code: string; message: string };

export interface ServerToClientEvents {
  load: (load: CheckpointLoad) => void;
  slots: (change: { checkpointId: string; slots: Slot[] }) => void;
}

export interface ClientToServerEvents {
  watch: (topic: Topic, reply: (answer: WatchReply) => void) => void;
  unwatch: (topic: Topic) => void;
}
