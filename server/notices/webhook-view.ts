import type { Webhook, WebhookDelivery } from '../../shared/contract/notices.ts';
import type { WebhookDelivery as DeliveryRow, Webhook as WebhookRow } from '../platform/database/generated/client.ts';

export const webhookView = (row: WebhookRow): Webhook => ({
  ...{ id: row.id, url: row.url, kinds: row.kinds as Webhook['kinds'], state: row.state as Webhook['state'] },
  madeAt: row.madeAt.toISOString(),
  lastSuccessAt: row.lastSuccessAt?.toISOString() ?? null,
  lastFailure: row.lastFailure,
});

export const deliveryView = (row: DeliveryRow): WebhookDelivery => ({
  ...{ id: row.id, kind: row.kind as WebhookDelivery['kind'], state: row.state as WebhookDelivery['state'] },
  ...{ attempts: row.attempts, lastStatus: row.lastStatus, lastError: row.lastError },
  madeAt: row.madeAt.toISOString(),
  nextAttemptAt: row.nextAttemptAt?.toISOString() ?? null,
  deliveredAt: row.deliveredAt?.toISOString() ?? null,
});
