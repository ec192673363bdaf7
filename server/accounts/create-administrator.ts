import { randomUUID } from 'node:crypto';
import { hashPassword } from 'better-auth/crypto';
import { z } from 'zod';
import type { Clock } from '../platform/clock.ts';
import { actAs } from '../platform/database/act-as.ts';
import type { Database } from '../platform/database/client.ts';
import { apiError } from '../platform/http/errors.ts';
import { insertAccount } from './insert-account.ts';

/** The first account of an installation, made from its own terminal: nobody is signed in yet who could. @throws INVALID_INPUT, EMAIL_TAKEN */
export async function createAdministrator(
  { db, clock }: { db: Database; clock: Clock },
  { email, password }: { email: string; password: string },
): Promise<void> {
  if (!z.email().safeParse(email).success) {
    throw apiError('INVALID_INPUT', { field: 'email', hint: `"${email}" is not an e-mail address` });
  }
  if (password.length < 12 || password.length > 128) {
    throw apiError('INVALID_INPUT', { field: 'password', hint: 'a password has 12 to 128 characters' });
  }
  const rows = {
    userId: randomUUID(),
    email,
    name: 'Administrator',
    passwordHash: await hashPassword(password),
    role: 'administrator' as const,
    organisationId: null,
    checkpointIds: [],
    now: clock.now(),
  };
  const isMade = await db.$transaction(async (tx) => {
    await actAs(tx, { kind: 'job', id: 'create-administrator' }, rows.now);
    return insertAccount(tx, rows);
  });
  if (isMade) return;
  throw apiError('EMAIL_TAKEN', { field: 'email', hint: `there is an account ${email.toLowerCase()} already` });
}
