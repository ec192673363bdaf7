import type { DateTime } from 'luxon';

/** Not every browser brings Kazakh dates, units and country names; so we do. */
const weekdaysShort = ['дс', 'сс', 'ср', 'бс', 'жм', 'сб', 'жс'];
const weekdays = ['дүйсенбі', 'сейсенбі', 'сәрсенбі', 'бейсенбі', 'жұма', 'сенбі', 'жексенбі'];
const monthsShort = ['қаң.', 'ақп.', 'нау.', 'сәу.', 'мам.', 'мау.', 'шіл.', 'там.', 'қыр.', 'қаз.', 'қар.', 'жел.'];
const months = [
  'қаңтар',
  'ақпан',
  'наурыз',
  'сәуір',
  'мамыр',
  'маусым',
  'шілде',
  'тамыз',
  'қыркүйек',
  'қазан',
  'қараша',
  'желтоқсан',
];

/** @param month MM @returns its name */
export const kazakhMonth = (month: string): string => months[Number(month) - 1] ?? month;

/** @returns a date in Kazakh, as the parts that are asked for: `дс, 23 қар.` or `дүйсенбі, 23 қараша` */
export function kazakhDate(time: DateTime, how: Intl.DateTimeFormatOptions): string {
  const weekday = how.weekday && (how.weekday === 'long' ? weekdays : weekdaysShort)[time.weekday - 1];
  const month = how.month && (how.month === 'long' ? months : monthsShort)[time.month - 1];
  return [weekday, month && `${time.day} ${month}`].filter(Boolean).join(', ');
}

export const kazakhUnits = { day: 'күн', hour: 'сағ', minute: 'мин' };

export const kazakhCountries: Record<string, string> = {
  UZ: 'Өзбекстан',
  BY: 'Беларусь',
  TJ: 'Тәжікстан',
  TM: 'Түрікменстан',
  CN: 'Қытай',
  AM: 'Армения',
  AZ: 'Әзербайжан',
  GE: 'Грузия',
  TR: 'Түркия',
  IR: 'Иран',
  MN: 'Моңғолия',
  UA: 'Украина',
  MD: 'Молдова',
  PL: 'Польша',
  LT: 'Литва',
  LV: 'Латвия',
  EE: 'Эстония',
  DE: 'Германия',
  CZ: 'Чехия',
  SK: 'Словакия',
  HU: 'Венгрия',
  RO: 'Румыния',
  BG: 'Болгария',
  NL: 'Нидерланд',
  AF: 'Ауғанстан',
  PK: 'Пәкістан',
};
