import { CsvError, parse } from 'csv-parse/sync';

export interface Table {
  /** the header, as it was written */
  columns: string[];
  rows: TableRow[];
}

export interface TableRow {
  /** 1 is the first row under the header; empty rows count, as a spreadsheet counts them */
  row: number;
  /** as many as there are columns */
  cells: string[];
  /** what stands to the right of the last column */
  tooMany: string[];
}

/** More than any spreadsheet of ours has: each row is filled up to the header, and one of 25,000 cells would make 25,000 short rows a gigabyte. */
const columnsMax = 100;

/**
 * Reads what a spreadsheet saves or puts on the clipboard: commas, semicolons or tabs, with or without the mark of its encoding and Excel's line `sep=;`.
 * Hard spaces are spaces, and empty rows are left out.
 *
 * @returns undefined for what is no table: no header, one of more than 100 columns, or quotes that do not match
 */
export function readTable(text: string): Table | undefined {
  const { body, delimiter } = findDelimiter(text.replace(/^\uFEFF/, ''));
  let records: string[][];
  try {
    records = parse(body, { delimiter, relax_column_count: true, relax_quotes: true });
  } catch (error) {
    if (error instanceof CsvError) return undefined;
    throw error;
  }
  const lines = records.map((record) => record.map(tidy));
  const at = lines.findIndex((cells) => !isEmpty(cells));
  const header = lines[at];
  if (!header) return undefined;
  const columns = withoutTail(header);
  if (columns.length > columnsMax) return undefined;
  const rows = lines.slice(at + 1).flatMap((cells, index) => {
    if (isEmpty(cells)) return [];
    const padded = columns.map((_, place) => cells[place] ?? '');
    return [{ row: index + 1, cells: padded, tooMany: cells.slice(columns.length).filter(Boolean) }];
  });
  return { columns, rows };
}

function findDelimiter(text: string): { body: string; delimiter: string } {
  const named = /^sep=(.)\r?\n/i.exec(text);
  if (named) return { body: text.slice(named[0].length), delimiter: named[1]! };
  const header = text
    .trimStart()
    .split(/\r?\n/, 1)[0]!
    .replace(/"[^"]*"/g, '');
  const count = (delimiter: string) => header.split(delimiter).length;
  const [delimiter] = ['\t', ';', ','].toSorted((a, b) => count(b) - count(a));
  return { body: text, delimiter: delimiter! };
}

/** Hard, thin and zero-width spaces come along from spreadsheets and web pages. */
const tidy = (cell: string) =>
  cell
    .replace(/[\u00A0\u2007\u2009\u202F]/g, ' ')
    .replace(/[\u200B\uFEFF]/g, '')
    .trim();

const isEmpty = (cells: readonly string[]) => cells.every((cell) => cell === '');

function withoutTail(cells: readonly string[]): string[] {
  return cells.slice(0, cells.findLastIndex((cell) => cell !== '') + 1);
}
