import type { FleetUnit, TableProblem } from '../../shared/contract/fleet.ts';
import { parseNumber, parseYesNo } from '../platform/tables/cell-values.ts';
import {
  createRowReader,
  type KnownColumn,
  type MatchedColumns,
  type RowReader,
} from '../platform/tables/read-cells.ts';
import type { Table } from '../platform/tables/read-table.ts';
import type { NewFleetUnit } from './fleet-unit-view.ts';
import { parseCountry, parsePlate, parseVin } from './vehicle-cells.ts';

export type UnitColumn = 'kind' | 'plate' | 'vin' | 'country' | 'lengthMetres' | 'isReefer' | 'note';

export const unitColumnNames: Record<UnitColumn, KnownColumn> = {
  kind: { names: ['type', 'unit', 'тип', 'вид', 'тип тс', 'түрі', 'көлік түрі'], isNeeded: false },
  plate: {
    names: [
      ...['number plate', 'plate number', 'registration number', 'reg no', 'truck', 'vehicle'],
      ...[
        'номер',
        'госномер',
        'гос номер',
        'грнз',
        'регистрационный номер',
        'номер тс',
        'номер машины',
        'тягач',
        'номер тягача',
      ],
      ...['нөмірі', 'мемлекеттік нөмірі', 'мемнөмірі', 'көлік нөмірі', 'тіркеу нөмірі'],
    ],
    isNeeded: true,
  },
  vin: { names: ['vin code', 'vin код', 'вин', 'вин код', 'vin номер', 'vin коды', 'шасси'], isNeeded: false },
  country: {
    names: ['registered in', 'country of registration', 'страна', 'страна регистрации', 'ел', 'елі', 'тіркелген елі'],
    isNeeded: true,
  },
  lengthMetres: { names: ['length', 'length m', 'длина', 'длина м', 'ұзындығы', 'ұзындығы м'], isNeeded: false },
  isReefer: {
    names: ['reefer', 'refrigerated', 'рефрижератор', 'реф', 'тоңазытқыш', 'рефрижератор ма'],
    isNeeded: false,
  },
  note: { names: ['remark', 'comment', 'примечание', 'комментарий', 'ескерту', 'ескертпе'], isNeeded: false },
};

const kinds: Record<string, FleetUnit['kind']> = {
  ...{
    tractor: 'tractor',
    truck: 'tractor',
    тягач: 'tractor',
    'седельный тягач': 'tractor',
    грузовик: 'tractor',
    тартқыш: 'tractor',
  },
  ...{
    trailer: 'trailer',
    semitrailer: 'trailer',
    'semi-trailer': 'trailer',
    прицеп: 'trailer',
    полуприцеп: 'trailer',
    тіркеме: 'trailer',
  },
  'жартылай тіркеме': 'trailer',
};

const lengthMetresMax = 30;
const noteMax = 200;

export interface ReadUnit {
  row: number;
  /** the columns that the table has: others are left as they are */
  unit: NewFleetUnit;
  reader: RowReader<UnitColumn>;
}

/** The rows of a table of tractors and trailers: those that can be read, and all that is wrong with the others. */
export function readUnits(table: Table, matched: MatchedColumns<UnitColumn>) {
  const units: ReadUnit[] = [];
  const problems: TableProblem[] = [];
  const seen = new Map<string, number>();
  for (const line of table.rows) {
    const reader = createRowReader(table, line, matched);
    const unit = readUnit(reader);
    for (const key of ['plate', 'vin'] as const) {
      const value = unit[key];
      const first = value === undefined ? undefined : seen.get(`${key} ${value}`);
      if (first !== undefined) reader.say(key, 'duplicate-in-table', `as in row ${first}`);
      else if (value !== undefined) seen.set(`${key} ${value}`, line.row);
    }
    const { plate, country, ...rest } = unit;
    if (reader.problems.length === 0 && plate && country)
      units.push({ row: line.row, unit: { plate, country, ...rest }, reader });
    problems.push(...reader.problems);
  }
  return { units, problems };
}

function readUnit(reader: RowReader<UnitColumn>) {
  const kind = reader.may('kind', 'bad-choice', (text) => kinds[text.toLowerCase()], 'tractor or trailer') ?? 'tractor';
  const parse = parseVin;
  const vin =
    kind === 'tractor'
      ? reader.need('vin', 'bad-vin', parse, 'a VIN: 17 letters and digits without I, O and Q')
      : reader.may('vin', 'bad-vin', parse);
  const lengthMetres = reader.may('lengthMetres', 'bad-number', parseLength, `metres, 1 to ${lengthMetresMax}`);
  const note = reader.may(
    'note',
    'too-long',
    (text) => (text.length <= noteMax ? text : undefined),
    `at most ${noteMax}`,
  );
  return {
    kind,
    plate: reader.need('plate', 'bad-plate', parsePlate, 'a number plate: 4 to 12 letters and digits, with a digit'),
    country: reader.need('country', 'bad-country', parseCountry, 'a code such as KZ, or its name'),
    isReefer: reader.may('isReefer', 'bad-choice', parseYesNo, 'yes or no') ?? false,
    ...(vin === undefined ? {} : { vin }),
    ...(lengthMetres === undefined ? {} : { lengthMetres }),
    ...(note === undefined ? {} : { note }),
  };
}

function parseLength(text: string): number | undefined {
  const metres = parseNumber(text.replace(/\s*(m|м)$/i, ''));
  return metres !== undefined && metres >= 1 && metres <= lengthMetresMax ? metres : undefined;
}
