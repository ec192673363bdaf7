/** Not every browser or server brings Kazakh dates; so we do. */
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

/** @param time weekday from 1, Monday; month from 1
 * @returns a date in Kazakh, as the parts that are asked for: `дс, 23 қар.` or `дүйсенбі, 23 қараша` */
export function kazakhDate(
  time: { weekday: number; day: number; month: number },
  how: { weekday?: string | undefined; month?: string | undefined },
): string {
  const weekday = how.weekday && (how.weekday === 'long' ? weekdays : weekdaysShort)[time.weekday - 1];
  const month = how.month && (how.month === 'long' ? months : monthsShort)[time.month - 1];
  return [weekday, month && `${time.day} ${month}`].filter(Boolean).join(', ');
}
