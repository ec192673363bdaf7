import type { Database } from '../platform/database/client.ts';
import { apiError } from '../platform/http/errors.ts';
import { type PageQuery, page } from '../platform/http/page.ts';
import { deliveryView, webhookView } from './webhook-view.ts';

const isUuid = (text: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);

/** Webhooks of one organisation, newest first; their secrets are not shown again. */
export async function listWebhooks(db: Database, organisationId: string, { limit, cursor }: PageQuery) {
  const last = cursor && isUuid(cursor) ? await db.webhook.findUnique({ where: { id: cursor } }) : null;
  const rows = await db.webhook.findMany({
    where: {
      organisationId,
      ...(last && { OR: [{ madeAt: { lt: last.madeAt } }, { madeAt: last.madeAt, id: { lt: last.id } }] }),
    },
    orderBy: [{ madeAt: 'desc' }, { id: 'desc' }],
    take: limit + 1,
  });
  return page(rows, limit, ({ id }) => id, webhookView);
}

/** What was and will be sent to one address, newest first. @throws apiError WEBHOOK_NOT_FOUND, also for another organisation's */
export async function listDeliveries(
  db: Database,
  organisationId: string,
  { webhookId, limit, cursor }: PageQuery & { webhookId: string },
) {
  await assertOwnWebhook(db, organisationId, webhookId);
  const last = cursor && isUuid(cursor) ? await db.webhookDelivery.findUnique({ where: { id: cursor } }) : null;
  const rows = await db.webhookDelivery.findMany({
    where: {
      webhookId,
      ...(last && { OR: [{ madeAt: { lt: last.madeAt } }, { madeAt: last.madeAt, id: { lt: last.id } }] }),
    },
    orderBy: [{ madeAt: 'desc' }, { id: 'desc' }],
    take: limit + 1,
  });
  return page(rows, limit, ({ id }) => id, deliveryView);
}

/** @throws apiError WEBHOOK_NOT_FOUND, also for another organisation's */
export async function assertOwnWebhook(
  db: Pick<Database, 'webhook'>,
  organisationId: string,
  webhookId: string,
): Promise<void> {
  if ((await db.webhook.count({ where: { id: webhookId, organisationId } })) === 0)
    throw apiError('WEBHOOK_NOT_FOUND', { field: 'webhookId', hint: "GET /api/webhooks lists your organisation's" });
}
