import { randomUUID } from 'node:crypto';
import type { WebhookDelivery } from '../../shared/contract/notices.ts';
import { oncePerKey, type WriteIntent } from '../platform/database/once-per-key.ts';
import { assertOwnWebhook } from './list-webhooks.ts';
import { sendDelivery, type WebhookParts } from './send-webhooks.ts';
import { deliveryView } from './webhook-view.ts';

/** Sends a notice of the kind test at once, also to a disabled address, and says how it went. It is tried once. @throws apiError WEBHOOK_NOT_FOUND */
export async function testWebhook(
  parts: WebhookParts,
  intent: WriteIntent,
  organisationId: string,
  webhookId: string,
): Promise<WebhookDelivery> {
  const { db, clock } = parts;
  const now = clock.now();
  const id = await oncePerKey(db, intent, now, async (transaction) => {
    await assertOwnWebhook(transaction, organisationId, webhookId);
    const made = { id: randomUUID(), webhookId, kind: 'test', state: 'pending', madeAt: now, nextAttemptAt: now };
    const body = { type: 'notice.test', timestamp: now.toISOString(), data: {} };
    await transaction.webhookDelivery.create({ data: { ...made, body } });
    return made.id;
  });
  await sendDelivery(parts, id);
  await assertOwnWebhook(db, organisationId, webhookId);
  return deliveryView(await db.webhookDelivery.findUniqueOrThrow({ where: { id } }));
}
