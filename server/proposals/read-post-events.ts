import type { Direction } from '../../shared/words.ts';
import type { Database } from '../platform/database/client.ts';
import type { PostEvent } from './measure-posts.ts';

type Source = 'gate' | 'simulated';

interface EventRow extends PostEvent {
  direction: Direction;
  source: Source;
}

/** Trucks that were on their way when the first hour began. */
const hoursBefore = 6;

/** The gate events of a checkpoint that count, those of each truck in order. */
async function readEvents(db: Database, checkpointId: string, from: Date, to: Date): Promise<EventRow[]> {
  return db.$queryRaw<EventRow[]>`
    SELECT e.booking_id AS "bookingId", p.channel, e.step, e.post, e.direction, e.source,
      extract(epoch FROM e.happened_at)::float8 * 1000 AS "atMs"
    FROM gate_event e JOIN passage p USING (booking_id)
    WHERE e.checkpoint_id = ${checkpointId} AND e.direction IN ('out', 'in')
      AND e.happened_at >= ${from}::timestamptz - make_interval(hours => ${hoursBefore}) AND e.happened_at < ${to}
      AND e.recorded_at <= ${to}::timestamptz + interval '1 hour'
      AND e.effect = 'applied' AND e.step <> 'undo' AND NOT EXISTS (SELECT FROM gate_event u WHERE u.undoes = e.id)
    ORDER BY e.number`;
}

/**
 * The gate events of one checkpoint and direction, all of one source: real ones and simulated ones are never mixed. Where there are both, those
 * of which there are more.
 */
export async function readPostEvents(db: Database, checkpointId: string, from: Date, to: Date) {
  const events = await readEvents(db, checkpointId, from, to);
  return (direction: Direction): { source: Source; events: PostEvent[] } => {
    const of = (source: Source) => events.filter((event) => event.direction === direction && event.source === source);
    const [gate, simulated] = [of('gate'), of('simulated')];
    return gate.length >= simulated.length
      ? { source: 'gate', events: gate }
      : { source: 'simulated', events: simulated };
  };
}
