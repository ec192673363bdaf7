import { createHash } from 'node:crypto';
import type { BookedTruck } from './booked-trucks.ts';

/** Who is in each of these cells, as hash_of_bookings() of the database says it when the preview is applied: else it is stale. */
export function hashTrucks(trucks: readonly BookedTruck[], cells: ReadonlySet<number>): Map<number, string> {
  const lists = new Map<number, string[]>();
  for (const { id, cell, gate } of trucks) {
    if (!cells.has(cell)) continue;
    const list = lists.get(cell) ?? [];
    lists.set(cell, list);
    list.push(`${id}${gate.channel}`);
  }
  return new Map([...lists].map(([cell, list]) => [cell, md5(list.sort().join(','))]));
}

const md5 = (text: string) => createHash('md5').update(text).digest('hex');
