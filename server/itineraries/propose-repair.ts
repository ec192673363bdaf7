import { randomUUID } from 'node:crypto';
import { DateTime } from 'luxon';
import type { SlotFeed } from '../corridors/index.ts';
import type { Database } from '../platform/database/client.ts';
import { announceSlots } from './announce-slots.ts';
import type { PlannedWay } from './compose-way.ts';
import { getItinerary } from './get-itinerary.ts';
import { rethrowRefusal } from './itinerary-refusals.ts';
import type { CrossingStop, Journey, SailingStop, Slip } from './journey.ts';
import { planRest, type RestOfWay } from './plan-rest.ts';
import { isSeaAlone, planSeaAlone } from './plan-sea-alone.ts';
import { noteBlockedWay, screenWay } from './screen-claim.ts';

/** How long a carrier has to answer, where nothing begins before that. */
const answerHours = 2;

/** What is other in a repaired way: the places that it asks for, and those of the old way that they replace. */
interface Difference {
  crossings: PlannedWay['crossings'];
  sailing: PlannedWay['sailing'];
  replaced: CrossingStop[];
  replacedClaim: SailingStop | undefined;
}

/**
 * Plans the rest of a way anew from where the truck is, holds the places that are new in it and asks its carrier, in one statement (propose_repair in
 * prisma/migrations). Places that still fit are kept. Where there is no way, that is written down once for the slip.
 *
 * @returns kept: the rest as planned anew takes the places that it has; stale: something changed while it was planned, or another process was first
 * @throws apiError where a place was taken by others meanwhile
 */
export async function proposeRepair(
  db: Database,
  feed: SlotFeed,
  now: Date,
  journey: Journey,
  slip: Slip,
): Promise<'asked' | 'impossible' | 'kept' | 'stale'> {
  const { organisationId, wish, wayId } = journey;
  const rest = isSeaAlone(wayId)
    ? await planSeaAlone(db, now, wish, wayId)
    : await planRest(db, now, organisationId, wish, wayId, restFrom(journey, slip, now), placesToKeep(journey, slip));
  if ('reason' in rest) return writeImpossible(db, now, journey, slip);
  const difference = differenceOf(journey, rest);
  if (difference.crossings.length === 0 && !difference.sailing) return 'kept';

  const claimed = { ...difference, legs: rest.legs };
  const screened = await screenWay(db, now, organisationId, wish, claimed);
  if (screened.blocked) {
    await noteBlockedWay(db, now, { organisationId, madeBy: 'otkel' }, screened);
    return writeImpossible(db, now, journey, slip);
  }
  const { arrivalP50At, arrivalP80At } = rest;
  // What lies before it is shown as it is now: with the slot that was moved, and the hour at which the truck was through.
  const { legs } = await getItinerary(db, now, organisationId, journey.id);
  const before = legs.slice(0, slip.from.leg).map((leg, index) => ({ ...leg, ...slip.passed[index] }));
  const plan = { legs: [...before, ...rest.legs], arrivalP50At, arrivalP80At };
  const isAsked = await propose(db, now, journey, slip, {
    plan,
    crossings: screened.crossings,
    sailing: difference.sailing,
    replaced: difference.replaced.map(({ bookingId, slotId }) => ({ id: bookingId, slotId })),
    replacedClaimId: difference.replacedClaim?.claimId ?? null,
    expiresAt: expiryOf(now, rest, difference),
  });
  if (isAsked) await announceSlots(db, feed, journey.id);
  return isAsked ? 'asked' : 'stale';
}

function restFrom({ departAt }: Journey, { from }: Slip, now: Date): RestOfWay {
  return { ...from, isAtHome: from.leg === 0 && departAt > now };
}

/** The places of the rest that a plan may go on with, even where they are full: it has them. */
function placesToKeep({ stops }: Journey, { from, missedLeg }: Slip) {
  const ahead = [...stops].filter(([leg]) => leg >= from.leg);
  const isKept = (leg: number, stop: CrossingStop) => stop.state === 'confirmed' && !stop.isClosed && leg !== missedLeg;
  const slotIds = ahead.flatMap(([leg, stop]) => (stop.kind === 'crossing' && isKept(leg, stop) ? [stop.slotId] : []));
  const ship = ahead.find(([leg, stop]) => stop.kind === 'sailing' && leg !== missedLeg)?.[1];
  const sailing =
    ship?.kind === 'sailing' && !ship.hasNoRoom ? { sailingId: ship.sailingId, gateSlotId: ship.gateSlotId } : null;
  return { slotIds, sailing };
}

