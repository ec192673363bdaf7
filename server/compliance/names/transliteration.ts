/**
 * One small letter of Russian or Kazakh Cyrillic, or of a Kazakh Latin alphabet, to plain Latin. Sources: GOST 7.79-2000 (system B) for Russian;
 * the Kazakh Latin alphabet of January 2021, those of February 2018 (acute accents) and October 2017 (apostrophes, which fall away with
 * all punctuation), and the passport spelling of both countries. Where alphabets disagree, the skeleton folds what is left (skeleton.ts).
 */
const table = `
а a   б b   в v   г g   д d   е e   ё e   ж j   з z   и i   й i   к k   л l   м m   н n   о o   п p   р r   с s   т t   у u   ф f
х h   ц ts  ч ch  ш sh  щ sh  ъ -   ы i   ь -   э e   ю iu  я ia
ә a   ғ g   қ k   ң n   ө o   ұ u   ү u   һ h   і i
ў u   є e   ї i   ґ g   ј j   ң n   ө o   ү u
ä a   ğ g   ŋ n   ñ n   ö o   ū u   ü u   ş sh  ı i   ý u   ǵ g   ń n   ó o   ú u   á a
ç ch  ž j   š sh  č ch  ß ss  æ ae  ø o   å a   ł l   đ d`;

export const latinOf: ReadonlyMap<string, string> = new Map(
  table
    .trim()
    .split(/\s{2,}|\n/)
    .map((pair) => pair.split(' '))
    .map(([letter = '', latin = '']) => [letter, latin === '-' ? '' : latin]),
);
