import { createHash } from 'node:crypto';
import type { FiredRule } from '../../shared/contract/bookings.ts';
import type { ListRow } from '../../shared/list-rows.ts';
import type { Truck } from './consignment.ts';
import type { Lists } from './lists/lists-in-force.ts';
import { skeletonOf } from './names/skeleton.ts';

/** What is known beside what the carrier sends. */
export interface Surroundings {
  carrier: { id: string; name: string };
  /** Country on the other side of the checkpoint; undefined for a checkpoint that does not exist. */
  neighbour: string | undefined;
}

export interface Finding {
  channel: FiredRule['channel'];
  rules: FiredRule[];
  /**
   * Of the carrier, vehicle, goods, parties and countries, and of what blocks them: what a release covers. So what a list blocks later for another
   * reason is looked at anew. Spelling of names makes no other one.
   */
  fingerprint: string;
}

const strictness: FiredRule['channel'][] = ['green', 'yellow', 'red', 'blocked'];

/** The strictest channel that a rule asks for; green where none does. */
export function strictest(channels: readonly FiredRule['channel'][]): FiredRule['channel'] {
  return strictness[Math.max(0, ...channels.map((channel) => strictness.indexOf(channel)))]!;
}

/** What the lists say of a truck: a function of the two and of nothing else, so that an offer, a hold and the call never differ but by the lists. */
export function screenConsignment(lists: Lists, truck: Truck, surroundings: Surroundings): Finding {
  const rules = [
    ...findGoods(lists, truck),
    ...findParties(lists, truck, surroundings),
    ...findRoutes(lists, truck, surroundings),
    ...findMissingDocuments(lists, truck, surroundings),
  ];
  return {
    channel: strictest(rules.map(({ channel }) => channel)),
    rules,
    fingerprint: fingerprintOf(truck, surroundings, rules),
  };
}

function findGoods({ goods, versions }: Lists, { cargo }: Truck): FiredRule[] {
  return goods
    .filter(({ hsPrefix }) => cargo.hsCode.startsWith(hsPrefix))
    .map(({ rule, hsPrefix, channel }) => ({
      id: rule,
      subject: hsPrefix,
      channel,
      list: 'goods',
      version: versions.goods,
    }));
}

/**
 * A name alone is no proof: in another country than the list's it is somebody to look at, and not to stop. All whose name it may be are told, and not
 * the most alike alone: one name stands in several programmes, and of several countries.
 */
function findParties({ findParty, versions }: Lists, { cargo }: Truck, { carrier }: Surroundings): FiredRule[] {
  const parties = [{ name: carrier.name, country: undefined }, cargo.consignor, cargo.consignee];
  return parties
    .filter((given) => given !== undefined)
    .flatMap((given) => findParty(given.name).map((hit) => ({ given, ...hit })))
    .map(({ given, party, listedName, score }) => {
      const { action, country, programme } = party;
      const isElsewhere = country !== null && given.country !== undefined && given.country !== country;
      return {
        id: `stop-list-${programme}`,
        subject: given.name,
        channel: action === 'block' && !isElsewhere ? 'blocked' : 'red',
        list: 'parties',
        version: versions.parties,
        note: `${listedName} (${score})`,
      };
    });
}

/** Countries that goods pass on their way: Kazakhstan and the one behind the checkpoint, where they neither begin nor end there. */
function transitOf({ cargo: { originCountry, destinationCountry } }: Truck, { neighbour }: Surroundings): string[] {
  if (originCountry === undefined || destinationCountry === undefined) return [];
  return ['KZ', ...(neighbour ? [neighbour] : [])].filter(
    (country) => country !== originCountry && country !== destinationCountry,
  );
}

function findRoutes({ routes, versions }: Lists, truck: Truck, surroundings: Surroundings): FiredRule[] {
  const { hsCode, originCountry, destinationCountry } = truck.cargo;
  const transit = transitOf(truck, surroundings);
  const fits = (route: ListRow<'routes'>) =>
    hsCode.startsWith(route.hsPrefix) &&
    (route.origin === null || route.origin === originCountry) &&
    (route.destination === null || route.destination === destinationCountry) &&
    (route.transit === null || transit.includes(route.transit));
  return routes.filter(fits).map(({ rule, channel, hsPrefix }) => ({
    id: rule,
    subject: [[originCountry, ...transit, destinationCountry].filter(Boolean).join('–'), hsPrefix]
      .filter(Boolean)
      .join(' '),
    channel,
    list: 'routes',
    version: versions.routes,
  }));
}

function findMissingDocuments(
  { documents, versions }: Lists,
  { cargo, direction }: Truck,
  { neighbour }: Surroundings,
): FiredRule[] {
  const present = (cargo.documents ?? []).map(({ kind }) => kind);
  return documents.flatMap((rule) => {
    const isAsked =
      cargo.hsCode.startsWith(rule.hsPrefix) &&
      (rule.direction === null || rule.direction === direction) &&
      (rule.neighbour === null || rule.neighbour === neighbour);
    const missing = isAsked ? rule.kinds.filter((kind) => !present.includes(kind)) : [];
    if (missing.length === 0) return [];
    const fired: FiredRule = {
      id: rule.rule,
      subject: missing.join(', '),
      channel: rule.channel,
      list: 'documents',
      version: versions.documents,
    };
    return [fired];
  });
}

function fingerprintOf({ vehicle, cargo }: Truck, { carrier }: Surroundings, rules: readonly FiredRule[]): string {
  const wordsOf = (name: string) => skeletonOf(name).words.toSorted();
  const party = (given: { name: string; country: string } | undefined) =>
    given ? [wordsOf(given.name), given.country] : null;
  const { hsCode, consignor, consignee, originCountry, destinationCountry } = cargo;
  const blockedBy = rules
    .filter(({ channel }) => channel === 'blocked')
    .map(({ id, list, subject }) => JSON.stringify([list, id, list === 'parties' ? wordsOf(subject) : subject]));
  const covered = [
    carrier.id,
    vehicle.plate,
    vehicle.vin,
    hsCode,
    party(consignor),
    party(consignee),
    originCountry ?? null,
    destinationCountry ?? null,
    blockedBy.toSorted(),
  ];
  return createHash('sha256').update(JSON.stringify(covered)).digest('base64url');
}
