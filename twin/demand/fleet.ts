import { makeRandom, pickWeighted, type Random } from '../../server/planning/random.ts';
import { carrierCount, vehicleCountries } from './assumptions.ts';

type Country = 'KZ' | 'RU' | 'KG' | 'UZ' | 'BY';

export interface FleetVehicle {
  plate: string;
  vin: string;
  /** ISO 3166-1 alpha-2, where it is registered. */
  country: Country;
  /** 0 to carrierCount − 1; a carrier's vehicles are registered in one country. */
  carrierIndex: number;
}

const threeDigits = Array.from({ length: 999 }, (_, n) => String(n + 1).padStart(3, '0'));
const fourDigits = Array.from({ length: 9999 }, (_, n) => String(n + 1).padStart(4, '0'));
const letters = [...'ABCDEFHKLMNPRSTUVXYZ'];
const cyrillicLookalikes = [...'ABEKMHOPCTYX'];
const twoDigits = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, n) => String(from + n).padStart(2, '0'));

/**
 * The parts a plate is spelled from, in order, without spaces. Kyrgyz and Uzbek plates look alike, so Uzbek regions begin at 10:
 * two vehicles of the fleet never share a plate.
 */
const platesOf: Record<Country, readonly (readonly string[])[]> = {
  KZ: [threeDigits, letters, letters, letters, twoDigits(1, 20)], // 123ABC01
  RU: [cyrillicLookalikes, threeDigits, cyrillicLookalikes, cyrillicLookalikes, twoDigits(1, 95)], // A123BC77
  KG: [twoDigits(1, 9), threeDigits, letters, letters, letters], // 01123ABC
  UZ: [twoDigits(10, 95), threeDigits, letters, letters, letters], // 30123ABC
  BY: [cyrillicLookalikes, cyrillicLookalikes, fourDigits, twoDigits(1, 7).map((region) => region.slice(1))], // AB12347
};

/** World manufacturer codes of DAF, Mercedes-Benz, Volvo, Scania, MAN, KamAZ, MAZ and Sinotruk (ISO 3780). */
const manufacturers = ['XLR', 'WDB', 'YV2', 'YS2', 'WMA', 'XTC', 'Y3M', 'LZZ'];
const vinSigns = [...'ABCDEFGHJKLMNPRSTUVWXYZ0123456789']; // ISO 3779: without I, O and Q
const modelYears = [...'FGHJKLMNPRST']; // 2015 to 2026

const carriers = listCarriers();
const carriersOf = {
  KZ: carriers.filter(({ country }) => country === 'KZ'),
  RU: carriers.filter(({ country }) => country === 'RU'),
  KG: carriers.filter(({ country }) => country === 'KG'),
  UZ: carriers.filter(({ country }) => country === 'UZ'),
  BY: carriers.filter(({ country }) => country === 'BY'),
};

/** Prime, so that stepping by it visits every plate once before it repeats one: neighbours in the fleet do not look it. */
const scatterStep = 2_654_435_761;

/**
 * The vehicle with this number. Another number is always another plate and another VIN.
 *
 * @param admitted the countries it may be from, from `countriesAt`; the same number must always be asked with the same ones.
 */
export function getVehicle(seed: string, number: number, admitted: Partial<Record<Country, number>>): FleetVehicle {
  const random = makeRandom(seed, 'vehicle', number);
  const country = pickWeighted(random, keysOf(admitted), (candidate) => admitted[candidate] ?? 0);
  return {
    plate: spell(number, platesOf[country]),
    vin: vinOf(number, random),
    country,
    carrierIndex: pickWeighted(random, carriersOf[country], ({ trucks }) => trucks).index,
  };
}

/** Countries whose vehicles use a post, with their relative frequency. A bilateral post takes only the two that meet there. */
export function countriesAt(neighbour: 'RU' | 'KG', bilateral: boolean): Partial<Record<Country, number>> {
  const all: Partial<Record<Country, number>> = vehicleCountries[neighbour];
  return bilateral ? { KZ: all.KZ ?? 0, [neighbour]: all[neighbour] ?? 0 } : all;
}

function spell(number: number, parts: readonly (readonly string[])[]): string {
  const plates = parts.reduce((product, part) => product * part.length, 1);
  let left = (number * scatterStep) % plates;
  return parts
    .map((part) => {
      const sign = part[left % part.length]!;
      left = Math.floor(left / part.length);
      return sign;
    })
    .join('');
}

function vinOf(number: number, random: Random): string {
  const any = <Item>(items: readonly Item[]) => items[Math.floor(random() * items.length)]!;
  const description = Array.from({ length: 6 }, () => any(vinSigns)).join('');
  const plant = vinSigns[Math.floor(number / 1_000_000)]!;
  return `${any(manufacturers)}${description}${any(modelYears)}${plant}${String(number % 1_000_000).padStart(6, '0')}`;
}

/** Blocks of the carrier numbers, as large as the country's part of the traffic at the Russian border. */
function listCarriers(): { index: number; country: Country; trucks: number }[] {
  const weights = vehicleCountries.RU;
  const all = Object.values(weights).reduce((sum, weight) => sum + weight, 0);
  let upTo = 0;
  const blocks = keysOf(weights).map((country) => {
    upTo += weights[country] / all;
    return { country, end: Math.round(upTo * carrierCount) };
  });
  return Array.from({ length: carrierCount }, (_, index) => {
    const block = blocks.findIndex(({ end }) => index < end);
    const rank = index - (blocks[block - 1]?.end ?? 0) + 1;
    return { index, country: blocks[block]!.country, trucks: 1 / Math.sqrt(rank) };
  });
}

function keysOf<Key extends string>(record: Partial<Record<Key, number>>): Key[] {
  return Object.keys(record) as Key[];
}
