import { z } from 'zod';
import type { FrameworkContract, FrameworkDay } from '../../shared/contract/framework-contracts.ts';
import type { Database } from '../platform/database/client.ts';
import { Prisma } from '../platform/database/generated/client.ts';
import { apiError } from '../platform/http/errors.ts';
import { type PageQuery, page } from '../platform/http/page.ts';
import { bookedCount, readContracts } from './contract-view.ts';

/** @throws apiError FRAMEWORK_CONTRACT_NOT_FOUND, also for another organisation's */
export async function getContract(
  db: Database,
  now: Date,
  organisationId: string,
  contractId: string,
): Promise<FrameworkContract> {
  const where = Prisma.sql`f.id = ${contractId}::uuid AND f.organisation_id = ${organisationId}`;
  const [contract] = await readContracts(db, now, where, 1);
  if (!contract) throw apiError('FRAMEWORK_CONTRACT_NOT_FOUND', { field: 'contractId' });
  return contract;
}

const wrongCursor = () => apiError('INVALID_INPUT', { field: 'cursor', hint: 'take nextCursor of the page before' });

/** Contracts of one organisation, the newest first. @throws apiError INVALID_INPUT for a cursor that no page gave */
export async function listContracts(db: Database, now: Date, organisationId: string, { limit, cursor }: PageQuery) {
  const id = z.uuid().optional().safeParse(cursor).data;
  const after = id === undefined ? null : await db.frameworkContract.findFirst({ where: { id, organisationId } });
  if (cursor !== undefined && !after) throw wrongCursor();
  const older = after ? Prisma.sql`AND (f.made_at, f.id) < (${after.madeAt}, ${after.id}::uuid)` : Prisma.empty;
  const rows = await readContracts(db, now, Prisma.sql`f.organisation_id = ${organisationId} ${older}`, limit + 1);
  return page(
    rows,
    limit,
    (row) => row.id,
    (row) => row,
  );
}

/** What became of each day that a round has come near to, the last one first. @throws apiError FRAMEWORK_CONTRACT_NOT_FOUND, INVALID_INPUT for a cursor */
export async function listDays(
  db: Database,
  now: Date,
  organisationId: string,
  contractId: string,
  { limit, cursor }: PageQuery,
) {
  await getContract(db, now, organisationId, contractId);
  const before = z.iso.date().optional().safeParse(cursor);
  if (!before.success) throw wrongCursor();
  const rows = await db.$queryRaw<(Omit<FrameworkDay, 'day'> & { day: Date })[]>`
    SELECT d.day, d.wanted, d.skipped, d.reason, made.* FROM framework_day d
    CROSS JOIN LATERAL (
      SELECT count(*)::int AS applied, ${bookedCount} AS booked, (count(*) FILTER (WHERE a.state = 'unplaced'))::int AS unplaced
      FROM application a WHERE a.framework_contract_id = d.contract_id AND a.framework_day = d.day
    ) made
    WHERE d.contract_id = ${contractId}::uuid AND (${before.data ?? null}::date IS NULL OR d.day < ${before.data ?? null}::date)
    ORDER BY d.day DESC LIMIT ${limit + 1}::int`;
  const days = rows.map(({ day, ...row }): FrameworkDay => ({ day: day.toISOString().slice(0, 10), ...row }));
  return page(
    days,
    limit,
    ({ day }) => day,
    (day) => day,
  );
}
