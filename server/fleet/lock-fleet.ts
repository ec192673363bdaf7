import type { Prisma } from '../platform/database/generated/client.ts';

/** One import at a time for a fleet: two at once would each take the other's rows for new. */
export async function lockFleet(transaction: Prisma.TransactionClient, organisationId: string): Promise<void> {
  await transaction.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended('fleet/' || ${organisationId}, 0))::text`;
}
