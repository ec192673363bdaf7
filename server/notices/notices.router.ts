import { implement } from '@orpc/server';
import { contract } from '../../shared/contract/index.ts';
import { actorOf, type Context, getUserId } from '../accounts/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/client.ts';
import { writeIntent } from '../platform/database/once-per-key.ts';
import { decideBatch } from './decide-batch.ts';
import { listBatches } from './list-batches.ts';
import { listNotices } from './list-notices.ts';
import { markRead } from './mark-read.ts';
import { type NoticesFeed, readUnreadNotices } from './notices-feed.ts';
import { changePreferences, getPreferences } from './preferences.ts';

export interface NoticesParts {
  db: Database;
  clock: Clock;
  noticesFeed: NoticesFeed;
}

export function createNoticesRouter({ db, clock, noticesFeed }: NoticesParts) {
  const os = implement(contract.notices).$context<Context>();
  const own = ({ caller }: Context) => getUserId(caller);
  const intent = (
    context: Context,
    endpoint: string,
    { headers, ...request }: { headers: { 'idempotency-key': string } },
  ) => writeIntent(own(context), headers['idempotency-key'], [endpoint, request]);

  return os.router({
    list: os.list.handler(({ input, context }) => listNotices(db, own(context), input)),
    unread: os.unread.handler(({ context }) => readUnreadNotices(db, own(context))),
    markRead: os.markRead.handler(({ input, context }) =>
      markRead(
        { db, noticesFeed },
        clock.now(),
        intent(context, 'notices.markRead', input),
        own(context),
        input.body.noticeIds,
      ),
    ),
    getPreferences: os.getPreferences.handler(({ context }) => getPreferences(db, own(context))),
    changePreferences: os.changePreferences.handler(({ input, context }) =>
      changePreferences(db, clock.now(), intent(context, 'notices.changePreferences', input), own(context), input.body),
    ),
    listBatches: os.listBatches.handler(({ input }) => listBatches(db, input)),
    releaseBatch: os.releaseBatch.handler(({ input, context }) =>
      decideBatch(
        db,
        clock.now(),
        actorOf(context.caller),
        intent(context, 'notices.releaseBatch', input),
        input.params.batchId,
        'released',
      ),
    ),
    discardBatch: os.discardBatch.handler(({ input, context }) =>
      decideBatch(
        db,
        clock.now(),
        actorOf(context.caller),
        intent(context, 'notices.discardBatch', input),
        input.params.batchId,
        'discarded',
      ),
    ),
  });
}
