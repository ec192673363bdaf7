import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkpointNames } from '../../client/i18n/checkpoint-names.ts';
import en from '../../client/i18n/en.json';
import { createFormat } from '../../client/i18n/format.ts';
import kk from '../../client/i18n/kk.json';
import { chooseLanguage, type Language, languages } from '../../client/i18n/languages.ts';
import ru from '../../client/i18n/ru.json';
import { postNames } from '../../client/i18n/use-checkpoint-names.ts';
import { errorTable } from '../../shared/errors.ts';
import { sampleCheckpoint } from './support/samples.ts';

const texts: Record<Language, object> = { en, ru, kk };

function leaves(value: unknown, path = ''): [path: string, text: unknown][] {
  if (typeof value !== 'object' || value === null) return [[path, value]];
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, path ? `${path}.${key}` : key));
}

const plural = /_(zero|one|two|few|many|other)$/;
const keysOf = (language: Language) =>
  [...new Set(leaves(texts[language]).map(([path]) => path.replace(plural, '')))].sort();
const placeholders = (text: string) => [...new Set(text.match(/\{\{\w+\}\}/g))].sort();

describe.each(languages)('the texts in %s', (language) => {
  it('have the same keys as English', () => {
    expect(keysOf(language)).toEqual(keysOf('en'));
  });

  it('are all there', () => {
    expect(leaves(texts[language]).filter(([, text]) => typeof text !== 'string' || text.trim() === '')).toEqual([]);
  });

  it('fill in the same values as English', () => {
    const english = new Map(leaves(en).map(([path, text]) => [path.replace(plural, ''), placeholders(String(text))]));
    for (const [path, text] of leaves(texts[language])) {
      expect(placeholders(String(text)), path).toEqual(english.get(path.replace(plural, '')));
    }
  });

  it('have every plural form that the language counts with', () => {
    const forms = new Intl.PluralRules(language === 'kk' ? 'en' : language).resolvedOptions().pluralCategories;
    const counted = leaves(texts[language]).flatMap(([path]) => (plural.test(path) ? [path] : []));
    expect(counted.length).toBeGreaterThan(4);
    for (const key of new Set(counted.map((path) => path.replace(plural, '')))) {
      const written = counted.filter((path) => path.replace(plural, '') === key).map((path) => plural.exec(path)?.[1]);
      expect(written.sort(), key).toEqual([...forms].sort());
    }
  });

  it('have a text for every error of the API', () => {
    const { error } = texts[language] as { error: Record<string, string> };
    expect(Object.keys(errorTable).filter((code) => !error[code])).toEqual([]);
  });
});

it('uses no key that is not there, in any source of the client', () => {
  const sources = import.meta.glob('../../client/**/*.{ts,tsx}', { query: '?raw', import: 'default', eager: true });
  const known = new Set(keysOf('en'));
  const used = Object.values(sources).flatMap((source) =>
    [...String(source).matchAll(/\bt\(\s*'([\w.-]+)'/g)].map((match) => match[1]!),
  );
  expect(used.length).toBeGreaterThan(100);
  expect(used.filter((key) => !known.has(key))).toEqual([]);
});

it('chooses the kept language, then one of the browser, then Russian', () => {
  expect(chooseLanguage('kk', ['en-GB'])).toBe('kk');
  expect(chooseLanguage(null, ['fr-FR', 'en-GB'])).toBe('en');
  expect(chooseLanguage('fr', ['de'])).toBe('ru');
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
