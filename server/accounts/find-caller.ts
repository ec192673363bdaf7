import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { parseCookies } from 'better-auth/cookies';
import { anonymous } from '../../shared/contract/accounts.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/client.ts';
import { type Caller, roleOf } from './caller.ts';
import type { Auth } from './create-auth.ts';
import { findApiKeyCaller, isApiKey } from './find-api-key-caller.ts';

type CallerHeaders = Pick<IncomingHttpHeaders, 'cookie' | 'authorization'>;
export type FindCaller = (headers: CallerHeaders) => Promise<Caller>;

interface CallerRow {
  userId: string;
  name: string;
  email: string;
  userRole: string | null;
  memberRole: string | null;
  organisationId: string | null;
  organisationName: string | null;
  organisationKind: 'carrier' | 'authority' | null;
  checkpointIds: string[];
}

/**
 * Says who calls by the session cookie or `Authorization: Bearer`, which has a session's token or the API key of an organisation. No session, an ended one,
 * a banned user, and a key that was revoked or has expired are anonymous.
 */
export function createFindCaller({ db, auth, clock }: { db: Database; auth: Auth; clock: Clock }): FindCaller {
  return async (headers) => {
    const { secret, authCookies } = await auth.$context;
    const token = findBearerToken(headers, secret) ?? findCookieToken(headers, authCookies.sessionToken.name, secret);
    if (token !== undefined && isApiKey(token)) return (await findApiKeyCaller(db, clock.now(), token)) ?? anonymous;
    const row = token === undefined ? undefined : await findCallerRow(db, token);
    return row === undefined ? anonymous : toCaller(row);
  };
}

/**
 * One statement and no cache, so that a ban or a lost membership counts from the next request on. By the clock of the machines, as
 * better-auth makes sessions and bans, not by the clock of the world.
 */
async function findCallerRow(db: Database, token: string): Promise<CallerRow | undefined> {
  const [row] = await db.$queryRaw<CallerRow[]>`
    SELECT u.id AS "userId", u.name, u.email, u.role AS "userRole", m.role AS "memberRole",
      o.id AS "organisationId", o.name AS "organisationName", o.kind AS "organisationKind",
      ARRAY(SELECT checkpoint_id FROM officer_checkpoint WHERE user_id = u.id ORDER BY checkpoint_id) AS "checkpointIds"
    FROM session s
    JOIN "user" u ON u.id = s.user_id
    LEFT JOIN LATERAL (SELECT * FROM member WHERE user_id = u.id ORDER BY created_at, id LIMIT 1) m ON true
    LEFT JOIN organisation o ON o.id = m.organisation_id
    WHERE s.token = ${token} AND s.expires_at > now()
      AND NOT (coalesce(u.banned, false) AND (u.ban_expires IS NULL OR u.ban_expires > now()))`;
  return row;
}

function toCaller(row: CallerRow): Caller {
  const { userId, name, email, organisationId, organisationName, organisationKind } = row;
  const role = roleOf(row);
  const organisation =
    organisationId !== null && organisationName !== null && organisationKind !== null
      ? { id: organisationId, name: organisationName, kind: organisationKind }
      : null;
  return { role, userId, name, email, organisation, checkpointIds: role === 'officer' ? row.checkpointIds : [] };
}

/** The token as the answer of sign-in spells it, or signed as its header set-auth-token does. */
function findBearerToken({ authorization }: CallerHeaders, secret: string): string | undefined {
  const [, credential] = /^bearer +(\S+) *$/i.exec(authorization ?? '') ?? [];
  if (credential === undefined) return undefined;
  return credential.includes('.') ? findSignedToken(decode(credential), secret) : asToken(credential);
}

function findCookieToken({ cookie }: CallerHeaders, name: string, secret: string): string | undefined {
  const value = cookie === undefined ? undefined : parseCookies(cookie).get(name);
  return value === undefined ? undefined : findSignedToken(value, secret);
}

/** `token.signature`, the signature being better-auth's: HMAC-SHA256 with the secret, base64. */
function findSignedToken(signed: string, secret: string): string | undefined {
  const dot = signed.lastIndexOf('.');
  const token = signed.slice(0, dot);
  const expected = createHmac('sha256', secret).update(token).digest();
  const given = Buffer.from(signed.slice(dot + 1), 'base64');
  return given.length === expected.length && timingSafeEqual(given, expected) ? asToken(token) : undefined;
}

/** What cannot be a token costs no statement. */
const asToken = (text: string) => (/^[\w-]{16,128}$/.test(text) ? text : undefined);

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
