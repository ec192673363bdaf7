import { CsvError, type Info, parse } from 'csv-parse/sync';
import type { ZodError } from 'zod';
import type { BrokenRow, ListKind } from '../../../shared/contract/compliance.ts';
import { type ListRow, listRowSchemas } from '../../../shared/list-rows.ts';

export interface ParsedList {
  rows: ListRow<ListKind>[];
  broken: BrokenRow[];
}

interface CsvLine {
  cells: string[];
  line: number;
}

/** Reads a list from CSV: a header line, then a row each; separated by commas, or by semicolons as spreadsheets write it here. Tells all that is wrong. */
export function parseList(kind: ListKind, csv: string): ParsedList {
  const read = readLines(csv);
  if ('broken' in read) return { rows: [], broken: [read.broken] };
  const [header, ...lines] = read.lines;
  const columns = header?.cells ?? [];
  const wrongHeader = checkHeader(kind, columns);
  if (wrongHeader.length > 0) return { rows: [], broken: wrongHeader };
  if (lines.length === 0) return { rows: [], broken: [{ line: 1, column: null, problem: 'a list of no rows' }] };

  const rows: ListRow<ListKind>[] = [];
  const broken: BrokenRow[] = [];
  const seen = new Map<string, number>();
  for (const { cells, line } of lines) {
    if (cells.length !== columns.length) {
      broken.push({ line, column: null, problem: `${cells.length} cells, and the header has ${columns.length}` });
      continue;
    }
    const result = listRowSchemas[kind].safeParse(Object.fromEntries(columns.map((name, at) => [name, cells[at]])));
    if (!result.success) {
      broken.push(...problemsOf(result.error, line));
      continue;
    }
    const text = JSON.stringify(result.data);
    const first = seen.get(text);
    if (first !== undefined) broken.push({ line, column: null, problem: `the same as line ${first}` });
    else seen.set(text, line);
    rows.push(result.data);
  }
  return { rows, broken };
}

function readLines(csv: string): { lines: CsvLine[] } | { broken: BrokenRow } {
  const [first = ''] = csv.split(/\r?\n/, 1);
  const delimiter = first.split(';').length > first.split(',').length ? ';' : ',';
  const options = {
    bom: true,
    delimiter,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    trim: true,
  } as const;
  try {
    // With `info` each record comes with where it stood; the types of the library do not say so.
    const records = parse(csv, options) as unknown as { record: string[]; info: Info }[];
    return { lines: records.map(({ record, info }) => ({ cells: record, line: info.lines })) };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const { lines: line } = error as unknown as { lines: number };
    return { broken: { line, column: null, problem: `quotes that do not match: ${error.message}` } };
  }
}

function checkHeader(kind: ListKind, columns: readonly string[]): BrokenRow[] {
  const known = Object.entries(listRowSchemas[kind].shape);
  const wanted = known.map(([name]) => name);
  const say = (problem: string, column: string | null): BrokenRow => ({ line: 1, column, problem });
  return [
    ...columns
      .filter((name) => !wanted.includes(name))
      .map((name) => say(`no column of this list: they are ${wanted.join(', ')}`, name)),
    ...columns.filter((name, at) => columns.indexOf(name) < at).map((name) => say('this column is there twice', name)),
    ...known
      .filter(([name, schema]) => !columns.includes(name) && !schema.safeParse(undefined).success)
      .map(([name]) => say('this column is missing', name)),
  ];
}

function problemsOf({ issues }: ZodError, line: number): BrokenRow[] {
  return issues.map(({ path, message }) => ({
    line,
    column: typeof path[0] === 'string' ? path[0] : null,
    problem: message,
  }));
}
