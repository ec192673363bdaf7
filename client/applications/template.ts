import { DateTime } from 'luxon';
import type { Language } from '../i18n/languages.ts';

/** The header of a table of applications in each language, and how a row of it says which way. */
const words: Record<
  'ru' | 'kk' | 'en',
  { header: string[]; out: string; goods: string; checkpoints: [string, string] }
> = {
  ru: {
    header: [
      'Пункт пропуска',
      'Направление',
      'С',
      'До',
      'Тягач',
      'VIN',
      'Страна',
      'ТН ВЭД',
      'Вес брутто, кг',
      'Груз',
      'Документы',
    ],
    ...{ out: 'выезд', goods: 'металлоконструкции', checkpoints: ['Сырым', 'Жайсан'] },
  },
  kk: {
    header: [
      'Өткізу пункті',
      'Бағыт',
      'Ерте дегенде',
      'Кеш дегенде',
      'Тартқыш',
      'VIN',
      'Елі',
      'СЭҚ ТН',
      'Салмағы, кг',
      'Жүк',
      'Құжаттар',
    ],
    ...{ out: 'шығу', goods: 'металл конструкциялар', checkpoints: ['Сырым', 'Жайсаң'] },
  },
  en: {
    header: [
      'Checkpoint',
      'Direction',
      'From',
      'To',
      'Truck',
      'VIN',
      'Country',
      'HS code',
      'Gross weight, kg',
      'Cargo',
      'Documents',
    ],
    ...{ out: 'out', goods: 'steel structures', checkpoints: ['Syrym', 'Zhaisan'] },
  },
};

/** An example of two rows for tomorrow, as a spreadsheet puts it on the clipboard. @param zone of the Kazakh post */
export function exampleTable(language: Language, now: Date, zone: string): string {
  const { header, out, goods, checkpoints } = words[language === 'kk' || language === 'en' ? language : 'ru'];
  const tomorrow = DateTime.fromJSDate(now, { zone }).plus({ days: 1 });
  const [from, to] = [8, 20].map((hour) => tomorrow.set({ hour, minute: 0 }).toFormat('dd.MM.yyyy HH:mm'));
  const row = (checkpoint: string, number: number) => [
    ...[checkpoint, out, from, to, `${number}EXM02`, `XTC549005K2${number}345`, 'KZ', '730890', '18 000', goods],
    'CMR 118; e-invoice 77-4; SPOT A1',
  ];
  return [header, row(checkpoints[0], 501), row(checkpoints[1], 502)].map((cells) => cells.join('\t')).join('\n');
}

/** The same as a file that spreadsheets of the region open with its columns: semicolons, and a mark of the encoding. */
export function templateFile(language: Language, now: Date, zone: string): Blob {
  const lines = exampleTable(language, now, zone)
    .split('\n')
    .map((line) =>
      line
        .split('\t')
        .map((cell) => (/[;"]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell))
        .join(';'),
    );
  return new Blob([`\uFEFF${lines.join('\r\n')}\r\n`], { type: 'text/csv' });
}

/** The bad rows of a table with their header, to be corrected. */
export const asTable = (columns: readonly string[], rows: readonly { cells: readonly string[] }[]): string =>
  [columns, ...rows.map(({ cells }) => cells)]
    .map((cells) => cells.map((cell) => cell.replace(/[\t\n]/g, ' ')).join('\t'))
    .join('\n');
