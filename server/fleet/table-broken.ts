import type { TableProblem } from '../../shared/contract/fleet.ts';
import { apiError } from '../platform/http/errors.ts';
import { type KnownColumn, type MatchedColumns, matchColumns } from '../platform/tables/read-cells.ts';
import { readTable, type Table } from '../platform/tables/read-table.ts';

/** The refusal of a table, with all that is wrong with it. */
export function tableBroken(problems: readonly TableProblem[], hint?: string) {
  const [first] = problems;
  const where = first && `row ${first.row}${first.column === null ? '' : `, column ${first.column}`}: ${first.code}`;
  const more = problems.length > 1 ? `, and ${problems.length - 1} more` : '';
  return apiError('TABLE_BROKEN', { field: 'table', hint: hint ?? `${where}${more}`, problems: [...problems] });
}

/**
 * A table with a header that names what is needed, and some rows under it, but not too many.
 *
 * @throws apiError TABLE_BROKEN where it is none
 */
export function openTable<Key extends string>(
  text: string,
  known: Record<Key, KnownColumn>,
  rowsMax: number,
): { table: Table; matched: MatchedColumns<Key> } {
  const table = readTable(text);
  if (!table) throw tableBroken([], 'no table: a header line of up to 100 columns, then a row each; quotes must match');
  const matched = matchColumns(table, known);
  const missing = matched.problems.filter(({ code }) => code === 'missing-column');
  if (missing.length > 0) throw tableBroken([...missing, ...matched.problems.filter((one) => !missing.includes(one))]);
  if (table.rows.length === 0) throw tableBroken([], 'it has a header and no rows');
  if (table.rows.length > rowsMax) {
    const { row } = table.rows[rowsMax]!;
    throw tableBroken([
      { row, column: null, code: 'too-many-rows', value: String(table.rows.length), hint: `at most ${rowsMax}` },
    ]);
  }
  return { table, matched };
}
