import { randomUUID } from 'node:crypto';
import { cargoSchema } from '../../shared/contract/bookings.ts';
import { type DocumentKind, partySchema } from '../../shared/contract/consignment.ts';
import type { TableProblem } from '../../shared/contract/fleet.ts';
import type { NewApplication } from '../../shared/contract/plans.ts';
import { type FleetUnitFacts, parseCountry, parsePlate, parseVin } from '../fleet/index.ts';
import { parseNumber, parseYesNo } from '../platform/tables/cell-values.ts';
import { createRowReader, type MatchedColumns, type RowReader } from '../platform/tables/read-cells.ts';
import type { Table } from '../platform/tables/read-table.ts';
import { type ApplicationColumn, classWords, directionWords, documentWords } from './application-columns.ts';
import type { FindCheckpoint } from './find-checkpoint.ts';
import { parseTime } from './parse-time.ts';

type Reader = RowReader<ApplicationColumn>;

/** What the rows are read beside. */
export interface Surroundings {
  now: Date;
  findCheckpoint: FindCheckpoint;
  /** of the fleet, by plate: a VIN and a country that are not in the table are those of the fleet */
  tractors: ReadonlyMap<string, FleetUnitFacts>;
  /** plates and VINs with an open application: a vehicle has one */
  applied: ReadonlySet<string>;
}

/** The rows of a pasted table: each is an application, or has problems. Ids are new, and stay with the rows. */
export function readApplications(table: Table, matched: MatchedColumns<ApplicationColumn>, around: Surroundings) {
  const good: { row: number; application: NewApplication }[] = [];
  const bad: { row: number; cells: string[] }[] = [];
  const problems: TableProblem[] = [];
  const seen = new Map<string, number>();
  for (const line of table.rows) {
    const reader = createRowReader(table, line, matched);
    const application = readApplication(reader, around);
    for (const key of ['plate', 'vin'] as const) {
      const value = (key === 'plate' ? parsePlate : parseVin)(reader.text(key));
      const first = value === undefined ? undefined : seen.get(`${key} ${value}`);
      if (first !== undefined)
        reader.say(key, 'duplicate-in-table', `as in row ${first}: a vehicle has one open application`);
      else if (value !== undefined) seen.set(`${key} ${value}`, line.row);
    }
    if (application && reader.problems.length === 0) good.push({ row: line.row, application });
    else bad.push({ row: line.row, cells: [...line.cells, ...line.tooMany] });
    problems.push(...reader.problems);
  }
  return { good, bad, problems };
}

function readApplication(reader: Reader, around: Surroundings): NewApplication | undefined {
  const { where, window } = readCrossing(reader, around);
  const vehicle = readVehicle(reader, around);
  const cargo = readCargo(reader);
  const driverName = reader.may('driver', 'too-long', upTo(200), 'at most 200 letters');
  const vehicleClass = reader.may(
    'class',
    'bad-choice',
    (text) => classWords[text.toLowerCase()],
    'general, out-of-turn, post or accelerated',
  );
  const flexible = reader.may('flexible', 'bad-choice', parseYesNo, 'yes or no') ?? false;
  const direction = reader.need('direction', 'bad-choice', (text) => directionWords[text.toLowerCase()], 'out or in');
  if (where && vehicle && where.access === 'bilateral' && !['KZ', where.neighbour].includes(vehicle.country))
    reader.say(
      reader.text('country') === '' ? 'plate' : 'country',
      'not-admitted',
      `only vehicles of KZ and ${where.neighbour} cross there`,
    );
  if (!where || !window || !vehicle || !cargo || !direction) return undefined;
  return {
    id: randomUUID(),
    ...{ checkpointId: where.id, direction, flexible, vehicle, cargo, ...window },
    class: vehicleClass ?? 'general',
    ...(driverName ? { driverName } : {}),
  };
}

const noCheckpoint = { among: [] as string[] };

function readCrossing(reader: Reader, { now, findCheckpoint }: Surroundings) {
  const name = reader.text('checkpoint');
  const found = name === '' ? noCheckpoint : findCheckpoint(name);
  const where = 'id' in found ? found : undefined;
  if (name === '') reader.say('checkpoint', 'missing-value');
  else if ('among' in found)
    reader.say(
      'checkpoint',
      'unknown-checkpoint',
      found.among.length > 1 ? `it could be ${found.among.join(' or ')}` : undefined,
    );
  // Without a checkpoint there is no clock to read them on; whether they are times at all can be said.
  const read = (key: 'from' | 'to') =>
    reader.need(
      key,
      'bad-time',
      (text) => parseTime(text, where?.kzZone ?? 'Asia/Almaty'),
      'such as 22.11.2026 08:00 or 2026-11-22T08:00+05:00',
    );
  const from = read('from');
  const to = read('to');
  if (from && to && to <= from) reader.say('to', 'bad-window', 'it must be later than the first time');
  else if (to && to <= now) reader.say('to', 'in-the-past');
  return { where, window: from && to && { earliestAt: from.toISOString(), latestAt: to.toISOString() } };
}

