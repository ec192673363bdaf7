import type { ItineraryWish } from '../../shared/contract/itineraries.ts';
import { consignmentColumns, noteBlocked, screenTrucks } from '../compliance/index.ts';
import type { Database } from '../platform/database/client.ts';
import type { PlannedWay } from './compose-way.ts';

/** What the lists say of a truck at each place where it leaves or enters the country: its crossings, and the port it is shipped from. */
export interface ScreenedWay {
  /** As hold_itinerary and propose_repair take them. */
  crossings: {
    slotId: number;
    leg: number;
    earliestAt: string;
    latestAt: string;
    screening: Screened;
    consignment: ReturnType<typeof consignmentColumns>;
  }[];
  /** Of the port, or none. */
  ports: Screened[];
  /** The rules of what is blocked, and the note for the reviewer. */
  blocked: { screened: Screened; truck: Truck } | undefined;
}
type Screened = Awaited<ReturnType<typeof screenTrucks>>[number];
type Truck = Parameters<typeof screenTrucks>[3][number];

export async function screenWay(
  db: Database,
  now: Date,
  organisationId: string,
  { vehicle, cargo, isReversed }: Pick<ItineraryWish, 'vehicle' | 'cargo' | 'isReversed'>,
  { crossings, sailing, legs }: Pick<PlannedWay, 'crossings' | 'sailing' | 'legs'>,
): Promise<ScreenedWay> {
  const ship = sailing && legs.find((leg) => leg.kind === 'sailing');
  const trucks: Truck[] = [
    ...crossings.map(({ checkpointId, direction }) => ({ checkpointId, direction, vehicle, cargo })),
    ...(ship
      ? [
          {
            checkpointId: ship.sailing.fromPortId,
            direction: isReversed ? ('in' as const) : ('out' as const),
            vehicle,
            cargo,
          },
        ]
      : []),
  ];
  const screened = await screenTrucks(db, now, organisationId, trucks);
  const blockedAt = screened.findIndex(({ channel }) => channel === 'blocked');
  return {
    crossings: crossings.map(({ slotId, leg, direction, earliestAt, latestAt }, index) => ({
      slotId,
      leg,
      earliestAt: earliestAt.toISOString(),
      latestAt: latestAt.toISOString(),
      screening: screened[index]!,
      consignment: consignmentColumns(direction, cargo),
    })),
    ports: screened.slice(crossings.length),
    blocked: blockedAt === -1 ? undefined : { screened: screened[blockedAt]!, truck: trucks[blockedAt]! },
  };
}

/** Puts what is blocked on the desk of the reviewer. */
export async function noteBlockedWay(
  db: Database,
  now: Date,
  { organisationId, madeBy }: { organisationId: string; madeBy: string },
  { blocked }: ScreenedWay,
): Promise<void> {
  if (blocked) await noteBlocked(db, now, [{ organisationId, madeBy, ...blocked }]);
}
