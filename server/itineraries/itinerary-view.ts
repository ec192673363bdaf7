import type { Itinerary, ItineraryLeg, ItineraryRepair, ItineraryWish } from '../../shared/contract/itineraries.ts';
import type { SailingClaim } from '../../shared/contract/sailings.ts';
import { bookingView } from '../bookings/index.ts';
import type { Database } from '../platform/database/client.ts';
import type {
  BookingDetails,
  Itinerary as ItineraryRow,
  ItineraryRepair as RepairRow,
} from '../platform/database/generated/client.ts';

interface ClaimRow {
  itineraryId: string;
  claim: Omit<SailingClaim, 'needs' | 'vehicleCountry'>;
}

/** Itineraries as the API shows them, each with the bookings and the sailing it goes by now; three statements for all of them. */
export async function itineraryViews(db: Database, now: Date, rows: readonly ItineraryRow[]): Promise<Itinerary[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const [bookings, repairs, claims] = await Promise.all([
    db.bookingDetails.findMany({ where: { itineraryId: { in: ids } }, orderBy: [{ leg: 'asc' }, { id: 'asc' }] }),
    db.itineraryRepair.findMany({
      where: { itineraryId: { in: ids } },
      orderBy: [{ madeAt: 'desc' }, { expiresAt: 'desc' }, { id: 'desc' }],
    }),
    db.$queryRaw<ClaimRow[]>`
      SELECT c.itinerary_id AS "itineraryId", jsonb_build_object('id', c.id, 'state', c.state, 'sailing', sailing_json(s), 'gateSlot', gate_slot_json(g),
        'weightKg', c.weight_kg) AS claim
      FROM sailing_claim c JOIN sailing s ON s.id = c.sailing_id JOIN gate_slot g ON g.id = c.gate_slot_id
      WHERE c.itinerary_id = ANY (${ids}::uuid[]) ORDER BY c.made_at, c.id`,
  ]);
  return rows.map((row) => {
    const own = repairs.filter(({ itineraryId }) => itineraryId === row.id);
    return itineraryView(row, now, {
      bookings: bookings.filter(({ itineraryId }) => itineraryId === row.id).filter(({ id }) => isCurrent(id, own)),
      claim: claims.filter(({ itineraryId, claim }) => itineraryId === row.id && isCurrent(claim.id, own)).at(-1)
        ?.claim,
      repair: own[0],
    });
  });
}

/** Whether an itinerary goes by this booking or claim: not by those of a repair that its carrier has not taken, nor by those that one has replaced. */
function isCurrent(id: string, repairs: readonly RepairRow[]): boolean {
  return repairs.every(({ state, newBookingIds, replacedBookingIds, newClaimId, replacedClaimId }) => {
    const left = state === 'accepted' ? [...replacedBookingIds, replacedClaimId] : [...newBookingIds, newClaimId];
    return !left.includes(id);
  });
}

function itineraryView(
  row: ItineraryRow,
  now: Date,
  found: { bookings: BookingDetails[]; claim: ClaimRow['claim'] | undefined; repair: RepairRow | undefined },
): Itinerary {
  const wish = row.wish as unknown as ItineraryWish;
  const isExpired = row.state === 'held' && row.holdExpiresAt <= now; // before the job has said so
  const bookings = found.bookings.map((booking) => ({ leg: booking.leg, booking: bookingView(booking) }));
  const sailingClaim = found.claim ? { ...found.claim, needs: wish.needs, vehicleCountry: wish.vehicle.country } : null;
  return {
    ...wish,
    id: row.id,
    state: isExpired ? 'expired' : (row.state as Itinerary['state']),
    corridorId: row.corridorId,
    wayId: row.wayId,
    isReversed: row.isReversed,
    readyAt: row.readyAt.toISOString(),
    arriveBy: row.arriveBy.toISOString(),
    vehicle: { ...wish.vehicle, plate: row.plate, vin: row.vin },
    // A planner may have moved a slot, and a ship be late: the legs show the places as they are, with the times as they were planned.
    legs: (row.legs as unknown as ItineraryLeg[]).map((leg, index) => {
      const booking = bookings.find((one) => one.leg === index)?.booking;
      if (leg.kind === 'crossing' && booking) return { ...leg, slot: booking.slot };
      if (leg.kind === 'sailing' && sailingClaim)
        return { ...leg, sailing: sailingClaim.sailing, gateSlot: sailingClaim.gateSlot };
      return leg;
    }),
    bookings: bookings.map(({ booking }) => booking),
    sailingClaim,
    departAt: row.departAt.toISOString(),
    arrivalP50At: row.arrivalP50At.toISOString(),
    arrivalP80At: row.arrivalP80At.toISOString(),
    distanceKm: row.distanceKm,
    madeAt: row.madeAt.toISOString(),
    holdExpiresAt: row.holdExpiresAt.toISOString(),
    confirmedAt: row.confirmedAt?.toISOString() ?? null,
    closedAt: row.closedAt?.toISOString() ?? null,
    repair: found.repair ? repairView(found.repair, now) : null,
  };
}

function repairView(row: RepairRow, now: Date): ItineraryRepair {
  return {
    id: row.id,
    state: row.state === 'asked' && row.expiresAt <= now ? 'expired' : (row.state as ItineraryRepair['state']),
    cause: row.cause as ItineraryRepair['cause'],
    slippedLeg: row.slippedLeg,
    reason: row.reason,
    legs: row.legs as unknown as ItineraryLeg[],
    replacedBookingIds: row.replacedBookingIds,
    arrivalP50At: row.arrivalP50At?.toISOString() ?? null,
    arrivalP80At: row.arrivalP80At?.toISOString() ?? null,
    madeAt: row.madeAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    answeredAt: row.answeredAt?.toISOString() ?? null,
  };
}
