import { DateTime } from 'luxon';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { kazakhCountries, kazakhDate, kazakhUnits } from './kazakh.ts';
import { isLanguage, type Language } from './languages.ts';

type Instant = string | Date;

const toDateTime = (instant: Instant, zone: string) =>
  (typeof instant === 'string' ? DateTime.fromISO(instant) : DateTime.fromJSDate(instant)).setZone(zone);

/** @returns `2 h 30 min` in the words of the language */
function formatMinutes(minutes: number, language: Language): string {
  const unit = (value: number, name: 'hour' | 'minute') =>
    language === 'kk'
      ? `${value} ${kazakhUnits[name]}`
      : new Intl.NumberFormat(language, { style: 'unit', unit: name, unitDisplay: 'short' }).format(value);
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  return [...(hours > 0 ? [unit(hours, 'hour')] : []), ...(rest > 0 || hours === 0 ? [unit(rest, 'minute')] : [])].join(
    ' ',
  );
}

/** English with the day before the month and 24 hours, as in the region; Kazakh numbers are grouped like Russian ones. */
const localeOf: Record<Language, string> = { ru: 'ru', kk: 'ru', en: 'en-GB' };

export function createFormat(language: Language) {
  const locale = localeOf[language];
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
    longDay: (instant: Instant, zone: string) =>
      format(instant, zone, { weekday: 'long', day: 'numeric', month: 'long' }),
    dayAndTime: (instant: Instant, zone: string) =>
      `${format(instant, zone, { weekday: 'short', day: 'numeric', month: 'short' })}, ${toDateTime(instant, zone).toFormat('HH:mm')}`,
    /** `UTC+5`, `UTC+3:30` */
    offset: (instant: Instant, zone: string) => `UTC${toDateTime(instant, zone).toFormat('Z')}`,
    /** @param monthDay MM-dd of a season */
    monthDay: (monthDay: string) => format(`2024-${monthDay}T12:00:00Z`, 'UTC', { day: 'numeric', month: 'long' }),
    number: (value: number) => new Intl.NumberFormat(locale).format(value),
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
  const language = isLanguage(i18n.language) ? i18n.language : 'ru';
  return useMemo(() => createFormat(language), [language]);
}
