import { fileURLToPath } from 'node:url';
import { seedReference } from '../prisma/seed.ts';
import { horizonDays, keepSlots } from './corridors/index.ts';
import { openDatabase } from './platform/database/client.ts';
import { applyMigrations } from './platform/database/migrate.ts';
import { refreshQueues } from './queues/index.ts';
import { keepGateSlots } from './sailings/index.ts';

export const migrationsDirectory = fileURLToPath(new URL('../prisma/migrations', import.meta.url));

/**
 * Brings a database up to date: migrations, reference data, the slots of the next 31 days. Safe in several processes at once.
 *
 * @param onProgress told before each step that can take over a second
 */
export async function prepareDatabase(url: string, now: Date, onProgress: (step: string) => void): Promise<void> {
  onProgress('Applying migrations');
  await applyMigrations({ url, directory: migrationsDirectory });
  const db = openDatabase(url);
  try {
    onProgress('Loading the reference data: checkpoints, capacity, ports, quotas, lists');
    await seedReference(db);
    onProgress(`Computing the slots of the next ${horizonDays} days from lanes and minutes`);
    await keepSlots(db, now);
    await keepGateSlots(db, now);
    await refreshQueues(db, now);
  } finally {
    await db.$disconnect();
  }
}
