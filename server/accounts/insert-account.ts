import type { Database } from '../platform/database/client.ts';
import { administratorMark, type MemberRole } from './caller.ts';

/** The part of the database inside a transaction. */
export type Transaction = Parameters<Parameters<Database['$transaction']>[0]>[0];

export interface AccountRows {
  userId: string;
  email: string;
  name: string;
  passwordHash: string;
  role: MemberRole | 'administrator';
  /** Null for an administrator only. */
  organisationId: string | null;
  checkpointIds: string[];
  now: Date;
}

/** All rows of one account, inside the caller's transaction. @returns false, and nothing written, if the e-mail is taken. */
export async function insertAccount(tx: Transaction, rows: AccountRows): Promise<boolean> {
  const { userId, name, passwordHash, role, organisationId, checkpointIds, now } = rows;
  const times = { createdAt: now, updatedAt: now };
  const email = rows.email.toLowerCase(); // as better-auth looks it up
  const userRole = role === 'administrator' ? administratorMark : 'user';
  // The unique index decides, not a look beforehand: of two inserts of one e-mail at once, one is an account.
  const { count } = await tx.user.createMany({
    data: [{ id: userId, email, name, role: userRole, emailVerified: true, ...times }],
    skipDuplicates: true,
  });
  if (count === 0) return false;
  await tx.account.create({
    data: { id: userId, accountId: userId, providerId: 'credential', userId, password: passwordHash, ...times },
  });
  if (role !== 'administrator' && organisationId !== null) {
    await tx.member.create({ data: { id: userId, organizationId: organisationId, userId, role, createdAt: now } });
  }
  await tx.officerCheckpoint.createMany({ data: checkpointIds.map((checkpointId) => ({ userId, checkpointId })) });
  return true;
}
