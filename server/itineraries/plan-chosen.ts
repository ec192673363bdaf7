import type { ItineraryOffer, ItineraryWish } from '../../shared/contract/itineraries.ts';
import { getSlot } from '../corridors/index.ts';
import { findLatestStart } from '../planning/ways/find-departures.ts';
import { findSoonest } from '../planning/ways/find-soonest.ts';
import { checkWay } from '../planning/ways/walk-way.ts';
import type { WayChoice } from '../planning/ways/way-model.ts';
import type { Database } from '../platform/database/client.ts';
import { apiError } from '../platform/http/errors.ts';
import { findBoarding } from '../sailings/index.ts';
import { addBoarding, addSlot } from './add-option.ts';
import { composeWay, type PlannedWay } from './compose-way.ts';
import { getOpenWay } from './get-open-way.ts';
import type { WayHorizon } from './open-ways.ts';
import type { WayProblem } from './way-problem.ts';

/**
 * A way with the slots and the sailing that a carrier has chosen, as it is planned. It does not look at room, quotas and cut-offs: the claim does.
 *
 * An offer keeps the margin at every stop. A chosen way need only be reached at the median and before each slot ends, so that nobody is refused what was offered a
 * minute ago because a forecast has moved since.
 *
 * @throws apiError CORRIDOR_NOT_FOUND, SLOT_NOT_FOUND, SLOT_IN_PAST, SAILING_NOT_FOUND, GATE_SLOT_NOT_FOUND, LEG_UNREACHABLE; the field names the leg, such as
 * claim.slotIds.1
 */
export async function planChosen(
  db: Database,
  now: Date,
  organisationId: string,
  wish: ItineraryWish,
  wayId: string,
  claim: ItineraryOffer['claim'],
): Promise<PlannedWay> {
  const { problem, places, horizon } = await getOpenWay(db, now, organisationId, wish, wayId);
  const optionOf: number[] = [];
  const fieldOf: string[] = [];
  let slots = 0;
  for (const step of problem.steps) {
    if (step.kind === 'drive') {
      optionOf.push(-1);
      fieldOf.push('');
    } else if (step.kind === 'crossing') {
      const field = `claim.slotIds.${slots}`;
      const slotId = claim.slotIds[slots++];
      const { checkpointId, direction } = step.crossing;
      const slot = slotId === undefined ? undefined : await getSlot(db, slotId).catch(() => undefined);
      if (slot?.checkpointId !== checkpointId || slot.direction !== direction) {
        throw apiError('SLOT_NOT_FOUND', { field, hint: `a slot of ${checkpointId}, direction ${direction}` });
      }
      if (Date.parse(slot.startsAt) <= now.getTime()) throw apiError('SLOT_IN_PAST', { field });
      optionOf.push(addSlot(problem, step, slot, places));
      fieldOf.push(field);
    } else {
      const { fromPortId, toPortId } = step.seaWay;
      const boarding = claim.sailing ? await findBoarding(db, claim.sailing) : undefined;
      if (boarding?.sailing.fromPortId !== fromPortId || boarding.sailing.toPortId !== toPortId) {
        throw await refuseSailing(db, claim.sailing, fromPortId, toPortId);
      }
      optionOf.push(addBoarding(problem, step, boarding, horizon.rules));
      fieldOf.push('claim.sailing.gateSlotId');
    }
  }
  if (claim.slotIds.length > slots) {
    throw apiError('SLOT_NOT_FOUND', {
      field: `claim.slotIds.${slots}`,
      hint: `this way crosses at ${slots} checkpoints`,
    });
  }
  return composeWay(problem, chooseDeparture(problem, optionOf, fieldOf, horizon), horizon);
}

/** As late as the chosen slots allow with their margins, or else at once. @throws apiError LEG_UNREACHABLE */
function chooseDeparture(
  { parts }: WayProblem,
  optionOf: number[],
  fieldOf: readonly string[],
  { rules, start }: WayHorizon,
): WayChoice {
  const chosen = parts.map((part, index) =>
    part.kind === 'drive' ? part : { ...part, options: [part.options[optionOf[index]!]!] },
  );
  const soonest = findSoonest(chosen, rules, start);
  if (soonest) {
    const departAt = findLatestStart(chosen, rules, start, soonest.arrivalP80);
    return { departAt, optionOf, arrivalP80: soonest.arrivalP80 };
  }
  const option = (part: number) => {
    const at = parts[part]!;
    if (at.kind === 'drive') throw new Error(`part ${part} is a drive`);
    return at.options[optionOf[part]!]!;
  };
  const missed = checkWay(parts, option, rules, start);
  if (missed) {
    throw apiError('LEG_UNREACHABLE', {
      field: fieldOf[missed.part]!,
      hint: `the truck would be there ${missed.lateMinutes} minutes after this slot ends: POST /api/itinerary-offers tells what can be reached`,
    });
  }
  return { departAt: start.at, optionOf, arrivalP80: start.at };
}

/** Which of the two is wrong: the sailing, or the slot of its gate. */
async function refuseSailing(
  db: Database,
  chosen: ItineraryOffer['claim']['sailing'],
  fromPortId: string,
  toPortId: string,
) {
  const sailing = chosen && (await db.sailing.findUnique({ where: { id: chosen.sailingId } }));
  return sailing?.fromPortId === fromPortId && sailing.toPortId === toPortId
    ? apiError('GATE_SLOT_NOT_FOUND', {
        field: 'claim.sailing.gateSlotId',
        hint: `a slot of the gate of ${fromPortId}`,
      })
    : apiError('SAILING_NOT_FOUND', {
        field: 'claim.sailing.sailingId',
        hint: `a sailing from ${fromPortId} to ${toPortId}`,
      });
}
