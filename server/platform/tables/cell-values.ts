const numberLength = 40;

/**
 * A number as spreadsheets of the region show it: `20 000`, `20000,5`, `1,5`, `1e+05`, `2E+04`. A comma before exactly three digits at the end is read as
 * that of thousands where there is a second sign: `20,000.00`.
 *
 * @returns undefined for what is none
 */
export function parseNumber(text: string): number | undefined {
  if (text.length > numberLength) return undefined; // on longer ones the pattern below takes seconds
  const plain = text.replace(/[\s'’]/g, '').replace(/,(?=\d{3}(\D.*)?\.)/g, '');
  return /^-?\d+([.,]\d+)?(e\+?\d+)?$/i.test(plain) ? Number(plain.replace(',', '.')) : undefined;
}

const yes = new Set(['да', '+', 'yes', 'y', 'true', '1', 'иә', 'ия', 'x', 'х', '✓', 'истина']);
const no = new Set(['нет', '-', '–', '—', 'no', 'n', 'false', '0', 'жоқ', 'ложь']);

/** @returns undefined for what is neither yes nor no in any of the languages */
export function parseYesNo(text: string): boolean | undefined {
  const word = text.toLowerCase();
  return yes.has(word) ? true : no.has(word) ? false : undefined;
}
