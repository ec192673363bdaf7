import type { ListKind } from '../../../shared/contract/compliance.ts';
import type { ListRow } from '../../../shared/list-rows.ts';
import type { Database } from '../../platform/database/client.ts';
import { indexParties } from '../names/party-index.ts';

type FindParty = ReturnType<typeof indexParties>;

/** The four lists as they are asked, with the numbers of their versions. */
export interface Lists {
  versions: Record<ListKind, number | null>;
  goods: readonly ListRow<'goods'>[];
  findParty: FindParty;
  routes: readonly ListRow<'routes'>[];
  documents: readonly ListRow<'documents'>[];
}

interface Version {
  kind: string;
  number: number;
  rows: readonly unknown[];
  /** Of a list of parties; finds nobody in another. */
  findParty: FindParty;
}

/** A version is never changed, so what was read of it holds for good; few are in use at once. */
const keptMax = 16;
const kept = new WeakMap<Database, Map<number, Promise<Version>>>();

/** The lists of these versions. Each is read once per process: a new list of goods costs no new index of 20,000 names. */
export async function loadLists(db: Database, ids: readonly number[]): Promise<Lists> {
  const versions = await Promise.all(ids.map((id) => loadVersion(db, id)));
  const find = (kind: ListKind) => versions.find((version) => version.kind === kind);
  // What was imported was parsed by the same schema (shared/list-rows.ts).
  const rows = <Kind extends ListKind>(kind: Kind) => (find(kind)?.rows ?? []) as readonly ListRow<Kind>[];
  const numberOf = (kind: ListKind) => find(kind)?.number ?? null;
  return {
    versions: {
      goods: numberOf('goods'),
      parties: numberOf('parties'),
      routes: numberOf('routes'),
      documents: numberOf('documents'),
    },
    goods: rows('goods'),
    findParty: find('parties')?.findParty ?? (() => []),
    routes: rows('routes'),
    documents: rows('documents'),
  };
}

function loadVersion(db: Database, id: number): Promise<Version> {
  const own = kept.get(db) ?? new Map<number, Promise<Version>>();
  kept.set(db, own);
  const known = own.get(id);
  if (known) return known;
  const reading = readVersion(db, id).catch((error) => {
    own.delete(id);
    throw error;
  });
  const [oldest] = own.keys();
  if (own.size >= keptMax && oldest !== undefined) own.delete(oldest);
  own.set(id, reading);
  return reading;
}

async function readVersion(db: Database, id: number): Promise<Version> {
  const { kind, number, entries } = await db.listVersion.findUniqueOrThrow({
    where: { id },
    include: { entries: { orderBy: { place: 'asc' } } },
  });
  const rows = entries.map(({ entry }) => entry as unknown);
  return { kind, number, rows, findParty: indexParties(kind === 'parties' ? (rows as ListRow<'parties'>[]) : []) };
}
