import type { Cargo, Vehicle } from '../../shared/contract/bookings.ts';
import type { Direction } from '../../shared/words.ts';

/** A truck as it is screened: where it crosses, on what, with what. */
export interface Truck {
  checkpointId: string;
  direction: Direction;
  vehicle: Vehicle;
  cargo: Cargo;
}

/** The columns of an application that hold its cargo. */
export interface CargoRow {
  hsCode: string;
  cargoDescription: string | null;
  grossWeightKg: number;
  consignorName: string | null;
  consignorCountry: string | null;
  consigneeName: string | null;
  consigneeCountry: string | null;
  originCountry: string | null;
  destinationCountry: string | null;
  isReExport: boolean;
  documents: unknown;
}

/** Goods made elsewhere that somebody in Kazakhstan sends out of it, unless the carrier says otherwise. */
function isReExport(direction: Direction, { isReExport: said, originCountry, consignor }: Cargo): boolean {
  const madeElsewhere = originCountry !== undefined && originCountry !== 'KZ';
  return said ?? (direction === 'out' && madeElsewhere && consignor?.country === 'KZ');
}

/** What a claim keeps of a consignment, as its functions in prisma/migrations read it. */
export function consignmentColumns(direction: Direction, cargo: Cargo) {
  const { consignor, consignee, originCountry, destinationCountry, documents = [] } = cargo;
  return {
    consignorName: consignor?.name ?? null,
    consignorCountry: consignor?.country ?? null,
    consigneeName: consignee?.name ?? null,
    consigneeCountry: consignee?.country ?? null,
    originCountry: originCountry ?? null,
    destinationCountry: destinationCountry ?? null,
    isReExport: isReExport(direction, cargo),
    documents,
  };
}

/** A cargo as the API shows it, with what its carrier said and no more. */
export function cargoView(row: CargoRow): Cargo {
  const documents = row.documents as NonNullable<Cargo['documents']>;
  return {
    hsCode: row.hsCode,
    grossWeightKg: row.grossWeightKg,
    ...(row.cargoDescription === null ? {} : { description: row.cargoDescription }),
    ...party('consignor', row.consignorName, row.consignorCountry),
    ...party('consignee', row.consigneeName, row.consigneeCountry),
    ...(row.originCountry === null ? {} : { originCountry: row.originCountry }),
    ...(row.destinationCountry === null ? {} : { destinationCountry: row.destinationCountry }),
    ...(row.isReExport ? { isReExport: true } : {}),
    ...(documents.length === 0 ? {} : { documents }),
  };
}

function party(role: 'consignor' | 'consignee', name: string | null, country: string | null) {
  return name === null || country === null ? {} : { [role]: { name, country } };
}
