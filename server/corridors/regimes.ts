import { z } from 'zod';
import type { Regime, RegimeTemplate } from '../../shared/contract/regimes.ts';
import type { Database } from '../platform/database/client.ts';
import type { InspectionRegime, RegimeCheckpoint } from '../platform/database/generated/client.ts';
import { apiError } from '../platform/http/errors.ts';
import { type PageQuery, page } from '../platform/http/page.ts';
import { getCheckpointRow } from './checkpoints.ts';

type RegimeRow = InspectionRegime & { checkpoints: Pick<RegimeCheckpoint, 'checkpointId'>[] };
const withCheckpoints = {
  include: { checkpoints: { select: { checkpointId: true }, orderBy: { checkpointId: 'asc' } } },
} as const;

/**
 * Regimes in force and coming, the newest first; with `over` those that are over, too.
 *
 * @throws apiError CHECKPOINT_NOT_FOUND, INVALID_INPUT for a cursor that no page gave
 */
export async function listRegimes(
  db: Database,
  now: Date,
  query: PageQuery & { checkpointId?: string | undefined; over: boolean },
) {
  if (query.checkpointId !== undefined) await getCheckpointRow(db, query.checkpointId);
  const after = query.cursor === undefined ? undefined : await getCursorRow(db, query.cursor);
  const notOver = (until: 'endsAt' | 'endedAt') => ({ OR: [{ [until]: null }, { [until]: { gt: now } }] });
  const rows = await db.inspectionRegime.findMany({
    where: {
      ...(query.checkpointId === undefined ? {} : { checkpoints: { some: { checkpointId: query.checkpointId } } }),
      AND: [
        ...(query.over ? [] : [notOver('endsAt'), notOver('endedAt')]),
        ...(after ? [{ OR: [{ madeAt: { lt: after.madeAt } }, { madeAt: after.madeAt, id: { lt: after.id } }] }] : []),
      ],
    },
    ...withCheckpoints,
    orderBy: [{ madeAt: 'desc' }, { id: 'desc' }],
    take: query.limit + 1,
  });
  return page(
    rows,
    query.limit,
    (row) => row.id,
    (row) => regimeView(row, now),
  );
}

export async function getRegime(db: Database, now: Date, regimeId: string): Promise<Regime> {
  const row = await db.inspectionRegime.findUnique({ where: { id: regimeId }, ...withCheckpoints });
  if (!row) throw apiError('REGIME_NOT_FOUND', { field: 'regimeId', hint: 'GET /api/regimes lists them' });
  return regimeView(row, now);
}

export async function listRegimeTemplates(db: Database): Promise<{ items: RegimeTemplate[] }> {
  const rows = await db.regimeTemplate.findMany({ orderBy: { position: 'asc' } });
  return { items: rows.map(({ position, ...row }) => row as RegimeTemplate) };
}

async function getCursorRow(db: Database, cursor: string): Promise<InspectionRegime> {
  const row = z.uuid().safeParse(cursor).success
    ? await db.inspectionRegime.findUnique({ where: { id: cursor } })
    : null;
  if (!row) throw apiError('INVALID_INPUT', { field: 'cursor', hint: 'take nextCursor of the page before' });
  return row;
}

function regimeView(row: RegimeRow, now: Date): Regime {
  // Checked against the contract when they were stored.
  const { effect, scope, mix, side, direction } = row as unknown as Regime;
  return {
    id: row.id,
    checkpointIds: row.checkpoints.map(({ checkpointId }) => checkpointId),
    side,
    direction,
    startsAt: row.startsAt.toISOString(),
    endsAt: row.endsAt?.toISOString() ?? null,
    effect,
    scope,
    mix,
    cause: row.cause,
    source: row.source,
    templateId: row.templateId,
    proposalId: row.proposalId,
    state: stateOf(row, now),
    madeAt: row.madeAt.toISOString(),
    endedAt: row.endedAt?.toISOString() ?? null,
    endReason: row.endReason,
  };
}

function stateOf({ startsAt, endsAt, endedAt }: RegimeRow, now: Date): Regime['state'] {
  const isOver = [endsAt, endedAt].some((until) => until !== null && until <= now);
  if (isOver) return 'over';
  return startsAt <= now ? 'in-force' : 'coming';
}
