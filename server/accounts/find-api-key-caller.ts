import type { Database } from '../platform/database/client.ts';
import type { Caller } from './caller.ts';
import { apiKeyPrefix, hashApiKey } from './create-api-key.ts';

interface KeyRow {
  id: string;
  name: string;
  organisationId: string;
  organisationName: string;
}

export const isApiKey = (token: string): boolean => token.startsWith(apiKeyPrefix);

/**
 * The program that calls with a key: a dispatcher of the organisation that made it. One statement and no cache, so that a key that is revoked opens nothing
 * from the next request on. When it was last used is written once an hour: a write for each request would be one row that all of them wait for.
 */
export async function findApiKeyCaller(db: Database, now: Date, key: string): Promise<Caller | undefined> {
  const [row] = await db.$queryRaw<KeyRow[]>`
    WITH found AS (
      SELECT k.id, k.name, k.last_used_at, o.id AS organisation_id, o.name AS organisation_name
      FROM api_key k JOIN organisation o ON o.id = k.organisation_id
      WHERE k.hash = ${hashApiKey(key)} AND k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > ${now}) AND o.kind = 'carrier'
    ), used AS (
      UPDATE api_key k SET last_used_at = date_trunc('hour', ${now}::timestamptz) FROM found
      WHERE k.id = found.id AND (found.last_used_at IS NULL OR found.last_used_at < date_trunc('hour', ${now}::timestamptz))
    )
    SELECT id, name, organisation_id AS "organisationId", organisation_name AS "organisationName" FROM found`;
  if (!row) return undefined;
  return {
    role: 'dispatcher',
    userId: `api-key/${row.id}`,
    name: row.name,
    email: null,
    organisation: { id: row.organisationId, name: row.organisationName, kind: 'carrier' },
    checkpointIds: [],
    isProgram: true,
  };
}
