import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type en from './en.json';
import {
  directionOf,
  driverLanguages,
  isLanguage,
  keepLanguage,
  keptLanguage,
  type Language,
  loadTexts,
} from './languages.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof en };
  }
}

const fallback = 'en';
const driverPages = '/trip/';

async function load(language: Language): Promise<void> {
  if (i18next.hasResourceBundle(language, 'translation')) return;
  i18next.addResourceBundle(language, 'translation', await loadTexts(language));
  if (!isLanguage(language)) await load(fallback);
}

/** Those that the page at this path speaks: a language may know the driver's page only. */
export const languagesOf = (path: string) => (path.startsWith(driverPages) ? driverLanguages : undefined);

export async function startI18n(): Promise<void> {
  const language = keptLanguage(languagesOf(location.pathname));
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: fallback,
    resources: {},
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  // Not kept: on a page that does not speak it, a driver's own language would be lost.
  await speak(language, { isKept: false });
}

/** @param isKept whether it is the choice of the reader, for the next visit */
export async function speak(language: Language, { isKept = true } = {}): Promise<void> {
  await load(language);
  await i18next.changeLanguage(language);
  if (isKept) keepLanguage(language);
  document.documentElement.lang = language;
  document.documentElement.dir = directionOf(language);
}
