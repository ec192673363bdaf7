import { DateTime } from 'luxon';
import type { ItineraryWish, NoWay } from '../../shared/contract/itineraries.ts';
import type { Database } from '../platform/database/client.ts';
import { type Boarding, listBoardings } from '../sailings/index.ts';
import type { PlannedWay } from './compose-way.ts';

/** Gate slots are kept so far ahead. */
const daysAhead = 31;

/** Whether an itinerary is a sailing and nothing else, as a call from a standby list makes it: it is of no corridor. */
export const isSeaAlone = (wayId: string): boolean => wayId.startsWith('sea/');

/** The next sailing that has room for such a truck, and the last slot of the gate before its cut-off. @param wayId sea/<from>/<to> */
export async function planSeaAlone(
  db: Database,
  now: Date,
  { needs, cargo }: ItineraryWish,
  wayId: string,
): Promise<PlannedWay | NoWay> {
  const [, fromPortId = '', toPortId = ''] = wayId.split('/');
  const to = DateTime.fromJSDate(now).plus({ days: daysAhead }).toJSDate();
  const { grossWeightKg } = cargo;
  const boardings = await listBoardings(db, now, {
    ...{ seaWays: [{ fromPortId, toPortId }], needs, grossWeightKg, from: now, to },
  });
  const [best] = boardings
    .filter(
      (one): one is Boarding & { gateSlot: NonNullable<Boarding['gateSlot']> } =>
        one.refused === null && !!one.gateSlot,
    )
    .toSorted(
      (a, b) =>
        compare(a.sailing.expectedArrivalAt, b.sailing.expectedArrivalAt) ||
        compare(b.gateSlot.startsAt, a.gateSlot.startsAt),
    );
  if (!best) return { wayId, reason: 'no-sailing', at: fromPortId, full: null };
  const { sailing, gateSlot } = best;
  const { expectedDepartureAt, expectedArrivalAt, arrivalP80At, gateCutoffAt, nauticalMiles } = sailing;
  return {
    legs: [
      {
        ...{ kind: 'sailing', sailing, gateSlot },
        marginMinutes: Math.round((Date.parse(gateCutoffAt) - Date.parse(gateSlot.endsAt)) / 60_000),
        ...{ earliestAt: gateSlot.startsAt, latestAt: gateSlot.endsAt },
        ...{ startsAt: expectedDepartureAt, endsAt: expectedArrivalAt },
      },
    ],
    departAt: new Date(gateSlot.startsAt),
    arrivalP50At: new Date(expectedArrivalAt),
    arrivalP80At: new Date(arrivalP80At),
    distanceKm: Math.round(nauticalMiles * 18.52) / 10,
    crossings: [],
    sailing: { sailingId: sailing.id, gateSlotId: gateSlot.id, leg: 0 },
  };
}

const compare = (a: string, b: string) => Date.parse(a) - Date.parse(b);
