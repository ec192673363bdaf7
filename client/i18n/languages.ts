/**
 * A language is a file: `client/i18n/<code>.json` has every text, `client/i18n/driver/<code>.json` those of the driver's page at least; what it lacks is
 * said in English. A file that is put there is offered, without a line of code.
 */
const wholeFiles = import.meta.glob<{ default: object }>('./*.json');
const driverFiles = import.meta.glob<{ default: object }>('./driver/*.json');

/** ISO 639-1. */
export type Language = string;
/** Spoken on every screen, and in which names of places are written; see writtenLanguage. */
export type WrittenLanguage = 'ru' | 'kk' | 'en';

const codesOf = (files: object) => Object.keys(files).map((path) => path.replace(/^.*\/|\.json$/g, ''));
const order = ['ru', 'kk', 'en'];
const rank = (code: Language) => (order.includes(code) ? order.indexOf(code) : order.length);
const inOrder = (a: Language, b: Language) => rank(a) - rank(b) || a.localeCompare(b);

/** Those that speak on every screen. */
export const languages: readonly Language[] = codesOf(wholeFiles).sort(inOrder);
/** Those that the driver's page speaks. */
export const driverLanguages: readonly Language[] = [...new Set([...languages, ...codesOf(driverFiles)])].sort(inOrder);

/** The texts of a language, fetched when it is first spoken. */
export async function loadTexts(language: Language): Promise<object> {
  const fetchTexts = wholeFiles[`./${language}.json`] ?? driverFiles[`./driver/${language}.json`];
  return fetchTexts ? (await fetchTexts()).default : {};
}

/** Each language in its own words; Intl spells Kazakh and Russian without a capital. */
export function languageName(language: Language): string {
  const name =
    language === 'kk' ? 'қазақша' : (new Intl.DisplayNames(language, { type: 'language' }).of(language) ?? language);
  return name.charAt(0).toLocaleUpperCase(language) + name.slice(1);
}

const rightToLeft = ['ar', 'ckb', 'fa', 'he', 'ps', 'ug', 'ur'];
export const directionOf = (language: Language) => (rightToLeft.includes(language) ? 'rtl' : 'ltr');

/** Names of posts and towns are written in three languages; a reader of another one gets the Latin names. */
export function writtenLanguage(language: Language): WrittenLanguage {
  return language === 'ru' || language === 'kk' ? language : 'en';
}

const storageKey = 'otkel.language';

export const isLanguage = (text: string): boolean => languages.includes(text);

/** @returns the kept choice, or the first language of the browser that we speak, or Russian, which most drivers of the region read */
export function chooseLanguage(
  kept: string | null,
  browserLanguages: readonly string[],
  spoken: readonly Language[] = languages,
): Language {
  const wished = [...(kept === null ? [] : [kept]), ...browserLanguages.map((tag) => tag.slice(0, 2).toLowerCase())];
  return wished.find((language) => spoken.includes(language)) ?? 'ru';
}

export const keptLanguage = (spoken?: readonly Language[]) =>
  chooseLanguage(localStorage.getItem(storageKey), navigator.languages, spoken);
export const keepLanguage = (language: Language) => localStorage.setItem(storageKey, language);
