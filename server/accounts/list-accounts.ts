import type { Database } from '../platform/database/client.ts';
import { type PageQuery, page } from '../platform/http/page.ts';
import { roleOf } from './caller.ts';
import { pageArguments, toOrganisation, unknownCursor } from './list-organisations.ts';

/** By name, then by id. @throws INVALID_INPUT for a cursor that is no account. */
export async function listAccounts(db: Database, { limit, cursor }: PageQuery) {
  if (cursor !== undefined && (await db.user.count({ where: { id: cursor } })) === 0) throw unknownCursor();
  const users = await db.user.findMany({
    ...pageArguments({ limit, cursor }),
    include: {
      members: { include: { organization: true }, orderBy: [{ createdAt: 'asc' }, { id: 'asc' }], take: 1 },
      checkpoints: { orderBy: { checkpointId: 'asc' } },
    },
  });
  return page(
    users,
    limit,
    ({ id }) => id,
    ({ id, name, email, role: userRole, members: [member], checkpoints }) => {
      const organisation = member ? toOrganisation(member.organization) : null;
      const memberRole = member?.role ?? null;
      const role = roleOf({ userRole, memberRole, organisationKind: organisation?.kind ?? null });
      const checkpointIds = role === 'officer' ? checkpoints.map(({ checkpointId }) => checkpointId) : [];
      return { userId: id, name, email, role, organisation, checkpointIds };
    },
  );
}
