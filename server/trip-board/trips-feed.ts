import { tripsRoom } from '../corridors/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/client.ts';
import { createGatherer } from '../platform/gatherer.ts';
import type { Live } from '../platform/live.ts';
import type { Logger } from '../platform/log.ts';

export interface TripsFeed {
  /** Tells the boards of these organisations to look again. Call it after the commit. */
  changed(organisationIds: readonly string[]): void;
  /** The same for those who watch through this process, where every process has heard of it. */
  changedHere(organisationIds: readonly string[]): void;
  /** A queue has moved, and with it the places of those who wait there; every process has heard of it. */
  queueMovedHere(checkpointId: string): Promise<void>;
  /** Sends what is gathered. */
  close(): Promise<void>;
}

/**
 * A carrier's trips change by what it does itself, by a planner's moves, and when the queue that its truck stands in moves on. Each process
 * tells those who watch through it, so that nothing is read for the hundreds of carriers that nobody looks at.
 */
export function createTripsFeed(db: Database, live: Live, clock: Clock, log: Logger): TripsFeed {
  const gatherer = createGatherer<true>({
    async send(organisationId) {
      live.local.to(tripsRoom(organisationId)).emit('trips', { asOf: clock.now().toISOString() });
    },
    onError: (error, organisationId) => log.error({ err: error, organisationId }, 'trips feed'),
  });
  // A program that books 200 trucks is one piece of news to the other processes.
  const outbound = createGatherer<true>({
    async send(organisationId) {
      live.serverSideEmit('tripsChanged', [organisationId]);
    },
    onError: (error, organisationId) => log.error({ err: error, organisationId }, 'trips feed'),
  });
  const watched = () =>
    [...live.sockets.adapter.rooms.keys()].flatMap((room) =>
      room.startsWith(tripsRoom('')) ? [room.slice(tripsRoom('').length)] : [],
    );
  const tell = (organisationIds: readonly string[]) => {
    const here = watched();
    for (const id of organisationIds) if (here.includes(id)) gatherer.add(id, () => true);
  };

  async function queueMovedHere(checkpointId: string) {
    const organisationIds = watched();
    if (organisationIds.length === 0) return;
    const rows = await db.$queryRaw<{ id: string }[]>`
      SELECT DISTINCT b.organisation_id AS id FROM booking b JOIN slot s ON s.id = b.slot_id
      WHERE b.organisation_id = ANY (${organisationIds}) AND s.checkpoint_id = ${checkpointId} AND b.state = 'confirmed'
        AND s.starts_at < ${clock.now()}::timestamptz + interval '1 day'`;
    tell(rows.map(({ id }) => id));
  }

  live.on('tripsChanged', tell);
  return {
    changed(organisationIds) {
      for (const id of organisationIds) outbound.add(id, () => true);
      tell(organisationIds);
    },
    changedHere: tell,
    queueMovedHere,
    async close() {
      await outbound.close();
      await gatherer.close();
    },
  };
}
