import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type en from './en.json';
import { keepLanguage, keptLanguage, type Language } from './languages.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof en };
  }
}

/** A language is fetched when it is first spoken. */
const texts: Record<Language, () => Promise<{ default: object }>> = {
  en: () => import('./en.json'),
  ru: () => import('./ru.json'),
  kk: () => import('./kk.json'),
};

async function load(language: Language): Promise<void> {
  if (i18next.hasResourceBundle(language, 'translation')) return;
  i18next.addResourceBundle(language, 'translation', (await texts[language]()).default);
}

export async function startI18n(): Promise<void> {
  const language = keptLanguage();
  await i18next.use(initReactI18next).init({
    lng: language,
    resources: {},
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  await speak(language);
}

export async function speak(language: Language): Promise<void> {
  await load(language);
  await i18next.changeLanguage(language);
  keepLanguage(language);
  document.documentElement.lang = language;
}
