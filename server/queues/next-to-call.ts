import type { NextToCall } from '../../shared/contract/gate.ts';
import type { Direction } from '../../shared/words.ts';
import { getCheckpointRow } from '../corridors/index.ts';
import { chooseToCall } from '../planning/call-forward.ts';
import type { Database } from '../platform/database/client.ts';
import { Prisma } from '../platform/database/generated/client.ts';
import { type Queue, readQueue } from './read-queue.ts';
import { listTruckRows, truckView } from './truck-row.ts';

/** Which trucks to call now, by the rule of planning/call-forward.ts. */
export async function nextToCall(
  db: Database,
  now: Date,
  { checkpointId, direction }: { checkpointId: string; direction: Direction },
): Promise<NextToCall> {
  await getCheckpointRow(db, checkpointId);
  const queue = await readQueue(db, now, checkpointId, direction);
  const { trucks, limitedBy } = chooseNext(queue, now);
  const ids = trucks.map(({ id }) => id);
  const rows = await listTruckRows(db, now, Prisma.sql`d.id = ANY(${ids}::uuid[])`);
  return {
    asOf: now.toISOString(),
    count: trucks.length,
    limitedBy,
    perHour: queue.perHour,
    trucks: rows
      .map((row) => truckView(row, queue, now))
      .sort((a, b) => ids.indexOf(a.bookingId) - ids.indexOf(b.bookingId)),
  };
}

export function chooseNext({ rule, status, waiting, callPerHour }: Queue, now: Date) {
  const { called, first, strip } = status;
  const forecourt = {
    called: called ?? 0,
    atFirstPost: first ? first.atPost + first.documents + first.scan + first.examination : 0,
    onStrip: strip ?? 0,
    firstPostPlaces: rule.postPlaces,
    stripPlaces: rule.stripPlaces,
    perHour: callPerHour,
    callLeadMinutes: rule.callLeadMinutes,
  };
  return chooseToCall(forecourt, waiting, now.getTime());
}
