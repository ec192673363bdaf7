import type { DocumentRule, StoppedParty } from '../../prisma/reference.ts';
import { pickWeighted, type Random, wholeBelow } from '../../server/planning/random.ts';
import type { Cargo } from '../../shared/contract/bookings.ts';
import type { Party } from '../../shared/contract/consignment.ts';
import {
  firmNames,
  missingDocumentShare,
  partnerShares,
  reExportShare,
  stoppedPartyShare,
  transitCountries,
  transitPerTruck,
} from './assumptions.ts';
import type { Direction } from './expect-trucks.ts';

/** What the shipped lists ask for and stop: simulated carriers mostly keep to the one, and rarely meet the other. */
export interface ConsignmentLists {
  documents: readonly DocumentRule[];
  parties: readonly StoppedParty[];
}

export type Consignment = Required<
  Pick<Cargo, 'consignor' | 'consignee' | 'originCountry' | 'destinationCountry' | 'documents'>
>;

type Country = keyof typeof firmNames.legalForm;

/** Who sends a load to whom, from where to where, with which papers. */
export function consign(
  random: Random,
  { documents, parties }: ConsignmentLists,
  truck: { direction: Direction; neighbour: 'RU' | 'KG'; hsCode: string },
): Consignment {
  const { direction, neighbour } = truck;
  const far = farCountry(random, neighbour);
  const near = nearCountry(random, neighbour);
  const [from, to] = direction === 'out' ? [near, far] : [far, near];
  const isReExport = direction === 'out' && random() < reExportShare;
  const consignor = firm(random, isReExport ? 'KZ' : from);
  const consignee = firm(random, to);
  const isStopped = random() < stoppedPartyShare;
  const stopped = parties[wholeBelow(random, Math.max(1, parties.length))];
  return {
    consignor,
    consignee: isStopped && stopped ? { name: stopped.name, country: stopped.country ?? to } : consignee,
    originCountry: isReExport ? 'CN' : from,
    destinationCountry: to,
    documents: papers(random, documents, truck),
  };
}

/** Belarus is reached through Russia. */
function farCountry(random: Random, neighbour: 'RU' | 'KG'): Country {
  if (neighbour === 'KG') return 'KG';
  return random() < partnerShares.Belarus / (partnerShares.Belarus + partnerShares.Russia) ? 'BY' : 'RU';
}

function nearCountry(random: Random, neighbour: 'RU' | 'KG'): Country {
  const isTransit = random() < transitPerTruck / (1 + transitPerTruck);
  if (!isTransit) return 'KZ';
  return neighbour === 'KG' ? 'RU' : pickWeighted(random, transitCountries, ({ share }) => share).country;
}

function firm(random: Random, country: Country): Party {
  const pick = <Item>(items: readonly Item[]) => items[wholeBelow(random, items.length)]!;
  const name = `«${pick(firmNames.first)} ${pick(firmNames.second)}»`;
  const form = firmNames.legalForm[country];
  return { name: country === 'CN' ? `${name} ${form}` : `${form} ${name}`, country };
}

/** All that the goods need, and now and then one of them less. */
function papers(
  random: Random,
  rules: readonly DocumentRule[],
  { direction, neighbour, hsCode }: { direction: Direction; neighbour: string; hsCode: string },
): Consignment['documents'] {
  const needed = rules
    .filter(
      (rule) =>
        hsCode.startsWith(rule.hsPrefix) &&
        (rule.direction ?? direction) === direction &&
        (rule.neighbour ?? neighbour) === neighbour,
    )
    .flatMap(({ kinds }) => kinds);
  const kinds = [...new Set(needed)];
  if (random() < missingDocumentShare) kinds.splice(wholeBelow(random, kinds.length), 1);
  return kinds.map((kind) => ({ kind, number: String(100_000 + wholeBelow(random, 900_000)) }));
}