function readVehicle(reader: Reader, { tractors, applied }: Surroundings) {
  const plate = reader.need(
    'plate',
    'bad-plate',
    parsePlate,
    'a number plate: 4 to 12 letters and digits, with a digit',
  );
  const ours = plate === undefined ? undefined : tractors.get(plate);
  const hasVin = reader.text('vin') !== '';
  const vin = hasVin
    ? reader.may('vin', 'bad-vin', parseVin, 'a VIN: 17 letters and digits without I, O and Q')
    : ours?.vin;
  if (!hasVin && plate !== undefined && !vin)
    reader.say('vin', 'not-in-fleet', 'give its VIN, or put the tractor into your fleet');
  const country = reader.may('country', 'bad-country', parseCountry, 'a code such as KZ, or its name') ?? ours?.country;
  if (reader.text('country') === '' && plate !== undefined && !country)
    reader.say('country', 'missing-value', 'or put the tractor into your fleet');
  if (plate !== undefined && applied.has(plate)) reader.say('plate', 'already-known', 'it has an open application');
  else if (vin && applied.has(vin)) reader.say('vin', 'already-known', 'it has an open application');
  return plate && vin && country ? { plate, vin, country } : undefined;
}

function readCargo(reader: Reader) {
  const hsCode = reader.need(
    'hsCode',
    'bad-hs-code',
    parseHsCode,
    '6, 8 or 10 digits; as text, or a spreadsheet drops the first zero',
  );
  const grossWeightKg = reader.need('weightKg', 'bad-number', parseWeight, 'whole kilograms, up to 60000');
  const description = reader.may('description', 'too-long', upTo(500), 'at most 500 letters');
  const [consignor, consignee] = [readParty(reader, 'consignor'), readParty(reader, 'consignee')];
  const country = (key: 'originCountry' | 'destinationCountry') =>
    reader.may(key, 'bad-country', parseCountry, 'a code such as KZ, or its name');
  const [originCountry, destinationCountry] = [country('originCountry'), country('destinationCountry')];
  const documents = reader.may(
    'documents',
    'bad-choice',
    parseDocuments,
    'each as its kind and number, such as: CMR 118; SPOT A1',
  );
  if (hsCode === undefined || grossWeightKg === undefined) return undefined;
  return {
    ...{ hsCode, grossWeightKg },
    ...(description ? { description } : {}),
    ...(consignor ? { consignor } : {}),
    ...(consignee ? { consignee } : {}),
    ...(originCountry ? { originCountry } : {}),
    ...(destinationCountry ? { destinationCountry } : {}),
    ...(documents ? { documents } : {}),
  };
}

function readParty(reader: Reader, key: 'consignor' | 'consignee') {
  const name = reader.may(key, 'too-long', (text) => partySchema.shape.name.safeParse(text).data, '2 to 200 letters');
  const country = reader.may(`${key}Country`, 'bad-country', parseCountry, 'a code such as KZ, or its name');
  if (name !== undefined && reader.text(`${key}Country`) === '') reader.say(`${key}Country`, 'missing-value');
  if (reader.text(key) === '' && country !== undefined) reader.say(key, 'missing-value');
  return name && country ? { name, country } : undefined;
}

const upTo = (letters: number) => (text: string) => (text.length <= letters ? text : undefined);

/** Codes have an even number of digits: of an odd one the spreadsheet has dropped the first zero, and which goods they are would be another matter. */
function parseHsCode(text: string): string | undefined {
  const code = text.replace(/[\s.]/g, '');
  return cargoSchema.shape.hsCode.safeParse(code).success && code.length % 2 === 0 ? code : undefined;
}

function parseWeight(text: string): number | undefined {
  const kilograms = parseNumber(text.replace(/\s*(kg|кг)\.?$/i, ''));
  return cargoSchema.shape.grossWeightKg.safeParse(kilograms).data;
}

/** `CMR 118; ЭСФ 77-4` @returns undefined where one of them is of no known kind, or has no number */
function parseDocuments(text: string): { kind: DocumentKind; number: string }[] | undefined {
  const documents = text
    .split(/[;|\n]/)
    .map((part) => part.trim())
    .filter(Boolean)
    .map((part) => {
      const [name, kind] = documentWords.find(([word]) => isWord(part.toLowerCase(), word)) ?? [];
      const number = part.slice(name?.length ?? 0).replace(/^[\s:№#]+/, '');
      return { kind, number };
    });
  const { data } = cargoSchema.shape.documents.safeParse(documents);
  return data;
}

const isWord = (text: string, word: string) => text.startsWith(word) && !/^\p{L}/u.test(text.slice(word.length));
