import { DateTime } from 'luxon';
import { instantSchema } from '../../shared/words.ts';

/** As spreadsheets of the region write times: `22.11.2026 08:00`, with or without seconds and leading zeros; and as ISO writes them. */
const localFormats = ['d.M.yyyy', 'd.M.yy', 'yyyy-M-d'].flatMap((day) =>
  ['H:mm', 'H:mm:ss'].flatMap((time) => [`${day} ${time}`, `${day}'T'${time}`]),
);

/**
 * @param zone the clock on which a time without an offset is read
 * @returns the instant; undefined for what is no time, a day without an hour among it: which hour was meant is not ours to guess
 */
export function parseTime(text: string, zone: string): Date | undefined {
  const tidy = text.replace(/,\s*/, ' ').replace(/\s+/g, ' ');
  if (/(Z|[+-]\d\d:\d\d)$/.test(tidy)) {
    const instant = DateTime.fromISO(tidy.replace(' ', 'T'), { setZone: true });
    return instant.isValid && instantSchema.safeParse(instant.toISO()).success ? instant.toJSDate() : undefined;
  }
  for (const format of localFormats) {
    const time = DateTime.fromFormat(tidy, format, { zone });
    if (time.isValid) return time.toJSDate();
  }
  return undefined;
}
