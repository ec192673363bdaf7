import type { Webhook } from '../../shared/contract/notices.ts';
import { type Actor, actAs } from '../platform/database/act-as.ts';
import type { Database } from '../platform/database/client.ts';
import { oncePerKey, type WriteIntent } from '../platform/database/once-per-key.ts';
import { assertOwnWebhook } from './list-webhooks.ts';
import { webhookView } from './webhook-view.ts';

export interface OwnWebhook {
  organisationId: string;
  actor: Actor;
  webhookId: string;
}

/** Sends to it again; what came while it was disabled is not made up for. @throws apiError WEBHOOK_NOT_FOUND */
export const enableWebhook = (db: Database, now: Date, intent: WriteIntent, own: OwnWebhook): Promise<Webhook> =>
  setState(db, now, intent, own, 'active');

/** Sends no more; what waited is given up. @throws apiError WEBHOOK_NOT_FOUND */
export const disableWebhook = (db: Database, now: Date, intent: WriteIntent, own: OwnWebhook): Promise<Webhook> =>
  setState(db, now, intent, own, 'disabled');

async function setState(
  db: Database,
  now: Date,
  intent: WriteIntent,
  { organisationId, actor, webhookId: id }: OwnWebhook,
  state: 'active' | 'disabled',
): Promise<Webhook> {
  await oncePerKey(db, intent, now, async (transaction) => {
    await assertOwnWebhook(transaction, organisationId, id);
    await actAs(transaction, actor, now);
    await transaction.webhook.update({ where: { id }, data: { state, failingSince: null } });
    if (state === 'disabled')
      await transaction.webhookDelivery.updateMany({
        where: { webhookId: id, state: 'pending' },
        data: { state: 'failed', nextAttemptAt: null, lastError: 'the webhook was disabled' },
      });
    return state;
  });
  await assertOwnWebhook(db, organisationId, id); // repeated with the same key after it was removed
  return webhookView(await db.webhook.findUniqueOrThrow({ where: { id } }));
}

/** Forgets the address, its secret and what waits for it. @throws apiError WEBHOOK_NOT_FOUND */
export async function removeWebhook(
  db: Database,
  now: Date,
  intent: WriteIntent,
  { organisationId, actor, webhookId: id }: OwnWebhook,
): Promise<{ id: string }> {
  return oncePerKey(db, intent, now, async (transaction) => {
    await assertOwnWebhook(transaction, organisationId, id);
    await actAs(transaction, actor, now);
    await transaction.webhook.delete({ where: { id } });
    return { id };
  });
}
