import type { Database } from '../platform/database/client.ts';
import type { NoticesFeed } from './notices-feed.ts';
import { defaultChannels } from './preferences.ts';

/** More notices than this of one cause wait for a planner; an installation may set another number. */
const limitDefault = 200;
const limitSetting = 'notice-limit';
const eventsPerStatement = 500;

/** How many notices of one cause go out without a planner: row `notice-limit` of the table setting, else 200. */
export async function readNoticeLimit(db: Database): Promise<number> {
  const set = await db.setting.findUnique({ where: { key: limitSetting } });
  const limit = Number(set?.value ?? limitDefault);
  return Number.isSafeInteger(limit) && limit >= 0 ? limit : limitDefault;
}

/**
 * Turns what happened into what each account and each webhook is told, but for what the guard keeps back. Each statement does its events whole or not at
 * all (make_notices in prisma/migrations), so it may be killed and may run in several processes at once.
 */
export async function makeNotices(
  { db, noticesFeed }: { db: Database; noticesFeed: NoticesFeed },
  now: Date,
  stopping?: AbortSignal,
): Promise<void> {
  const limit = await readNoticeLimit(db);
  for (;;) {
    const [row] = await db.$queryRaw<{ made: { taken: number; userIds: string[] } }[]>`
      SELECT make_notices(${defaultChannels}::jsonb, ${limit}::int, ${eventsPerStatement}::int, ${now}) AS made`;
    const { taken, userIds } = row!.made;
    if (userIds.length > 0) noticesFeed.changed(userIds);
    if (taken < eventsPerStatement || stopping?.aborted) return;
  }
}
