import i18next from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import { createFormat } from '../../client/i18n/format.ts';
import { speak, startI18n } from '../../client/i18n/i18n.ts';
import { type Language, languages } from '../../client/i18n/languages.ts';
import { explanationSentence } from '../../client/parts/explanation-sentence.ts';
import { offerSentence } from '../../client/parts/offer-sentence.ts';
import type { Offer } from '../../shared/contract/bookings.ts';
import type { ExplainedBetter, Explanation } from '../../shared/explanation.ts';

beforeAll(startI18n);

async function tellOffer(language: Language, kind: Offer['kind'], shiftMinutes: number, detourKm = 0) {
  await speak(language);
  return offerSentence({ kind, shiftMinutes, detourKm }, i18next.t, createFormat(language));
}

async function explain(language: Language, explanation: Explanation) {
  await speak(language);
  const slotName = ({ startsAt }: { startsAt: string }) => createFormat(language).dayAndTime(startsAt, 'Asia/Almaty');
  return explanationSentence(explanation, { t: i18next.t, format: createFormat(language), slotName });
}

const slot = { checkpointId: 'karasu', direction: 'out' as const, startsAt: '2026-11-22T05:00:00.000Z' };
const better: ExplainedBetter = {
  slot,
  savedMinutes: 65,
  othersMinutes: 140,
  proof: 'chain',
  trucksMoved: 3,
  trucksDropped: 1,
};
const dearer = (change: Partial<ExplainedBetter> = {}): Explanation => ({
  kind: 'dearer',
  slot: { ...slot, startsAt: '2026-11-22T06:00:00.000Z' },
  costMinutes: 65,
  better: { ...better, ...change },
});

/** Intl puts a narrow no-break space here and there. */
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

describe('the sentence of an offer', () => {
  it.each([
    ['en', 'in-window', 0, 'At your earliest time.'],
    ['en', 'in-window', 120, '2 hrs after your earliest time, still within your time.'],
    ['ru', 'before', -90, 'В ваше время мест нет; есть место на 1 ч 30 мин раньше самого раннего времени.'],
    ['kk', 'after', 180, 'Сіздің уақытыңызда орын жоқ; ең ерте уақыттан 3 сағ кеш орын бар.'],
  ] as const)('in %s, %s by %i minutes', async (language, kind, shift, sentence) => {
    expect(plain(await tellOffer(language, kind, shift))).toBe(sentence);
  });

  it.each(languages)('in %s names the way to another checkpoint', async (language) => {
    expect(await tellOffer(language, 'sibling', 60, 115)).toMatch(/115 (km|км)/);
    expect(await tellOffer(language, 'sibling', 0, 115)).not.toBe(await tellOffer(language, 'sibling', 60, 115));
  });
});

describe('the sentence of an explanation', () => {
  it('says what the next better slot would have cost whom', async () => {
    expect(plain(await explain('en', dearer()))).toBe(
      'The next better slot (Sun 22 Nov, 10:00) would have saved this truck 1 hr 5 mins and cost others 2 hrs 20 mins. ' +
        '3 other trucks would have had to move. 1 other truck would have lost its slot.',
    );
    expect(plain(await explain('ru', dearer()))).toContain(
      'сберёг бы этой машине 1 ч 5 мин, а другим стоил бы 2 ч 20 мин. Пришлось бы сдвинуть 3 другие машины. 1 другая машина',
    );
    expect(plain(await explain('kk', dearer()))).toContain(
      'бұл көлікке 1 сағ 5 мин үнемдер еді, ал басқалардан 2 сағ 20 мин алар еді. Басқа 3 көлікті',
    );
  });

  it.each([
    [1, '1 другую машину'],
    [2, '2 другие машины'],
    [5, '5 других машин'],
    [21, '21 другую машину'],
  ])('counts %i truck in Russian as it is counted', async (trucksMoved, words) => {
    expect(await explain('ru', dearer({ trucksMoved }))).toContain(words);
  });

  it.each(languages)('says in %s when the cost of others is only known to be at least so much', async (language) => {
    const bound = await explain(language, dearer({ proof: 'prices', trucksMoved: 0, trucksDropped: 0 }));
    expect(bound).toMatch(/at least|не меньше|кемінде/);
    expect(bound).not.toMatch(/other truck|другую|другие|көлікті жылж/);
  });

  it.each(languages)('has words in %s for every kind and every reason, all different', async (language) => {
    const none = (because: Extract<Explanation, { kind: 'unassigned' }>['because']): Explanation => ({
      kind: 'unassigned',
      costMinutes: 4000,
      because,
    });
    const lot = {
      kind: 'lot',
      costMinutes: 5,
      better: { slot, savedMinutes: 5 },
      ownNumber: 4_000_000_000,
      otherNumber: 7,
    };
    const sentences = await Promise.all(
      (
        [
          { kind: 'best', slot, costMinutes: 0, closedCheaper: 0 },
          { kind: 'best', slot, costMinutes: 0, closedCheaper: 2 },
          dearer(),
          { ...lot, kind: 'lot', slot },
          { ...lot, kind: 'lot', slot: null },
          none({ reason: 'no-window' }),
          none({ reason: 'dearer-than-penalty', cheapestMinutes: 5000 }),
          none({ reason: 'no-places', slots: 4 }),
          none({ reason: 'carrier-quota', quota: 5, better: null }),
          none({ reason: 'full', better }),
        ] satisfies Explanation[]
      ).map((explanation) => explain(language, explanation)),
    );
    expect(new Set(sentences).size).toBe(sentences.length);
    for (const sentence of sentences) {
      expect(sentence).not.toMatch(/\{\{|explanation\.|undefined|NaN/);
      expect(sentence.endsWith('.')).toBe(true);
    }
  });
});
