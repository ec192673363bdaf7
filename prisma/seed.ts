import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import type { Database } from '../server/platform/database/client.ts';
import { expandCapacity } from './expand-capacity.ts';
import { readCheckpoints, readClosures, readPorts, readQueueRules, readQuotas } from './reference.ts';
import { readRegimeTemplates } from './regime-templates.ts';
import { readCorridors, readRoads, readTowns } from './roads.ts';
import { seedLists } from './seed-lists.ts';
import { seedShips } from './seed-ships.ts';

/** Trucks aim for an hour, not for a minute; the column is there for a checkpoint that can do better. */
const slotMinutes = 60;
const seededKey = 'reference-sha256';

/**
 * Brings the reference tables to what prisma/reference says: the core checkpoints with the capacity of both sides, ports, quotas,
 * screening rules. Does nothing when these files are in the database already, so that what people changed since stays.
 *
 * @returns whether anything was written
 */
export async function seedReference(db: Database): Promise<boolean> {
  const version = referenceVersion();
  const checkpoints = readCheckpoints().filter((checkpoint) => checkpoint.scope === 'core');
  const ids = checkpoints.map((checkpoint) => checkpoint.id);
  return db.$transaction(
    async (transaction) => {
      // Of two processes that start at once the second waits, and finds it done.
      await transaction.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${seededKey}, 0))`;
      const seeded = await transaction.setting.findUnique({ where: { key: seededKey } });
      if (seeded?.value === version) return false;
      await transaction.$executeRaw`SELECT act_as('job//reference-data', now())`; // for the audit
      for (const { id, kzPost, neighbourPost, hours, season, scope, ...rest } of checkpoints) {
        const [opensAt, closesAt] = hours?.split('-') ?? [];
        const row = {
          ...rest,
          kzPostName: kzPost,
          neighbourPostName: neighbourPost,
          status: rest.status ?? 'open',
          opensAt: opensAt ?? null,
          closesAt: closesAt ?? null,
          seasonFrom: season?.from ?? null,
          seasonTo: season?.to ?? null,
          slotMinutes,
        };
        await transaction.checkpoint.upsert({ where: { id }, create: { id, ...row }, update: row });
      }
      await transaction.sideCapacity.deleteMany();
      await transaction.sideCapacity.createMany({
        data: expandCapacity().filter((row) => ids.includes(row.checkpointId)),
      });
      for (const port of readPorts()) {
        await transaction.port.upsert({ where: { id: port.id }, create: port, update: port }); // gate slots belong to it
      }
      await seedShips(transaction);
      await seedRoads(transaction);
      await transaction.quota.deleteMany();
      await transaction.quota.createMany({ data: readQuotas() });
      await seedLists(transaction);
      await transaction.regimeTemplate.deleteMany();
      await transaction.regimeTemplate.createMany({
        data: readRegimeTemplates().map((template, position) => ({ ...template, position })),
      });
      await transaction.queueRule.deleteMany();
      await transaction.queueRule.createMany({ data: readQueueRules(ids) });
      await transaction.closure.deleteMany({ where: { madeBy: seededKey } });
      await transaction.closure.createMany({
        data: readClosures().map((closure) => ({ ...closure, madeBy: seededKey, madeAt: closure.startsAt })),
      });
      await transaction.setting.upsert({
        where: { key: seededKey },
        create: { key: seededKey, value: version },
        update: { value: version },
      });
      return true;
    },
    { timeout: 60_000, maxWait: 60_000 },
  );
}

async function seedRoads(transaction: Pick<Database, 'town' | 'road' | 'corridor' | 'corridorWay'>): Promise<void> {
  const corridors = readCorridors();
  await transaction.corridorWay.deleteMany();
  await transaction.corridor.deleteMany();
  await transaction.road.deleteMany();
  await transaction.town.deleteMany();
  await transaction.town.createMany({ data: readTowns() });
  await transaction.road.createMany({ data: readRoads() });
  await transaction.corridor.createMany({
    data: corridors.map(({ ways, ...row }, position) => ({ ...row, position })),
  });
  await transaction.corridorWay.createMany({
    data: corridors.flatMap(({ id, ways }) => ways.map((way, position) => ({ ...way, corridorId: id, position }))),
  });
}

function referenceVersion(): string {
  const folder = new URL('./reference/', import.meta.url);
  const hash = createHash('sha256');
  for (const file of readdirSync(folder).sort()) hash.update(readFileSync(new URL(file, folder)));
  return hash.digest('hex');
}
