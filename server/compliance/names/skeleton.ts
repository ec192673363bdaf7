import { remember } from './remember.ts';
import { latinOf } from './transliteration.ts';

/** What a name is compared by: its words in one plain Latin spelling, without legal form and punctuation. */
export interface Skeleton {
  words: string[];
  /** Those that tell firms apart: without trade, group and the like. All words where nothing else is left. */
  core: string[];
}

/** Written out, in the languages that meet at the border; compared in plain Latin, as everything is. */
const legalPhrases = [
  'товарищество с ограниченной ответственностью',
  'общество с ограниченной ответственностью',
  'публичное акционерное общество',
  'закрытое акционерное общество',
  'открытое акционерное общество',
  'акционерное общество',
  'индивидуальный предприниматель',
  'крестьянское хозяйство',
  'жауапкершілігі шектеулі серіктестігі',
  'жауапкершілігі шектеулі серіктестік',
  'акционерлік қоғамы',
  'жеке кәсіпкер',
  'limited liability partnership',
  'limited liability company',
  'joint stock company',
];

const legalForms =
  'ооо оао зао пао нао ао ип тоо тдо осоо жшс жк шқ кх фх чп уп llp llc ltd limited jsc ojsc cjsc pjsc inc corp corporation gmbh srl bv co company fze fzco fzc plc pte sarl';

/** Words that half of all firms carry; two that share only these have nothing in common. */
const commonWords =
  'trade trading trejd treid treyd torg torgovyi dom group grupp gruppa grup company kompaniia firma trans transport logistics logistik logistika logistic kargo cargo export import impeks impex eksport service servis servise international internatsional holding invest kz rus ru kg asia aziia global komplekt';

const words = (text: string) => text.split(/[^\p{Letter}\p{Number}]+/u).filter((word) => word !== '');

/** Latin spellings of one sound that stand beside each other: zh and j, kh and h, y and i, ye and e, a doubled letter. */
const folds: readonly (readonly [RegExp, string])[] = [
  [/shch/g, 'sh'],
  [/zh|dj|dzh/g, 'j'],
  [/kh|gh/g, 'h'],
  [/ts|tz/g, 'c'],
  [/ph/g, 'f'],
  [/ck|q/g, 'k'],
  [/w/g, 'v'],
  [/x/g, 'ks'],
  [/y/g, 'i'],
  [/ae/g, 'e'],
  [/^ie|(?<=[aeiou])ie/g, 'e'],
  [/ii+/g, 'i'],
  [/([a-z])\1+/g, '$1'], // not digits: depot 11 is not depot 1
];

/** One word in plain Latin. */
function toLatin(word: string): string {
  const spelled = [...word].map((letter) => latinOf.get(letter) ?? letter).join('');
  const plain = spelled.normalize('NFD').replace(/\p{Mark}/gu, '');
  return folds.reduce((text, [pattern, fold]) => text.replace(pattern, fold), plain);
}

const latinWords = (text: string) => words(text).map(toLatin);
const dropped = new Set(latinWords(legalForms));
const common = new Set(latinWords(commonWords));
const phrases = legalPhrases.map((phrase) => latinWords(phrase).join(' '));

/**
 * The skeleton of a name of a firm or person. Case, quotes, order of legal form and alphabet make no difference; spelling still may, so that two are
 * compared by distance (similarity.ts).
 */
export const skeletonOf = remember((name: string): Skeleton => {
  // L.L.P. is one word; so is a letter with its accent, however it was typed.
  const whole = name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/(?<=(?<!\p{Letter})\p{Letter})\.(?=\p{Letter}(?!\p{Letter}))/gu, '')
    .replace(/['’ʼ`"«»“”„]/gu, (sign) => (/['’ʼ`]/u.test(sign) ? '' : ' '));
  const all = latinWords(whole).filter((word) => word !== '');
  const spelledOut = phrases.reduce((text, phrase) => text.replace(` ${phrase} `, ' '), ` ${all.join(' ')} `);
  const left = spelledOut.split(' ').filter((word) => word !== '' && !dropped.has(word));
  const kept = left.length > 0 ? left : all;
  const core = kept.filter((word) => !common.has(word));
  return { words: kept, core: core.length > 0 ? core : kept };
});
