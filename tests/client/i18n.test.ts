import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkpointNames } from '../../client/i18n/checkpoint-names.ts';
import en from '../../client/i18n/en.json';
import { createFormat } from '../../client/i18n/format.ts';
import {
  chooseLanguage,
  directionOf,
  driverLanguages,
  languageName,
  languages,
  loadTexts,
} from '../../client/i18n/languages.ts';
import { postNames } from '../../client/i18n/use-checkpoint-names.ts';
import { errorTable } from '../../shared/errors.ts';
import { sampleCheckpoint } from './support/samples.ts';
import { unusedKeys } from './support/used-keys.ts';

/** As the client finds them: a file more is a language more, and held to all of this. */
const textsOf = new Map(
  await Promise.all(languages.map(async (language) => [language, await loadTexts(language)] as const)),
);

function leaves(value: unknown, path = ''): [path: string, text: unknown][] {
  if (typeof value !== 'object' || value === null) return [[path, value]];
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, path ? `${path}.${key}` : key));
}

const plural = /_(zero|one|two|few|many|other)$/;
const keysOf = (language: string) =>
  [...new Set(leaves(textsOf.get(language)).map(([path]) => path.replace(plural, '')))].sort();
const placeholders = (text: string) => [...new Set(text.match(/\{\{\w+\}\}/g))].sort();

describe.each(languages)('the texts in %s', (language) => {
  it('have the same keys as English', () => {
    expect(keysOf(language)).toEqual(keysOf('en'));
  });

  it('are all there', () => {
    expect(leaves(textsOf.get(language)).filter(([, text]) => typeof text !== 'string' || text.trim() === '')).toEqual(
      [],
    );
  });

  it('fill in the same values as English', () => {
    const english = new Map(leaves(en).map(([path, text]) => [path.replace(plural, ''), placeholders(String(text))]));
    for (const [path, text] of leaves(textsOf.get(language))) {
      expect(placeholders(String(text)), path).toEqual(english.get(path.replace(plural, '')));
    }
  });

  it('have every plural form that the language counts with', () => {
    const forms = new Intl.PluralRules(language === 'kk' ? 'en' : language).resolvedOptions().pluralCategories;
    const counted = leaves(textsOf.get(language)).flatMap(([path]) => (plural.test(path) ? [path] : []));
    expect(counted.length).toBeGreaterThan(4);
    for (const key of new Set(counted.map((path) => path.replace(plural, '')))) {
      const written = counted.filter((path) => path.replace(plural, '') === key).map((path) => plural.exec(path)?.[1]);
      expect(written.sort(), key).toEqual([...forms].sort());
    }
  });

  it('have a text for every error of the API', () => {
    const { error } = textsOf.get(language) as { error: Record<string, string> };
    expect(Object.keys(errorTable).filter((code) => !error[code])).toEqual([]);
  });
});

describe('the keys', () => {
  const sources = import.meta.glob('../../client/**/*.{ts,tsx}', { query: '?raw', import: 'default', eager: true });
  const source = Object.values(sources).join('\n');
  const known = keysOf('en');

  it('are all there that any source of the client asks for', () => {
    const used = [...source.matchAll(/\bt\(\s*'([\w.-]+)'/g)].map((match) => match[1]!);
    expect(used.length).toBeGreaterThan(100);
    expect(used.filter((key) => !known.includes(key))).toEqual([]);
  });

  it('are all asked for', () => {
    expect(unusedKeys([...known, 'trip.nobodyAsks', 'nobody.asks'], source)).toEqual([
      'trip.nobodyAsks',
      'nobody.asks',
    ]);
  });
});

describe('a language of the driver’s page', () => {
  it.each(driverLanguages.filter((language) => !languages.includes(language)))(
    '%s says what that page says',
    async (language) => {
      const file = leaves(await loadTexts(language));
      const english = new Map(leaves(en));
      for (const [path, text] of file)
        expect(placeholders(String(text)), path).toEqual(placeholders(String(english.get(path))));
      const asked = leaves(en.trip).map(([path]) => `trip.${path}`);
      expect(asked.filter((path) => !file.some(([own]) => own === path))).toEqual([]);
    },
  );

  it('may run from right to left', () => {
    expect(driverLanguages).toContain('fa');
    expect([directionOf('fa'), directionOf('kk')]).toEqual(['rtl', 'ltr']);
    expect(['ru', 'kk', 'en', 'fa', 'ky'].map(languageName)).toEqual([
      'Русский',
      'Қазақша',
      'English',
      'فارسی',
      'Кыргызча',
    ]);
  });
});

it('chooses the kept language, then one of the browser, then Russian', () => {
  expect(chooseLanguage('kk', ['en-GB'])).toBe('kk');
  expect(chooseLanguage(null, ['fr-FR', 'en-GB'])).toBe('en');
  expect(chooseLanguage('fr', ['de'])).toBe('ru');
  expect(chooseLanguage('fa', ['en'])).toBe('en');
  expect(chooseLanguage('fa', ['en'], driverLanguages)).toBe('fa');
});

describe('names and dates', () => {
  it('writes the posts in the script of the language, and falls back to the data', () => {
    const karasu = sampleCheckpoint();
    expect(postNames(karasu, 'ru').both).toBe('Карасу — Ак-Тилек');
    expect(postNames(karasu, 'kk').kz).toBe('Қарасу');
    expect(postNames(karasu, 'en').both).toBe('Karasu — Ak-Tilek');
    expect(postNames(sampleCheckpoint({ id: 'new-post' }), 'ru').both).toBe('Karasu — Ak-Tilek');
  });

  it('knows the names of every checkpoint of the reference data', () => {
    const reference = JSON.parse(readFileSync('prisma/reference/checkpoints.json', 'utf8')) as {
      id: string;
      scope?: string;
    }[];
    const core = reference.filter(({ scope }) => scope === undefined || scope === 'core').map(({ id }) => id);
    expect(Object.keys(checkpointNames).sort()).toEqual(core.sort());
  });

  it('writes a date in Kazakh even where the browser cannot', () => {
    const format = createFormat('kk');
    expect(format.dayAndTime('2026-11-22T19:30:00Z', 'Asia/Almaty')).toBe('дс, 23 қар., 00:30');
    expect(format.longDay('2026-11-22T19:30:00Z', 'Asia/Almaty')).toBe('дүйсенбі, 23 қараша');
    expect(format.minutes(-150)).toBe('2 сағ 30 мин');
    expect(format.minutes(129 * 60)).toBe('5 күн 9 сағ');
    expect(format.minutes(0)).toBe('0 мин');
  });

  it('names the offset of a zone, half hours too', () => {
    const format = createFormat('en');
    expect(format.offset('2026-11-22T00:00:00Z', 'Asia/Tehran')).toBe('UTC+3:30');
    expect(format.offset('2026-11-22T00:00:00Z', 'Asia/Almaty')).toBe('UTC+5');
  });
});
