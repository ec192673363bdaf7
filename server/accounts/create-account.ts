import { randomUUID } from 'node:crypto';
import { hashPassword } from 'better-auth/crypto';
import type { Organisation } from '../../shared/contract/accounts.ts';
import type { Clock } from '../platform/clock.ts';
import { actAs } from '../platform/database/act-as.ts';
import type { Database } from '../platform/database/client.ts';
import { oncePerKey, writeIntent } from '../platform/database/once-per-key.ts';
import { apiError } from '../platform/http/errors.ts';
import { actorOf, type Caller, getUserId, kindOfRole, type MemberRole } from './caller.ts';
import { insertAccount, type Transaction } from './insert-account.ts';
import { toOrganisation } from './list-organisations.ts';
import { stretchPassword } from './stretch-password.ts';

export interface NewAccount {
  email: string;
  name: string;
  password: string;
  role: MemberRole | 'administrator';
  organisationId?: string | undefined;
  checkpointIds: string[];
}

/** @throws INVALID_INPUT, ORGANISATION_NOT_FOUND, CHECKPOINT_NOT_FOUND, EMAIL_TAKEN, IDEMPOTENCY_KEY_REUSED */
export async function createAccount(
  { db, clock }: { db: Database; clock: Clock },
  caller: Caller,
  key: string,
  account: NewAccount,
) {
  const scope = getUserId(caller);
  const now = clock.now();
  // Both are slow on purpose, so they are done before the transaction, which then holds its locks for a few milliseconds.
  const [stretched, passwordHash] = await Promise.all([
    stretchPassword(account.password, `${scope} ${key}`),
    hashPassword(account.password),
  ]);
  const intent = writeIntent(scope, key, ['accounts.create', { ...account, password: stretched }]);
  return oncePerKey(db, intent, now, async (tx) => {
    await actAs(tx, actorOf(caller), now);
    const organisation = await getOrganisationFor(tx, account);
    const checkpointIds = await getCheckpointIdsFor(tx, account);
    const { name, role } = account;
    const view = { userId: randomUUID(), name, email: account.email.toLowerCase(), role, organisation, checkpointIds };
    const organisationId = organisation?.id ?? null;
    if (await insertAccount(tx, { ...view, organisationId, passwordHash, now })) return view;
    throw apiError('EMAIL_TAKEN', { field: 'email', hint: 'take another address, or find the account in the list' });
  });
}

/** The organisation of the new account; null for an administrator, who stands outside all. */
async function getOrganisationFor(tx: Transaction, { role, organisationId }: NewAccount): Promise<Organisation | null> {
  const field = 'organisationId';
  if (role === 'administrator') {
    if (organisationId === undefined) return null;
    throw apiError('INVALID_INPUT', { field, hint: 'an administrator belongs to no organisation' });
  }
  if (organisationId === undefined) throw apiError('INVALID_INPUT', { field, hint: `a ${role} needs an organisation` });
  const found = await tx.organization.findUnique({ where: { id: organisationId } });
  if (!found) throw apiError('ORGANISATION_NOT_FOUND', { field, hint: 'register the organisation first' });
  const kind = kindOfRole[role];
  if (found.kind === kind) return toOrganisation(found);
  throw apiError('INVALID_INPUT', { field: 'role', hint: `a ${role} belongs to a ${kind}, this is a ${found.kind}` });
}

async function getCheckpointIdsFor(tx: Transaction, { role, checkpointIds }: NewAccount): Promise<string[]> {
  const field = 'checkpointIds';
  const wanted = [...new Set(checkpointIds)].sort();
  if (role !== 'officer' && wanted.length > 0) {
    throw apiError('INVALID_INPUT', { field, hint: 'only officers are bound to checkpoints' });
  }
  if (role === 'officer' && wanted.length === 0) {
    throw apiError('INVALID_INPUT', { field, hint: 'an officer works at one checkpoint or more' });
  }
  const known = await tx.checkpoint.findMany({ where: { id: { in: wanted } }, select: { id: true } });
  const unknown = wanted.find((id) => !known.some((checkpoint) => checkpoint.id === id));
  if (unknown === undefined) return wanted;
  throw apiError('CHECKPOINT_NOT_FOUND', { field, hint: `there is no checkpoint ${unknown}` });
}
