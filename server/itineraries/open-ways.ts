import type { Way } from '../../shared/contract/corridors.ts';
import type { ItineraryWish } from '../../shared/contract/itineraries.ts';
import { rulesOf } from '../planning/ways/driving.ts';
import type { Database } from '../platform/database/client.ts';
import { crossingsOfWay } from '../roads/index.ts';
import type { WayFrame } from './compose-way.ts';
import { keyOf, loadPlaces, type Places, type SeaWay } from './load-places.ts';
import type { WayScreening } from './screen-ways.ts';
import { toDate, toMinute } from './way-clock.ts';
import { stepsOf } from './way-problem.ts';

/** How long after the wished arrival is still looked for a way that is late: better a late one than no answer. */
const lateDays = 3;

/** Between what times ways are looked for. */
export interface WayHorizon extends WayFrame {
  /** Minute after which no arrival is looked for. */
  latest: number;
}

export function horizonOf(now: Date, wish: Pick<ItineraryWish, 'readyAt' | 'arriveBy' | 'drivingRules'>): WayHorizon {
  const deadline = toMinute(wish.arriveBy);
  return {
    rules: rulesOf(wish.drivingRules),
    start: { at: Math.max(toMinute(now), toMinute(wish.readyAt)), driven: 0 },
    deadline,
    fromStep: 0,
    latest: deadline + lateDays * 24 * 60,
  };
}

/** The places of some ways within their horizon, for the truck of a wish. @param ways turned the way they are travelled. */
export function openWays(
  db: Database,
  now: Date,
  organisationId: string,
  wish: ItineraryWish,
  ways: readonly Way[],
  screening: WayScreening,
  horizon: WayHorizon,
): Promise<Places> {
  const crossings = new Map(ways.flatMap((way) => crossingsOfWay(way)).map((one) => [keyOf(one), one]));
  const seaWays = new Map<string, SeaWay>();
  for (const step of ways.flatMap(stepsOf)) {
    if (step.kind === 'sailing') seaWays.set(`${step.seaWay.fromPortId} ${step.seaWay.toPortId}`, step.seaWay);
  }
  return loadPlaces(db, now, {
    crossings: [...crossings.values()].map((one) => ({ ...one, channel: screening.channelOf(one) })),
    seaWays: [...seaWays.values()],
    organisationId,
    vehicleCountry: wish.vehicle.country,
    class: wish.class,
    needs: wish.needs,
    grossWeightKg: wish.cargo.grossWeightKg,
    from: toDate(horizon.start.at),
    to: toDate(horizon.latest),
  });
}
