import { randomUUID } from 'node:crypto';
import { type Driver, newDriverSchema, type TableProblem } from '../../shared/contract/fleet.ts';
import { actAs } from '../platform/database/act-as.ts';
import type { Database } from '../platform/database/client.ts';
import type { Prisma } from '../platform/database/generated/client.ts';
import { oncePerKey, type WriteIntent } from '../platform/database/once-per-key.ts';
import {
  createRowReader,
  type KnownColumn,
  type MatchedColumns,
  type RowReader,
} from '../platform/tables/read-cells.ts';
import type { Table } from '../platform/tables/read-table.ts';
import { driverColumns, type NewDriver } from './driver-view.ts';
import { importRowsMax } from './import-units.ts';
import { lockFleet } from './lock-fleet.ts';
import { openTable, tableBroken } from './table-broken.ts';
import type { FleetOwner } from './write-unit.ts';

type DriverColumn = 'name' | 'phone' | 'licenceNumber' | 'language';

const columnNames: Record<DriverColumn, KnownColumn> = {
  name: {
    names: ['driver', 'full name', 'фио', 'имя', 'водитель', 'фио водителя', 'аты-жөні', 'жүргізуші', 'аты'],
    isNeeded: true,
  },
  phone: { names: ['telephone', 'mobile', 'телефон', 'тел', 'моб', 'мобильный', 'телефоны'], isNeeded: false },
  licenceNumber: {
    names: [
      'licence',
      'license',
      'driving licence',
      'license number',
      'ву',
      'права',
      'водительское удостоверение',
      'номер ву',
      'удостоверение',
      'куәлік',
      'жүргізуші куәлігі',
    ],
    isNeeded: false,
  },
  language: { names: ['язык', 'тілі', 'тіл'], isNeeded: false },
};

const languages: Record<string, Driver['language']> = {
  ...{ ru: 'ru', русский: 'ru', рус: 'ru', russian: 'ru', орысша: 'ru', орыс: 'ru' },
  ...{ kk: 'kk', kz: 'kk', казахский: 'kk', каз: 'kk', kazakh: 'kk', қазақша: 'kk', қазақ: 'kk' },
  ...{ en: 'en', английский: 'en', англ: 'en', english: 'en', ағылшынша: 'en', ағылшын: 'en' },
};

/**
 * Takes a table of drivers into the list: all of its rows or none. Who has the same licence, or without one the same name, is changed.
 *
 * @throws apiError TABLE_BROKEN with all problems; a trial only where there is no table to read; IDEMPOTENCY_KEY_REUSED
 */
export async function importDrivers(
  db: Database,
  now: Date,
  owner: FleetOwner,
  intent: WriteIntent,
  { table: text, isTrial }: { table: string; isTrial: boolean },
) {
  const { table, matched } = openTable(text, columnNames, importRowsMax);
  const { drivers, problems: ofRows } = readDrivers(table, matched);
  const problems = [...matched.problems, ...ofRows].toSorted((a, b) => a.row - b.row);
  const rows = table.rows.length;
  if (isTrial) {
    const { added, changed, unchanged } = await compare(db, owner.organisationId, drivers);
    return { rows, added: added.length, changed: changed.length, unchanged, problems };
  }
  if (problems.length > 0) throw tableBroken(problems);
  return oncePerKey(db, intent, now, async (transaction) => {
    const { organisationId, actor } = owner;
    await lockFleet(transaction, organisationId);
    const { added, changed, unchanged } = await compare(transaction, organisationId, drivers);
    await actAs(transaction, actor, now);
    await transaction.driver.createMany({
      data: added.map((driver) => ({ id: randomUUID(), organisationId, addedAt: now, ...driver })),
    });
    for (const { id, data } of changed) await transaction.driver.update({ where: { id }, data });
    return { rows, added: added.length, changed: changed.length, unchanged, problems: [] };
  });
}

type Columns = ReturnType<typeof driverColumns>;
const keyOf = ({ licenceNumber, name }: Pick<Columns, 'licenceNumber' | 'name'>) =>
  licenceNumber ?? `name ${name.toLowerCase()}`;

function readDrivers(table: Table, matched: MatchedColumns<DriverColumn>) {
  const drivers: Columns[] = [];
  const problems: TableProblem[] = [];
  const seen = new Map<string, number>();
  for (const line of table.rows) {
    const reader = createRowReader(table, line, matched);
    const driver = readDriver(reader);
    if (driver && reader.problems.length === 0) {
      const columns = driverColumns(driver);
      const first = seen.get(keyOf(columns));
      if (first === undefined) drivers.push(columns);
      else
        reader.say(
          columns.licenceNumber === null ? 'name' : 'licenceNumber',
          'duplicate-in-table',
          `as in row ${first}`,
        );
      seen.set(keyOf(columns), first ?? line.row);
    }
    problems.push(...reader.problems);
  }
  return { drivers, problems };
}

function readDriver(reader: RowReader<DriverColumn>): NewDriver | undefined {
  const { shape } = newDriverSchema;
  const name = reader.need('name', 'too-long', (text) => shape.name.safeParse(text).data, '2 to 200 letters');
  const phone = reader.may('phone', 'bad-number', (text) => shape.phone.safeParse(text).data, 'a telephone number');
  const licenceNumber = reader.may(
    'licenceNumber',
    'too-long',
    (text) => shape.licenceNumber.safeParse(text).data,
    '3 to 40 signs',
  );
  const language =
    reader.may('language', 'bad-choice', (text) => languages[text.toLowerCase()], 'ru, kk or en') ?? 'ru';
  if (name === undefined) return undefined;
  return { name, language, ...(phone ? { phone } : {}), ...(licenceNumber ? { licenceNumber } : {}) };
}

async function compare(db: Database | Prisma.TransactionClient, organisationId: string, drivers: readonly Columns[]) {
  const known = new Map(
    (await db.driver.findMany({ where: { organisationId, retiredAt: null } })).map((row) => [keyOf(row), row]),
  );
  const added: Columns[] = [];
  const changed: { id: string; data: Columns }[] = [];
  for (const driver of drivers) {
    const row = known.get(keyOf(driver));
    if (!row) added.push(driver);
    else if (row.name !== driver.name || row.phone !== driver.phone || row.language !== driver.language)
      changed.push({ id: row.id, data: driver });
  }
  return { added, changed, unchanged: drivers.length - added.length - changed.length };
}
