import type { FiredRule, Screening } from '../../shared/contract/bookings.ts';
import type { Way } from '../../shared/contract/corridors.ts';
import type { ItineraryWish } from '../../shared/contract/itineraries.ts';
import type { Channel } from '../../shared/words.ts';
import { screenTrucks } from '../compliance/index.ts';
import type { Database } from '../platform/database/client.ts';
import { crossingsOfWay } from '../roads/index.ts';
import { type Crossing, keyOf } from './load-places.ts';

type Screened = Awaited<ReturnType<typeof screenTrucks>>[number];

/** What screening says of one truck at every border of some ways. */
export interface WayScreening {
  of(border: Crossing): Screened;
  /** The channel at a border that is not blocked. */
  channelOf(border: Crossing): Channel;
  /** The first border of a way that its consignment may not cross; undefined where it may cross all. */
  findBlocked(way: Way): { border: Crossing; screened: Screened } | undefined;
}

/** Screens the truck once for each border of all ways together. @param ways turned the way they are travelled. */
export async function screenWays(
  db: Database,
  now: Date,
  organisationId: string,
  { vehicle, cargo }: Pick<ItineraryWish, 'vehicle' | 'cargo'>,
  ways: readonly Way[],
): Promise<WayScreening> {
  const borders = new Map(ways.flatMap(bordersOf).map((border) => [keyOf(border), border]));
  const trucks = [...borders.values()].map((border) => ({ ...border, vehicle, cargo }));
  const screened = await screenTrucks(db, now, organisationId, trucks);
  const byKey = new Map([...borders.keys()].map((key, index) => [key, screened[index]!]));
  const of = (border: Crossing) => byKey.get(keyOf(border))!;
  return {
    of,
    channelOf(border) {
      const { channel } = of(border);
      return channel === 'blocked' ? 'red' : channel;
    },
    findBlocked(way) {
      const border = bordersOf(way).find((one) => of(one).channel === 'blocked');
      return border && { border, screened: of(border) };
    },
  };
}

/** Where a way is screened: its checkpoints, and of a ship the port of Kazakhstan, as a claim of the ship alone is. */
function bordersOf(way: Way): Crossing[] {
  const countryOf = new Map(way.nodes.map(({ id, country }) => [id, country]));
  const ports = way.legs
    .filter(({ mode }) => mode === 'sea')
    .map(
      ({ fromId, toId }): Crossing =>
        countryOf.get(fromId) === 'KZ'
          ? { checkpointId: fromId, direction: 'out' }
          : { checkpointId: toId, direction: 'in' },
    );
  return [...crossingsOfWay(way), ...ports];
}

const strictness: Channel[] = ['green', 'yellow', 'red'];

/** One answer for a whole way: the strictest channel of its borders, and every rule that fired at any of them, once. */
export function screeningOf(way: Way, screening: WayScreening): Screening {
  const borders = bordersOf(way);
  const channels = borders.map((border) => strictness.indexOf(screening.channelOf(border)));
  const rules = new Map<string, FiredRule>();
  for (const rule of borders.flatMap((border) => screening.of(border).rules)) rules.set(JSON.stringify(rule), rule);
  return { channel: strictness[Math.max(0, ...channels)]!, rules: [...rules.values()] };
}
