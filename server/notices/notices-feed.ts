import type { UnreadNotices } from '../../shared/contract/notices.ts';
import { noticesRoom } from '../corridors/index.ts';
import type { Database } from '../platform/database/client.ts';
import { createGatherer } from '../platform/gatherer.ts';
import type { Live } from '../platform/live.ts';
import type { Logger } from '../platform/log.ts';
import { noticeView } from './notice-view.ts';

export interface NoticesFeed {
  /** Tells the screens of these accounts what they have not read. Call it after the commit. */
  changed(userIds: readonly string[]): void;
  /** Sends what is gathered. */
  close(): Promise<void>;
}

/** How many accounts one message between processes names: NOTIFY takes 8,000 bytes, and more goes through a table. */
const accountsPerMessage = 150;

/** Each process is told whose notices changed, and reads and sends only what its own clients watch. */
export function createNoticesFeed(db: Database, live: Live, log: Logger): NoticesFeed {
  const gatherer = createGatherer<true>({
    async send(userId) {
      const room = noticesRoom(userId);
      if (!live.sockets.adapter.rooms.has(room)) return;
      live.local.to(room).emit('notices', await readUnreadNotices(db, userId));
    },
    onError: (error, userId) => log.error({ err: error, userId }, 'notices feed'),
  });
  const tell = (userIds: readonly string[]) => {
    for (const id of userIds) gatherer.add(id, () => true);
  };
  live.on('noticesChanged', tell);
  return {
    changed(userIds) {
      for (let start = 0; start < userIds.length; start += accountsPerMessage)
        live.serverSideEmit('noticesChanged', userIds.slice(start, start + accountsPerMessage));
      tell(userIds);
    },
    close: gatherer.close,
  };
}

/** What an account has not read; the whole value, so that a message lost or doubled costs nothing. */
export async function readUnreadNotices(db: Database, userId: string): Promise<UnreadNotices> {
  // Drawn before the rest is read: of two readings the one with the larger seq has seen all that the other had.
  const [drawn] = await db.$queryRaw<{ seq: bigint }[]>`SELECT nextval('live_seq') AS seq`;
  const where = { userId, inApp: true, readAt: null };
  const unread = await db.notice.count({ where });
  const latest = await db.notice.findFirst({ where, orderBy: [{ at: 'desc' }, { id: 'desc' }] });
  return { unread, latest: latest && noticeView(latest), seq: Number(drawn!.seq) };
}
