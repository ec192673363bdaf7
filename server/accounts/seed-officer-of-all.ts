import { hashPassword } from 'better-auth/crypto';
import type { Database } from '../platform/database/client.ts';
import { insertAccount } from './insert-account.ts';
import { demoAuthorityId } from './seed-demo-accounts.ts';

/** An officer who works at every checkpoint there is, for the gates of a demo world. Safe to repeat; new checkpoints are added. */
export async function seedOfficerOfAll(
  db: Database,
  { now, email, password }: { now: Date; email: string; password: string },
): Promise<void> {
  const checkpoints = await db.checkpoint.findMany({ select: { id: true } });
  const userId = email.replace('@demo.otkel', '-demo');
  if (!(await db.user.findUnique({ where: { email } }))) {
    const passwordHash = await hashPassword(password);
    const name = 'Officers of the simulated world';
    const rows = { userId, email, name, passwordHash, organisationId: demoAuthorityId, checkpointIds: [], now };
    await db.$transaction((tx) => insertAccount(tx, { ...rows, role: 'officer' }));
  }
  await db.officerCheckpoint.createMany({
    data: checkpoints.map(({ id }) => ({ userId, checkpointId: id })),
    skipDuplicates: true,
  });
}
