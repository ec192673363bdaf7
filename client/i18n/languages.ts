export const languages = ['ru', 'kk', 'en'] as const;
export type Language = (typeof languages)[number];

/** Each language in its own words. */
export const languageNames: Record<Language, string> = { ru: 'Русский', kk: 'Қазақша', en: 'English' };

const storageKey = 'otkel.language';

export const isLanguage = (text: string): text is Language => languages.some((language) => language === text);

/** @returns the kept choice, or the first language of the browser that we speak, or Russian, which most drivers of the region read */
export function chooseLanguage(kept: string | null, browserLanguages: readonly string[]): Language {
  if (kept !== null && isLanguage(kept)) return kept;
  const wished = browserLanguages.map((tag) => tag.slice(0, 2).toLowerCase());
  return wished.find(isLanguage) ?? 'ru';
}

export const keptLanguage = () => chooseLanguage(localStorage.getItem(storageKey), navigator.languages);
export const keepLanguage = (language: Language) => localStorage.setItem(storageKey, language);
