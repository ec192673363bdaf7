import type { FiredRule, Vehicle } from '../../shared/contract/bookings.ts';
import type { BlockedConsignment } from '../../shared/contract/compliance.ts';
import type { Database } from '../platform/database/client.ts';
import type { Prisma } from '../platform/database/generated/client.ts';

/** What a blocked consignment is shown with: its carrier, and the latest booking of its application. */
export const withBooking = {
  organisation: { select: { name: true } },
  application: { select: { bookings: { orderBy: { madeAt: 'desc' }, take: 1, select: { id: true } } } },
} as const satisfies Prisma.BlockedConsignmentInclude;

type BlockedRow = Prisma.BlockedConsignmentGetPayload<{ include: typeof withBooking }>;

export async function viewBlocked(
  db: Pick<Database, 'user'>,
  rows: readonly BlockedRow[],
): Promise<BlockedConsignment[]> {
  const ids = rows.flatMap(({ decidedBy }) => decidedBy ?? []);
  const people = await db.user.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } });
  return rows.map((row) => {
    const { vehicle, cargo } = row.truck as unknown as { vehicle: Vehicle; cargo: BlockedConsignment['cargo'] };
    return {
      id: row.id,
      state: row.state as BlockedConsignment['state'],
      organisationName: row.organisation.name,
      bookingId: row.application?.bookings[0]?.id ?? null,
      checkpointId: row.checkpointId,
      direction: row.direction as BlockedConsignment['direction'],
      vehicle,
      cargo,
      rules: row.rules as unknown as FiredRule[],
      madeAt: row.madeAt.toISOString(),
      lastAt: row.lastAt.toISOString(),
      decision: decisionOf(row, people.find(({ id }) => id === row.decidedBy)?.name),
    };
  });
}

function decisionOf(row: BlockedRow, name: string | undefined): BlockedConsignment['decision'] {
  if (row.decidedBy === null || row.decidedAt === null || row.reason === null) return null;
  return {
    by: name ?? row.decidedBy,
    at: row.decidedAt.toISOString(),
    reason: row.reason,
    channel: row.channel as NonNullable<BlockedConsignment['decision']>['channel'],
    validFrom: row.validFrom?.toISOString() ?? null,
    validTo: row.validTo?.toISOString() ?? null,
  };
}
