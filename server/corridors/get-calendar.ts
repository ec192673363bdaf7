import type { z } from 'zod';
import type { Shift, sideHourSchema } from '../../shared/contract/regimes.ts';
import type { Database } from '../platform/database/client.ts';
import type { Shift as ShiftRow } from '../platform/database/generated/client.ts';
import { getCheckpointRow } from './checkpoints.ts';

type CalendarHour = z.infer<typeof sideHourSchema>;

/** What each side has open by hour of its own clock, and the shifts that are not over, in the order in which they were made. */
export async function getCalendar(
  db: Database,
  now: Date,
  checkpointId: string,
): Promise<{ hours: CalendarHour[]; shifts: Shift[] }> {
  await getCheckpointRow(db, checkpointId);
  const [hours, shifts] = await Promise.all([
    db.sideCapacity.findMany({
      where: { checkpointId },
      omit: { checkpointId: true },
      orderBy: [{ direction: 'desc' }, { side: 'asc' }, { localHour: 'asc' }],
    }),
    db.shift.findMany({
      where: { checkpointId, endsAt: { gt: now }, OR: [{ endedAt: null }, { endedAt: { gt: now } }] },
      orderBy: [{ madeAt: 'asc' }, { id: 'asc' }],
    }),
  ]);
  return { hours: hours as CalendarHour[], shifts: shifts.map(shiftView) };
}

function shiftView(row: ShiftRow): Shift {
  const open = { lanes: row.lanes, scanners: row.scanners, bays: row.bays };
  return {
    id: row.id,
    checkpointId: row.checkpointId,
    direction: row.direction as Shift['direction'],
    side: row.side as Shift['side'],
    startsAt: row.startsAt.toISOString(),
    endsAt: (row.endedAt && row.endedAt < row.endsAt ? row.endedAt : row.endsAt).toISOString(),
    open: Object.fromEntries(Object.entries(open).filter(([, servers]) => servers !== null)),
    reason: row.reason,
    madeAt: row.madeAt.toISOString(),
  };
}
