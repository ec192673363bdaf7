import type { Checkpoint, CheckpointLoad } from '../../shared/contract/checkpoints.ts';
import type { Database } from '../platform/database/client.ts';
import type { Checkpoint as CheckpointRow } from '../platform/database/generated/client.ts';
import { apiError } from '../platform/http/errors.ts';
import { type PageQuery, page } from '../platform/http/page.ts';
import { listLoads } from './list-loads.ts';

export async function listCheckpoints(db: Database, now: Date, query: PageQuery) {
  const rows = await db.checkpoint.findMany({
    where: query.cursor ? { id: { gt: query.cursor } } : {},
    orderBy: { id: 'asc' },
    take: query.limit + 1,
  });
  const loads = new Map((await listLoads(db, now)).map((load) => [load.checkpointId, load]));
  return page(
    rows,
    query.limit,
    (row) => row.id,
    (row) => checkpointView(row, loads.get(row.id)!),
  );
}

export async function getCheckpoint(db: Database, now: Date, checkpointId: string): Promise<Checkpoint> {
  const row = await getCheckpointRow(db, checkpointId);
  const [load] = await listLoads(db, now, [checkpointId]);
  return checkpointView(row, load!);
}

export async function getCheckpointRow(db: Database, checkpointId: string): Promise<CheckpointRow> {
  const row = await db.checkpoint.findUnique({ where: { id: checkpointId } });
  if (!row) {
    throw apiError('CHECKPOINT_NOT_FOUND', { field: 'checkpointId', hint: 'GET /api/checkpoints lists them' });
  }
  return row;
}

function checkpointView(row: CheckpointRow, load: CheckpointLoad): Checkpoint {
  return {
    id: row.id,
    kzPostName: row.kzPostName,
    neighbourPostName: row.neighbourPostName,
    neighbour: row.neighbour,
    lat: row.lat,
    lon: row.lon,
    positionAccuracyKm: row.positionAccuracyKm,
    kzZone: row.kzZone,
    neighbourZone: row.neighbourZone,
    access: row.access as Checkpoint['access'],
    road: row.road,
    status: row.status as Checkpoint['status'],
    hours: row.opensAt && row.closesAt ? { opensAt: row.opensAt, closesAt: row.closesAt } : null,
    season: row.seasonFrom && row.seasonTo ? { from: row.seasonFrom, to: row.seasonTo } : null,
    slotMinutes: row.slotMinutes,
    load,
  };
}
