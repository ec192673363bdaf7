import { randomUUID } from 'node:crypto';
import type { TableProblem } from '../../shared/contract/fleet.ts';
import { actAs } from '../platform/database/act-as.ts';
import type { Database } from '../platform/database/client.ts';
import type { FleetUnit as FleetUnitRow, Prisma } from '../platform/database/generated/client.ts';
import { oncePerKey, type WriteIntent } from '../platform/database/once-per-key.ts';
import type { MatchedColumns } from '../platform/tables/read-cells.ts';
import { unitColumns } from './fleet-unit-view.ts';
import { lockFleet } from './lock-fleet.ts';
import { openTable, tableBroken } from './table-broken.ts';
import { type ReadUnit, readUnits, type UnitColumn, unitColumnNames } from './unit-rows.ts';
import type { FleetOwner } from './write-unit.ts';

export const importRowsMax = 500;

interface ImportResult {
  rows: number;
  added: number;
  changed: number;
  unchanged: number;
  problems: TableProblem[];
}

/**
 * Takes a table of tractors and trailers into the fleet: all of its rows or none. What has its plate is changed, in the columns that the table has;
 * nothing is taken out. A trial says what it would do, and what is wrong by row and column, and writes nothing.
 *
 * @throws apiError TABLE_BROKEN with all problems; a trial only where there is no table to read; IDEMPOTENCY_KEY_REUSED
 */
export async function importUnits(
  db: Database,
  now: Date,
  owner: FleetOwner,
  intent: WriteIntent,
  { table: text, isTrial }: { table: string; isTrial: boolean },
): Promise<ImportResult> {
  const { table, matched } = openTable(text, unitColumnNames, importRowsMax);
  const { units, problems } = readUnits(table, matched);
  const wrong = [...matched.problems, ...problems];
  const rows = table.rows.length;
  if (isTrial) {
    const { added, changed, ...rest } = await compare(db, now, owner.organisationId, units, matched);
    return {
      rows,
      added: added.length,
      changed: changed.length,
      unchanged: rest.unchanged,
      problems: inOrder([...wrong, ...rest.problems]),
    };
  }
  return oncePerKey(db, intent, now, async (transaction) => {
    await lockFleet(transaction, owner.organisationId);
    const {
      added,
      changed,
      unchanged,
      problems: more,
    } = await compare(transaction, now, owner.organisationId, units, matched);
    const all = inOrder([...wrong, ...more]);
    if (all.length > 0) throw tableBroken(all);
    await actAs(transaction, owner.actor, now);
    const { organisationId } = owner;
    await transaction.fleetUnit.createMany({
      data: added.map(({ unit }) => ({ id: randomUUID(), organisationId, addedAt: now, ...unitColumns(unit) })),
    });
    for (const { id, data } of changed) await transaction.fleetUnit.update({ where: { id }, data });
    return { rows, added: added.length, changed: changed.length, unchanged, problems: [] };
  });
}

const inOrder = (problems: readonly TableProblem[]) => problems.toSorted((a, b) => a.row - b.row);

/** What the rows are beside the fleet as it is. */
async function compare(
  db: Database | Prisma.TransactionClient,
  now: Date,
  organisationId: string,
  units: readonly ReadUnit[],
  { places }: MatchedColumns<UnitColumn>,
) {
  const fleet = await db.fleetUnit.findMany({ where: { organisationId, retiredAt: null } });
  const byPlate = new Map(fleet.map((unit) => [unit.plate, unit]));
  const byVin = new Map(fleet.flatMap((unit) => (unit.vin === null ? [] : [[unit.vin, unit] as const])));
  const booked = await listBookedPlates(db, now, organisationId);
  const added: ReadUnit[] = [];
  const changed: { id: string; data: ReturnType<typeof withoutMissing> }[] = [];
  const problems: TableProblem[] = [];
  let unchanged = 0;
  for (const read of units) {
    const { unit, reader } = read;
    const known = byPlate.get(unit.plate);
    const before = reader.problems.length;
    const sameVin = unit.vin === undefined ? undefined : byVin.get(unit.vin);
    if (sameVin && sameVin.plate !== unit.plate) reader.say('vin', 'already-known', `of ${sameVin.plate}`);
    const data = withoutMissing(unitColumns(unit), places, known);
    const isSame =
      known !== undefined && Object.entries(data).every(([name, value]) => known[name as keyof FleetUnitRow] === value);
    const isOther =
      known !== undefined && (['kind', 'vin', 'country'] as const).some((name) => data[name] !== known[name]);
    if (isOther && known.kind === 'tractor' && booked.has(known.plate))
      reader.say('plate', 'booked', 'its VIN and country stay while it is booked');
    problems.push(...reader.problems.slice(before));
    if (known === undefined) added.push(read);
    else if (isSame) unchanged++;
    else changed.push({ id: known.id, data });
  }
  return { added, changed, unchanged, problems };
}

/** A column that the table does not have says nothing about a unit that is known. */
function withoutMissing(
  columns: ReturnType<typeof unitColumns>,
  places: ReadonlyMap<UnitColumn, number>,
  known: FleetUnitRow | undefined,
) {
  if (!known) return columns;
  const { kind, vin, lengthCm, isReefer, note, country, plate } = columns;
  return {
    ...{ plate, country },
    kind: places.has('kind') ? kind : known.kind,
    vin: places.has('vin') ? vin : known.vin,
    lengthCm: places.has('lengthMetres') ? lengthCm : known.lengthCm,
    isReefer: places.has('isReefer') ? isReefer : known.isReefer,
    note: places.has('note') ? note : known.note,
  };
}

async function listBookedPlates(db: Database | Prisma.TransactionClient, now: Date, organisationId: string) {
  const rows = await db.booking.findMany({
    where: { organisationId, OR: [{ state: 'confirmed' }, { state: 'held', holdExpiresAt: { gt: now } }] },
    select: { plate: true },
  });
  return new Set(rows.map(({ plate }) => plate));
}
