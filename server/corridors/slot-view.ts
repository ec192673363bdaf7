import type { Slot } from '../../shared/contract/checkpoints.ts';
import { type Slot as FullSlotRow, Prisma } from '../platform/database/generated/client.ts';

export type SlotRow = Omit<FullSlotRow, 'localDate' | 'kzLanes' | 'neighbourLanes'>;

/** The columns of a slot s for slotView, in the words of the code. */
export const slotColumns = Prisma.sql`s.id, s.checkpoint_id AS "checkpointId", s.direction, s.starts_at AS "startsAt", s.ends_at AS "endsAt",
  s.closed_because AS "closedBecause", s.total_places AS "totalPlaces", s.inspected_places AS "inspectedPlaces",
  s.examined_places AS "examinedPlaces", s.total_taken AS "totalTaken", s.inspected_taken AS "inspectedTaken",
  s.examined_taken AS "examinedTaken", s.limited_by_side AS "limitedBySide", s.limited_by_stage AS "limitedByStage", s.seq`;

/** A slot as the API and the live messages show it. An overfull slot (its places shrank) has nothing left, not less than nothing. */
export function slotView(row: SlotRow): Slot {
  const open = row.closedBecause === null;
  const total = open ? Math.max(0, row.totalPlaces - row.totalTaken) : 0;
  const inspected = Math.min(total, Math.max(0, row.inspectedPlaces - row.inspectedTaken));
  const examined = Math.min(inspected, Math.max(0, row.examinedPlaces - row.examinedTaken));
  return {
    id: row.id,
    checkpointId: row.checkpointId,
    direction: row.direction as Slot['direction'],
    startsAt: row.startsAt.toISOString(),
    endsAt: row.endsAt.toISOString(),
    closedBecause: row.closedBecause as Slot['closedBecause'],
    places: { total: row.totalPlaces, inspected: row.inspectedPlaces, examined: row.examinedPlaces },
    taken: { total: row.totalTaken, inspected: row.inspectedTaken, examined: row.examinedTaken },
    left: { total, inspected, examined },
    limitedBy:
      row.limitedBySide && row.limitedByStage
        ? ({ side: row.limitedBySide, stage: row.limitedByStage } as Slot['limitedBy'])
        : null,
    seq: Number(row.seq),
  };
}
