import type { ItineraryWish } from '../../shared/contract/itineraries.ts';
import type { Database } from '../platform/database/client.ts';
import { apiError } from '../platform/http/errors.ts';
import { getCorridor, turnWay } from '../roads/index.ts';
import type { Places } from './load-places.ts';
import { horizonOf, openWays, type WayHorizon } from './open-ways.ts';
import { screenWays } from './screen-ways.ts';
import { makeWayProblem, type WayProblem } from './way-problem.ts';

export interface OpenWay {
  problem: WayProblem;
  places: Places;
  horizon: WayHorizon;
}

/**
 * One way of a wish with all that could be chosen on it now.
 *
 * @param rest where the truck is, if part of the way is over: the first step still to come, since when, and the minutes at the wheel since the last rest.
 * @throws apiError CORRIDOR_NOT_FOUND
 */
export async function getOpenWay(
  db: Database,
  now: Date,
  organisationId: string,
  wish: ItineraryWish,
  wayId: string,
  rest?: { step: number; at: number; driven: number },
): Promise<OpenWay> {
  const corridor = await getCorridor(db, wish.corridorId);
  const found = corridor.ways.find(({ id }) => id === wayId);
  if (!found) throw apiError('CORRIDOR_NOT_FOUND', { field: 'wayId', hint: `a way of ${corridor.id}` });
  const way = turnWay(found, wish.isReversed);
  const whole = horizonOf(now, wish);
  const horizon = rest
    ? {
        ...whole,
        start: { at: rest.at, driven: rest.driven },
        fromStep: rest.step,
        // A truck that slipped is late already: from then on, as long as a whole way may take.
        latest: Math.max(whole.latest, rest.at + whole.latest - whole.start.at),
      }
    : whole;
  const screening = await screenWays(db, now, organisationId, wish, [way]);
  const places = await openWays(db, now, organisationId, wish, [way], screening, horizon);
  return { problem: makeWayProblem(way, places, horizon.rules, horizon.fromStep), places, horizon };
}
