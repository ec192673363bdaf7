import type { Database } from '../platform/database/client.ts';

/** Carriers that exist in the demo world only, told apart by their slug; no user belongs to them. */
const slugPrefix = 'simulated-';

const places = (
  'Aktobe Altai Aral Astana Atyrau Balkhash Caspian Chelyabinsk Chui Irtysh Ishim Issyk-Kul Kokshetau Kostanay Mangystau ' +
  'Orenburg Oskemen Pavlodar Samara Saryarka Semey Steppe Taraz Tobol Torgay Turkistan Ural Zhetysu'
).split(' ');
const trades = ['Trans', 'Cargo', 'Logistics', 'Freight', 'Road Lines', 'Auto', 'Haulage', 'Transit'];

/** Different for the first 224; after that a name has its round behind it. */
function nameOf(index: number): string {
  const trade = trades[Math.floor(index / places.length) % trades.length];
  const round = Math.floor(index / (places.length * trades.length));
  return `${places[index % places.length]} ${trade}${round === 0 ? '' : ` ${round + 1}`}`;
}

/** Makes those of the first `count` that are missing. */
export async function seedSimulatedCarriers(db: Database, count: number, now: Date): Promise<void> {
  const rows = Array.from({ length: count }, (_, index) => {
    const id = `${slugPrefix}carrier-${String(index + 1).padStart(4, '0')}`;
    return { id, slug: id, name: nameOf(index), kind: 'carrier', createdAt: now };
  });
  await db.organization.createMany({ data: rows, skipDuplicates: true });
}

/** @returns in the order of their ids, so that a seeded generator picks the same again */
export async function listSimulatedCarriers(db: Database): Promise<{ id: string; name: string }[]> {
  return db.organization.findMany({
    where: { slug: { startsWith: slugPrefix } },
    select: { id: true, name: true },
    orderBy: { id: 'asc' },
  });
}
