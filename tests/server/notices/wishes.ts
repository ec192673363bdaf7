import { noticeKinds } from '../../../shared/contract/notices.ts';
import type { TestServer } from '../../support/server.ts';

const kinds = Object.fromEntries(noticeKinds.map((kind) => [kind, { app: true, email: false }]));

export interface NoticeWorld {
  webhookId: string;
  batchIds: [string, string];
}

/** A webhook of demo-trans, and two batches that wait for a planner. */
export async function makeNoticeWorld({ parts: { db }, clock }: TestServer): Promise<NoticeWorld> {
  const madeAt = clock.now();
  const webhookId = crypto.randomUUID();
  const url = 'https://192.0.2.1/hook'; // for documents: nothing is there, and nothing is sent
  const row = { id: webhookId, organisationId: 'demo-trans', url, secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' };
  await db.webhook.create({ data: { ...row, kinds: ['moved'], state: 'disabled', madeBy: 'test', madeAt } });
  const batchIds: [string, string] = [crypto.randomUUID(), crypto.randomUUID()];
  await db.noticeBatch.createMany({
    data: batchIds.map((id) => ({
      id,
      kind: 'moved',
      cause: `test/${id}`,
      state: 'held',
      limit: 200,
      firstAt: madeAt,
    })),
  });
  return { webhookId, batchIds };
}

/** A valid request to each endpoint of notices and webhooks. webhooks.remove makes the world's webhook go: it comes last. */
export function noticeWishes(world: () => NoticeWorld) {
  const webhook = () => ({ params: { webhookId: world().webhookId } });
  return {
    'notices.list': () => ({}),
    'notices.unread': () => ({}),
    'notices.markRead': () => ({ body: { noticeIds: null } }),
    'notices.getPreferences': () => ({}),
    'notices.changePreferences': () => ({ body: { language: 'ru', kinds } }),
    'notices.listBatches': () => ({}),
    'notices.releaseBatch': () => ({ params: { batchId: world().batchIds[0] } }),
    'notices.discardBatch': () => ({ params: { batchId: world().batchIds[1] } }),
    'webhooks.list': () => ({}),
    'webhooks.create': () => ({ body: { url: 'https://8.8.8.8/hook', kinds: ['moved'] } }),
    'webhooks.test': webhook,
    'webhooks.enable': webhook,
    'webhooks.disable': webhook,
    'webhooks.listDeliveries': webhook,
    'webhooks.remove': webhook,
  };
}
