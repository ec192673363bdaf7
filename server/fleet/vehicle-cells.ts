import { vehicleSchema } from '../../shared/contract/bookings.ts';
import { knownCountries } from '../../shared/countries.ts';

const cyrillic = 'АВЕКМНОРСТУХІ';
const latin = 'ABEKMHOPCTYXI';

/** @returns the plate as it is kept: capitals without spaces, Cyrillic letters that look Latin as Latin */
export const parsePlate = (text: string): string | undefined =>
  vehicleSchema.shape.plate.safeParse(text.replaceAll('/', '')).data;

/** A VIN is Latin; typed on a Russian keyboard it has letters that only look so. */
export function parseVin(text: string): string | undefined {
  const inLatin = text.toUpperCase().replace(/[АВЕКМНОРСТУХІ]/g, (letter) => latin.charAt(cyrillic.indexOf(letter)));
  return vehicleSchema.shape.vin.safeParse(inLatin).data;
}

/** What trucks have on their oval plates and papers, where that is not the code of two letters. */
const otherCodes: Record<string, string> = {
  ...{
    KAZ: 'KZ',
    RUS: 'RU',
    KGZ: 'KG',
    UZB: 'UZ',
    BLR: 'BY',
    TJK: 'TJ',
    TKM: 'TM',
    CHN: 'CN',
    ARM: 'AM',
    AZE: 'AZ',
    GEO: 'GE',
    TUR: 'TR',
  },
  ...{ IRN: 'IR', MNG: 'MN', UKR: 'UA', POL: 'PL', LTU: 'LT', LVA: 'LV', EST: 'EE', DEU: 'DE' },
  ...{
    РК: 'KZ',
    КЗ: 'KZ',
    РФ: 'RU',
    РБ: 'BY',
    КР: 'KG',
    КНР: 'CN',
    'КЫРГЫЗСКАЯ РЕСПУБЛИКА': 'KG',
    'РЕСПУБЛИКА КАЗАХСТАН': 'KZ',
  },
  ...{
    'РОССИЙСКАЯ ФЕДЕРАЦИЯ': 'RU',
    КИРГИЗИЯ: 'KG',
    БЕЛОРУССИЯ: 'BY',
    ҚР: 'KZ',
    КЫРГЫЗСТАН: 'KG',
    ТУРКМЕНИЯ: 'TM',
    МОЛДАВИЯ: 'MD',
    TURKEY: 'TR',
    'RUSSIAN FEDERATION': 'RU',
  },
};

let names: Map<string, string> | undefined;

/** Names of countries in the three languages; built once, some 750 of them. */
function countryNames(): Map<string, string> {
  names ??= new Map([
    ...['ru', 'kk', 'en'].flatMap((language) => {
      const display = new Intl.DisplayNames(language, { type: 'region' });
      return knownCountries.map((code): [string, string] => [(display.of(code) ?? code).toUpperCase(), code]);
    }),
    ...Object.entries(otherCodes),
  ]);
  return names;
}

/** @returns the code of ISO 3166-1 of a country that is given by code or by name, in Russian, Kazakh or English */
export function parseCountry(text: string): string | undefined {
  const name = text.toUpperCase();
  return knownCountries.includes(name) ? name : countryNames().get(name);
}
