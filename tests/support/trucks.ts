import type { Database } from '../../server/platform/database/client.ts';
import type { DocumentKind } from '../../shared/contract/consignment.ts';

/** What every load needs, so that goods that no rule names are green; goods that need a certificate have none. */
export const papers = (['consignment-note', 'e-invoice', 'spot-qr'] satisfies DocumentKind[]).map((kind) => ({
  kind,
  number: '1',
}));

/** A truck of its own for each number: what a hold needs besides the slot. */
export function truck(number: number, changes: { country?: string; hsCode?: string; class?: string } = {}) {
  return {
    vehicle: {
      plate: `${String(number % 1000).padStart(3, '0')}TST${String(Math.floor(number / 1000)).padStart(2, '0')}`,
      vin: `XTA2107409${String(number).padStart(7, '0')}`,
      country: changes.country ?? 'KZ',
    },
    cargo: { hsCode: changes.hsCode ?? '730890', grossWeightKg: 18_000, documents: papers },
    class: changes.class ?? 'general',
  };
}

/** Goods by the channel that screening gives them. */
export const goods = { green: '730890', yellow: '070200', red: '850440', blocked: '854231' };

/** A bookable slot with at least so many places, by time. */
export async function findSlot(
  db: Database,
  where: { checkpointId?: string; direction?: string; totalPlaces?: number; skip?: number } = {},
) {
  return db.slot.findFirstOrThrow({
    where: {
      checkpointId: where.checkpointId ?? 'syrym',
      direction: where.direction ?? 'out',
      closedBecause: null,
      totalPlaces: { gte: where.totalPlaces ?? 1 },
      startsAt: { gt: new Date('2026-06-15T07:00:00Z') },
    },
    orderBy: { startsAt: 'asc' },
    skip: where.skip ?? 0,
  });
}

/** Slots whose taken places are not what their bookings add up to. There must never be one. */
export function listWrongSlots(db: Database) {
  return db.$queryRaw<{ id: number }[]>`
    SELECT s.id, s.total_taken, s.inspected_taken, s.examined_taken, count(b.id) AS booked
    FROM slot s LEFT JOIN booking b ON b.slot_id = s.id AND b.state IN ('held', 'confirmed', 'ended', 'no-show')
    GROUP BY s.id
    HAVING s.total_taken <> count(b.id)
      OR s.inspected_taken <> count(b.id) FILTER (WHERE b.channel <> 'green')
      OR s.examined_taken <> count(b.id) FILTER (WHERE b.channel = 'red')`;
}
