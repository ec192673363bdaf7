import type { TableProblem } from '../../../shared/contract/fleet.ts';
import type { Table, TableRow } from './read-table.ts';

/** A column that a table may have: the headers it goes by in any language. */
export interface KnownColumn {
  names: readonly string[];
  isNeeded: boolean;
}

export interface MatchedColumns<Key extends string> {
  /** where each column stands that is there */
  places: Map<Key, number>;
  problems: TableProblem[];
}

/** Letters and digits count: neither case nor spaces, dots, commas and dashes. */
const compact = (header: string) =>
  header
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[^\p{L}\p{N}]/gu, '');

/** Finds the columns of a table by their headers, and says which are missing, unknown, or there twice. */
export function matchColumns<Key extends string>(
  { columns }: Table,
  known: Record<Key, KnownColumn>,
): MatchedColumns<Key> {
  const keys = Object.keys(known) as Key[];
  const places = new Map<Key, number>();
  const problems: TableProblem[] = [];
  const say = (code: TableProblem['code'], column: string, hint: string | null = null) =>
    problems.push({ row: 0, column, code, value: null, hint });
  for (const [place, header] of columns.entries()) {
    const key = keys.find((name) => [name, ...known[name].names].some((alias) => compact(alias) === compact(header)));
    if (key === undefined) {
      if (header !== '') say('unknown-column', header, `known are ${keys.join(', ')}`);
    } else if (places.has(key)) say('duplicate-in-table', header, 'this column is there twice');
    else places.set(key, place);
  }
  for (const key of keys) {
    if (known[key].isNeeded && !places.has(key)) say('missing-column', key);
  }
  return { places, problems };
}

/** Reads the cells of one row by their columns, and notes what is wrong with them. */
export interface RowReader<Key extends string> {
  row: number;
  problems: TableProblem[];
  /** @returns what stands there; empty where the column or the value is missing */
  text(key: Key): string;
  say(key: Key | null, code: TableProblem['code'], hint?: string): undefined;
  /** The value that is needed. A missing one is a problem, and so is one that `parse` answers with undefined. */
  need<Value>(
    key: Key,
    code: TableProblem['code'],
    parse: (text: string) => Value | undefined,
    hint?: string,
  ): Value | undefined;
  /** As need, but it may be missing. */
  may<Value>(
    key: Key,
    code: TableProblem['code'],
    parse: (text: string) => Value | undefined,
    hint?: string,
  ): Value | undefined;
}

export function createRowReader<Key extends string>(
  { columns }: Table,
  { row, cells, tooMany }: TableRow,
  { places }: MatchedColumns<Key>,
): RowReader<Key> {
  const problems: TableProblem[] = [];
  const placeOf = (key: Key) => places.get(key) ?? -1;
  const text = (key: Key) => cells[placeOf(key)] ?? '';
  const say: RowReader<Key>['say'] = (key, code, hint) => {
    const column = key === null ? null : (columns[placeOf(key)] ?? key);
    problems.push({ row, column, code, value: key === null ? null : text(key).slice(0, 200), hint: hint ?? null });
    return undefined;
  };
  if (tooMany.length > 0)
    problems.push({
      row,
      column: null,
      code: 'unknown-column',
      value: tooMany.join(' ').slice(0, 200),
      hint: 'more cells than the header has',
    });
  const may: RowReader<Key>['may'] = (key, code, parse, hint) => {
    const value = text(key);
    return value === '' ? undefined : (parse(value) ?? say(key, code, hint));
  };
  return {
    ...{ row, problems, text, say, may },
    need: (key, code, parse, hint) => (text(key) === '' ? say(key, 'missing-value') : may(key, code, parse, hint)),
  };
}
