import type { CallerView, Organisation } from '../../shared/contract/accounts.ts';
import type { Role } from '../../shared/words.ts';
import type { Actor } from '../platform/database/act-as.ts';
import { apiError } from '../platform/http/errors.ts';

/** Who is calling, read from the database for each request. */
export type Caller = CallerView & {
  /** a program with an API key, which is nobody's account */
  isProgram?: true;
};

/** What every handler gets. */
export interface Context {
  caller: Caller;
}

/** The role `user.role` of an administrator; better-auth's admin plugin knows it by this word. */
export const administratorMark = 'admin';

/** Which kind of organisation a member's role belongs to: a carrier can never hold an officer. */
export const kindOfRole = {
  dispatcher: 'carrier',
  officer: 'authority',
  planner: 'authority',
  reviewer: 'authority',
} as const;
export type MemberRole = keyof typeof kindOfRole;

const isMemberRole = (role: string): role is MemberRole => role in kindOfRole;

/** @returns anonymous for somebody who belongs nowhere any more: signed in, and allowed no more than the public. */
export function roleOf(account: {
  userRole: string | null;
  memberRole: string | null;
  organisationKind: string | null;
}): Role {
  const { userRole, memberRole, organisationKind } = account;
  if (userRole === administratorMark) return 'administrator';
  if (memberRole !== null && isMemberRole(memberRole) && kindOfRole[memberRole] === organisationKind) return memberRole;
  return 'anonymous';
}

/** @throws NOT_SIGNED_IN for the anonymous. */
export function getUserId(caller: Caller): string {
  if (caller.userId === null) throw apiError('NOT_SIGNED_IN');
  return caller.userId;
}

/** Who is calling, for the audit: a program acts for its organisation. @throws NOT_SIGNED_IN for the anonymous. */
export const actorOf = (caller: Caller): Actor =>
  caller.isProgram
    ? { kind: 'organisation', id: getOrganisation(caller).id }
    : { kind: 'person', id: getUserId(caller), role: caller.role };

/** @throws NOT_SIGNED_IN for the anonymous, NOT_ALLOWED for somebody without an organisation. */
export function getOrganisation(caller: Caller): Organisation {
  getUserId(caller);
  if (caller.organisation === null) throw apiError('NOT_ALLOWED', { hint: 'your account belongs to no organisation' });
  return caller.organisation;
}
