import type { OpenMoves } from '../../shared/contract/moves.ts';
import { movesRoom } from '../corridors/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/client.ts';
import { createGatherer } from '../platform/gatherer.ts';
import type { Live } from '../platform/live.ts';
import type { Logger } from '../platform/log.ts';
import { listMoves } from './list-moves.ts';

export interface MovesFeed {
  /** Tells the screens of these organisations what they have to answer now. Call it after the commit. */
  changed(organisationIds: readonly string[]): void;
  /** Sends what is gathered. */
  close(): Promise<void>;
}

/**
 * A plan moves trucks of hundreds of carriers, and a few of them look at a screen. So each process is told the names, and reads and sends only what
 * its own clients watch.
 *
 * @param onChanged told of each organisation in each process, at most once a second
 */
export function createMovesFeed(
  db: Database,
  live: Live,
  clock: Clock,
  log: Logger,
  onChanged: (organisationId: string) => void = () => {},
): MovesFeed {
  const gatherer = createGatherer<true>({
    async send(organisationId) {
      onChanged(organisationId);
      const room = movesRoom(organisationId);
      if (!live.sockets.adapter.rooms.has(room)) return;
      live.local.to(room).emit('moves', await readOpenMoves(db, clock.now(), organisationId));
    },
    onError: (error, organisationId) => log.error({ err: error, organisationId }, 'moves feed'),
  });
  const tell = (organisationIds: readonly string[]) => {
    for (const id of organisationIds) gatherer.add(id, () => true);
  };
  live.on('movesChanged', tell);
  return {
    changed(organisationIds) {
      live.serverSideEmit('movesChanged', [...organisationIds]);
      tell(organisationIds);
    },
    close: gatherer.close,
  };
}

/** What an organisation has to answer; the whole value, so that a message lost or doubled costs nothing. */
export async function readOpenMoves(db: Database, now: Date, organisationId: string): Promise<OpenMoves> {
  // Drawn before the rest is read: of two readings the one with the larger seq has seen all that the other had.
  const [drawn] = await db.$queryRaw<{ seq: bigint }[]>`SELECT nextval('live_seq') AS seq`;
  const [count] = await db.$queryRaw<{ open: number; unplaced: number }[]>`
    SELECT count(*)::int AS open, count(*) FILTER (WHERE m.to_slot_id IS NULL)::int AS unplaced
    FROM booking_move m JOIN booking b ON b.id = m.booking_id
    WHERE m.organisation_id = ${organisationId} AND m.state = 'told' AND move_is_open(m, b, ${now})`;
  const { items } = await listMoves(db, now, organisationId, { state: 'told', limit: 1 });
  return { open: count!.open, unplaced: count!.unplaced, latest: items[0] ?? null, seq: Number(drawn!.seq) };
}
