import type { Slot } from '../../shared/contract/checkpoints.ts';
import type { Slot as SlotRow } from '../platform/database/generated/client.ts';

/** A slot as the API and the live messages show it. An overfull slot (its places shrank) has nothing left, not less than nothing. */
export function slotView(row: Omit<SlotRow, 'localDate'>): Slot {
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
