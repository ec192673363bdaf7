import type { UnreadNotices } from '../../shared/contract/notices.ts';
import type { Database } from '../platform/database/client.ts';
import { oncePerKey, type WriteIntent } from '../platform/database/once-per-key.ts';
import { type NoticesFeed, readUnreadNotices } from './notices-feed.ts';

/**
 * Marks notices of an account as read; others' are left alone without a word.
 *
 * @param noticeIds null for all that it was told until now
 */
export async function markRead(
  { db, noticesFeed }: { db: Database; noticesFeed: NoticesFeed },
  now: Date,
  intent: WriteIntent,
  userId: string,
  noticeIds: readonly string[] | null,
): Promise<UnreadNotices> {
  await oncePerKey(db, intent, now, async (transaction) => {
    const which = noticeIds === null ? { at: { lte: now } } : { id: { in: [...noticeIds] } };
    const { count } = await transaction.notice.updateMany({
      where: { userId, inApp: true, readAt: null, ...which },
      data: { readAt: now },
    });
    return count;
  });
  noticesFeed.changed([userId]);
  return readUnreadNotices(db, userId);
}