function differenceOf({ stops }: Journey, rest: PlannedWay): Difference {
  const crossingAt = (leg: number) => {
    const stop = stops.get(leg);
    return stop?.kind === 'crossing' ? stop : undefined;
  };
  const isNew = ({ leg, slotId }: PlannedWay['crossings'][number]) => {
    const stop = crossingAt(leg);
    return !stop || stop.slotId !== slotId || stop.state !== 'confirmed';
  };
  const crossings = rest.crossings.filter(isNew);
  const replaced = crossings.flatMap(({ leg }) => crossingAt(leg) ?? []);
  const ship = [...stops.values()].find((stop) => stop.kind === 'sailing');
  const { sailing } = rest;
  const keepsShip =
    !sailing || (ship?.sailingId === sailing.sailingId && ship.gateSlotId === sailing.gateSlotId && !ship.hasNoRoom);
  return {
    crossings,
    sailing: keepsShip ? null : sailing,
    replaced,
    replacedClaim: keepsShip ? undefined : ship,
  };
}

/** Two hours, and not after the first of the places concerned begins: who answers then is too late for either. */
function expiryOf(now: Date, rest: PlannedWay, { crossings, sailing, replaced, replacedClaim }: Difference): Date {
  const begins = [
    ...rest.legs.flatMap((leg) => {
      if (leg.kind === 'crossing')
        return crossings.some(({ slotId }) => slotId === leg.slot.id) ? [leg.slot.startsAt] : [];
      return leg.kind === 'sailing' && sailing ? [leg.gateSlot.startsAt, leg.sailing.documentCutoffAt] : [];
    }),
    ...replaced.map(({ startsAt }) => startsAt.toISOString()),
    ...(replacedClaim ? [replacedClaim.gateStartsAt.toISOString()] : []),
  ];
  const ahead = begins.map((begin) => Date.parse(begin)).filter((begin) => begin > now.getTime());
  return new Date(Math.min(DateTime.fromJSDate(now).plus({ hours: answerHours }).toMillis(), ...ahead));
}

async function writeImpossible(db: Database, now: Date, journey: Journey, slip: Slip): Promise<'impossible' | 'stale'> {
  const isKnown = await db.itineraryRepair.findFirst({
    where: { itineraryId: journey.id, slip: slip.mark, state: 'impossible' },
  });
  if (isKnown) return 'stale';
  const nothing = { plan: null, crossings: [], sailing: null, replaced: [], replacedClaimId: null, expiresAt: now };
  return (await propose(db, now, journey, slip, nothing)) ? 'impossible' : 'stale';
}

interface Proposal {
  plan: { legs: unknown[]; arrivalP50At: Date; arrivalP80At: Date } | null;
  crossings: unknown[];
  sailing: PlannedWay['sailing'];
  replaced: { id: string; slotId: number }[];
  replacedClaimId: string | null;
  expiresAt: Date;
}

async function propose(db: Database, now: Date, journey: Journey, slip: Slip, proposal: Proposal): Promise<boolean> {
  const { plan, crossings, sailing, replaced, replacedClaimId, expiresAt } = proposal;
  const [row] = await db.$queryRaw<{ asked: boolean }[]>`
    SELECT propose_repair(
      ${randomUUID()}::uuid, ${journey.id}::uuid, ${JSON.stringify(slip)}::jsonb, ${plan && JSON.stringify(plan)}::jsonb,
      ${JSON.stringify(crossings)}::jsonb, ${JSON.stringify(sailing)}::jsonb, ${JSON.stringify(replaced)}::jsonb, ${replacedClaimId}::uuid,
      act_as('job//repair-itineraries', ${now}), ${expiresAt}) AS asked`.catch(rethrowRefusal);
  return row!.asked;
}
