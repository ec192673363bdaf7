import { fileURLToPath } from 'node:url';
import { seedReference } from '../prisma/seed.ts';
import { keepSlots } from './corridors/index.ts';
import { openDatabase } from './platform/database/client.ts';
import { applyMigrations } from './platform/database/migrate.ts';

export const migrationsDirectory = fileURLToPath(new URL('../prisma/migrations', import.meta.url));

/** Brings a database up to date: migrations, reference data, the slots of the next 31 days. Safe in several processes at once. */
export async function prepareDatabase(url: string, now: Date, onProgress: (step: string) => void): Promise<void> {
  const { applied } = await applyMigrations({ url, directory: migrationsDirectory });
  if (applied.length > 0) onProgress(`Applied ${applied.length} migrations`);
  const db = openDatabase(url);
  try {
    if (await seedReference(db)) onProgress('Loaded the reference data: checkpoints, capacity, ports, quotas');
    const changed = await keepSlots(db, now);
    if (changed.length > 0) onProgress(`Computed ${changed.length} slots from lanes and minutes`);
  } finally {
    await db.$disconnect();
  }
}
