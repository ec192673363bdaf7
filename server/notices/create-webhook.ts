import { randomUUID } from 'node:crypto';
import type { Webhook } from '../../shared/contract/notices.ts';
import { type Actor, actAs } from '../platform/database/act-as.ts';
import type { Database } from '../platform/database/client.ts';
import { oncePerKey, type WriteIntent } from '../platform/database/once-per-key.ts';
import { apiError } from '../platform/http/errors.ts';
import { makeWebhookSecret, type WebhookSender } from '../platform/send-webhook.ts';
import { webhookView } from './webhook-view.ts';

/** A program has one address or two; somebody who wants a hundred wants to send through us. */
const webhooksMax = 10;

/**
 * Adds an address of a carrier's program. Its secret is in this answer and in no other: repeated with the same key, the call says so.
 *
 * @throws apiError WEBHOOK_ADDRESS_REFUSED, TOO_MANY_WEBHOOKS, WEBHOOK_SECRET_SHOWN
 */
export async function createWebhook(
  { db, webhookSender }: { db: Database; webhookSender: WebhookSender },
  now: Date,
  intent: WriteIntent,
  { organisationId, actor }: { organisationId: string; actor: Actor },
  { url, kinds }: { url: string; kinds: Webhook['kinds'] },
): Promise<Webhook & { secret: string }> {
  // Before the transaction: a name server may take its time.
  const objection = await webhookSender.findObjection(url);
  const id = randomUUID();
  const secret = makeWebhookSecret();
  const madeId = await oncePerKey(db, intent, now, async (transaction) => {
    if (objection !== undefined) throw apiError('WEBHOOK_ADDRESS_REFUSED', { field: 'url', hint: objection });
    // Whoever adds one at this moment waits here, and counts it.
    await transaction.$queryRaw`SELECT FROM organisation WHERE id = ${organisationId} FOR NO KEY UPDATE`;
    if ((await transaction.webhook.count({ where: { organisationId } })) >= webhooksMax)
      throw apiError('TOO_MANY_WEBHOOKS', { hint: `at most ${webhooksMax}; remove one first` });
    await actAs(transaction, actor, now);
    await transaction.webhook.create({
      data: {
        ...{ id, organisationId, url: new URL(url).href, secret, kinds: [...new Set(kinds)] },
        ...{ state: 'active', madeBy: actor.id, madeAt: now },
      },
    });
    return id;
  });
  if (madeId !== id) throw apiError('WEBHOOK_SECRET_SHOWN', { field: 'idempotency-key' });
  return { ...webhookView(await db.webhook.findUniqueOrThrow({ where: { id } })), secret };
}
