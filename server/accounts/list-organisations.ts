import type { Organisation } from '../../shared/contract/accounts.ts';
import type { Database } from '../platform/database/client.ts';
import { apiError } from '../platform/http/errors.ts';
import { type PageQuery, page } from '../platform/http/page.ts';

/** By name, then by id. @throws INVALID_INPUT for a cursor that is no organisation. */
export async function listOrganisations(db: Database, { limit, cursor }: PageQuery) {
  if (cursor !== undefined && (await db.organization.count({ where: { id: cursor } })) === 0) throw unknownCursor();
  const rows = await db.organization.findMany(pageArguments({ limit, cursor }));
  return page(rows, limit, ({ id }) => id, toOrganisation);
}

/** The database keeps the kind as text; the only writers of it are of this capability. */
export const toOrganisation = ({ id, name, kind }: { id: string; name: string; kind: string }): Organisation => ({
  id,
  name,
  kind: kind === 'authority' ? 'authority' : 'carrier',
});

/** The order a reader expects, and never two rows in the same place; one row more tells whether there is a next page. */
export const pageArguments = ({ limit, cursor }: PageQuery) => ({
  orderBy: [{ name: 'asc' as const }, { id: 'asc' as const }],
  take: limit + 1,
  ...(cursor === undefined ? {} : { cursor: { id: cursor }, skip: 1 }),
});

export const unknownCursor = () =>
  apiError('INVALID_INPUT', { field: 'cursor', hint: 'take nextCursor from the page before' });
