import type { Database } from '../server/platform/database/client.ts';
import { readPortGates, readSeaWays, readShips } from './ships.ts';

type Transaction = Pick<Database, 'ship' | 'seaWay' | 'portGate'>;

/** Ships, their ways and the gates of ports, as prisma/reference says; the ports are there. Sailings name ships, so none is deleted. */
export async function seedShips(transaction: Transaction): Promise<void> {
  for (const { id, ...row } of readShips()) {
    await transaction.ship.upsert({ where: { id }, create: { id, ...row }, update: row });
  }
  for (const { fromPortId, toPortId, ...row } of readSeaWays()) {
    await transaction.seaWay.upsert({
      where: { fromPortId_toPortId: { fromPortId, toPortId } },
      create: { fromPortId, toPortId, ...row },
      update: row,
    });
  }
  for (const { portId, ...row } of readPortGates()) {
    await transaction.portGate.upsert({ where: { portId }, create: { portId, ...row }, update: row });
  }
}
