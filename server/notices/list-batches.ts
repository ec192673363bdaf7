import type { NoticeBatch, NoticeKind } from '../../shared/contract/notices.ts';
import type { Database } from '../platform/database/client.ts';
import { Prisma } from '../platform/database/generated/client.ts';
import { apiError } from '../platform/http/errors.ts';
import { type PageQuery, page } from '../platform/http/page.ts';
import { readNoticeData } from './notice-view.ts';

interface BatchRow {
  id: string;
  kind: NoticeKind;
  cause: string;
  state: NoticeBatch['state'];
  notices: number;
  organisations: number;
  firstAt: Date;
  limit: number;
  decidedAt: Date | null;
  decidedBy: string | null;
  sample: unknown;
}

/** Mass messages: those that wait for a planner, and what was decided about others. The first to have come is the last. */
export async function listBatches(db: Database, { limit, cursor, state }: PageQuery & { state?: string | undefined }) {
  const last = cursor === undefined ? undefined : await findBatch(db, cursor);
  const rows = await selectBatches(
    db,
    Prisma.sql`(${state ?? null}::text IS NULL OR b.state = ${state ?? null})
      AND ${last ? Prisma.sql`(b.first_at, b.id) < (${new Date(last.firstAt)}, ${last.id}::uuid)` : Prisma.sql`true`}`,
    limit + 1,
  );
  return page(rows, limit, ({ id }) => id, batchView);
}

/** @throws apiError NOTICE_BATCH_NOT_FOUND */
export async function getBatch(db: Database, batchId: string): Promise<NoticeBatch> {
  const batch = await findBatch(db, batchId);
  if (!batch)
    throw apiError('NOTICE_BATCH_NOT_FOUND', { field: 'batchId', hint: 'GET /api/notice-batches lists them' });
  return batch;
}

async function findBatch(db: Database, batchId: string): Promise<NoticeBatch | undefined> {
  const [row] = await selectBatches(db, Prisma.sql`b.id::text = ${batchId}`, 1);
  return row && batchView(row);
}

/** Counted from the events, and so as they are now: what comes later to a batch that is held joins it. */
const selectBatches = (db: Database, where: Prisma.Sql, limit: number) =>
  db.$queryRaw<BatchRow[]>`
    SELECT b.id, b.kind, b.cause, b.state, b."limit", b.first_at AS "firstAt", b.decided_at AS "decidedAt",
      coalesce(u.name, b.decided_by) AS "decidedBy", counted.*
    FROM notice_batch b
    LEFT JOIN "user" u ON u.id = b.decided_by
    CROSS JOIN LATERAL (
      SELECT count(m.id)::int AS notices, count(DISTINCT e.organisation_id)::int AS organisations,
        coalesce((array_agg(e.data ORDER BY e.number))[1], '{}') AS sample
      FROM notice_event e LEFT JOIN member m ON m.organisation_id = e.organisation_id
      WHERE e.kind = b.kind AND e.cause = b.cause
    ) counted
    WHERE ${where}
    ORDER BY b.first_at DESC, b.id DESC LIMIT ${limit}`;

const batchView = ({ firstAt, decidedAt, sample, ...row }: BatchRow): NoticeBatch => ({
  ...row,
  firstAt: firstAt.toISOString(),
  decidedAt: decidedAt?.toISOString() ?? null,
  sample: readNoticeData(sample),
});
