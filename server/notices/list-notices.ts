import type { Notice } from '../../shared/contract/notices.ts';
import type { Database } from '../platform/database/client.ts';
import { type PageQuery, page } from '../platform/http/page.ts';
import { noticeView } from './notice-view.ts';

/** What an account was told in the app, newest first. */
export async function listNotices(
  db: Database,
  userId: string,
  { limit, cursor, isUnread }: PageQuery & { isUnread?: boolean | undefined },
): Promise<{ items: Notice[]; nextCursor: string | null }> {
  const last = cursor === undefined ? null : await db.notice.findFirst({ where: { id: asUuid(cursor), userId } });
  const rows = await db.notice.findMany({
    where: {
      ...{ userId, inApp: true },
      ...(isUnread === undefined ? {} : { readAt: isUnread ? null : { not: null } }),
      ...(last && { OR: [{ at: { lt: last.at } }, { at: last.at, id: { lt: last.id } }] }),
    },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    take: limit + 1,
  });
  return page(rows, limit, ({ id }) => id, noticeView);
}

/** A cursor that is none begins at the first page, as one of a notice that was forgotten meanwhile does. */
const asUuid = (text: string) =>
  /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text) ? text : '00000000-0000-0000-0000-000000000000';
