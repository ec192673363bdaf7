import { DateTime } from 'luxon';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { kazakhDate, kazakhMonth } from '../../shared/kazakh-dates.ts';
import { kazakhCountries, kazakhUnits } from './kazakh.ts';
import type { Language } from './languages.ts';

type Instant = string | Date;

const toDateTime = (instant: Instant, zone: string) =>
  (typeof instant === 'string' ? DateTime.fromISO(instant) : DateTime.fromJSDate(instant)).setZone(zone);

/** English with the day before the month and 24 hours, as in the region; Kazakh numbers are grouped like Russian ones. Persian with the calendar and the
 * digits of the papers that a truck carries here. */
const locales: Record<Language, string> = { kk: 'ru', en: 'en-GB', fa: 'fa-u-ca-gregory-nu-latn' };
const localeOf = (language: Language) => locales[language] ?? language;

const unitMinutes = { day: 24 * 60, hour: 60, minute: 1 } as const;

/** @returns the two largest units in the words of the language, such as `2 hrs 30 mins` or `5 days 9 hrs` */
function formatMinutes(minutes: number, language: Language): string {
  const text = (value: number, unit: keyof typeof unitMinutes) =>
    language === 'kk'
      ? `${value} ${kazakhUnits[unit]}`
      : new Intl.NumberFormat(localeOf(language), { style: 'unit', unit, unitDisplay: 'short' }).format(value);
  let rest = minutes;
  const parts = (['day', 'hour', 'minute'] as const).flatMap((unit) => {
    const value = Math.floor(rest / unitMinutes[unit]);
    rest -= value * unitMinutes[unit];
    return value > 0 ? [text(value, unit)] : [];
  });
  return parts.slice(0, 2).join(' ') || text(0, 'minute');
}

export function createFormat(language: Language) {
  const locale = localeOf(language);
  const format = (instant: Instant, zone: string, how: Intl.DateTimeFormatOptions) =>
    language === 'kk'
      ? kazakhDate(toDateTime(instant, zone), how)
      : toDateTime(instant, zone).setLocale(locale).toLocaleString(how);
  return {
    language,
    time: (instant: Instant, zone: string) => toDateTime(instant, zone).toFormat('HH:mm'),
    timeWithSeconds: (instant: Instant, zone: string) => toDateTime(instant, zone).toFormat('HH:mm:ss'),
    weekday: (instant: Instant, zone: string) => format(instant, zone, { weekday: 'short' }),
    day: (instant: Instant, zone: string) => format(instant, zone, { day: 'numeric', month: 'short' }),
    dayOfMonth: (instant: Instant, zone: string) => toDateTime(instant, zone).toFormat('d'),
    year: (instant: Instant, zone: string) => toDateTime(instant, zone).toFormat('yyyy'),
    longDay: (instant: Instant, zone: string) =>
      format(instant, zone, { weekday: 'long', day: 'numeric', month: 'long' }),
    dayAndTime: (instant: Instant, zone: string) =>
      `${format(instant, zone, { weekday: 'short', day: 'numeric', month: 'short' })}, ${toDateTime(instant, zone).toFormat('HH:mm')}`,
    /** `UTC+5`, `UTC+3:30` */
    offset: (instant: Instant, zone: string) => `UTC${toDateTime(instant, zone).toFormat('Z')}`,
    /** @param monthDay MM-dd of a season */
    monthDay: (monthDay: string) => format(`2024-${monthDay}T12:00:00Z`, 'UTC', { day: 'numeric', month: 'long' }),
    /** @param month MM */
    month: (month: string) =>
      language === 'kk'
        ? kazakhMonth(month)
        : toDateTime(`2024-${month}-01T12:00:00Z`, 'UTC').setLocale(locale).toFormat('LLLL'),
    number: (value: number) => new Intl.NumberFormat(locale).format(value),
    /** At most one digit after the point. */
    percent: (share: number) =>
      new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }).format(share),
    minutes: (minutes: number) => formatMinutes(Math.abs(minutes), language),
    country: (code: string) =>
      (language === 'kk' ? kazakhCountries[code] : undefined) ??
      new Intl.DisplayNames(locale, { type: 'region' }).of(code) ??
      code,
  };
}

/** Dates, times and numbers in the language of the screen; times always in a zone that the caller names. */
export function useFormat() {
  const { i18n } = useTranslation();
  return useMemo(() => createFormat(i18n.language), [i18n.language]);
}
