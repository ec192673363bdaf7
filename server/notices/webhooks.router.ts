import { implement } from '@orpc/server';
import { contract } from '../../shared/contract/index.ts';
import { actorOf, type Context, getOrganisation } from '../accounts/index.ts';
import { writeIntent } from '../platform/database/once-per-key.ts';
import { disableWebhook, enableWebhook, removeWebhook } from './change-webhook.ts';
import { createWebhook } from './create-webhook.ts';
import { listDeliveries, listWebhooks } from './list-webhooks.ts';
import type { WebhookParts } from './send-webhooks.ts';
import { testWebhook } from './test-webhook.ts';

export function createWebhooksRouter(parts: WebhookParts) {
  const { db, clock } = parts;
  const os = implement(contract.webhooks).$context<Context>();
  const own = ({ caller }: Context) => getOrganisation(caller).id;
  const named = (context: Context, { webhookId }: { webhookId: string }) => ({
    ...{ organisationId: own(context), actor: actorOf(context.caller), webhookId },
  });
  const intent = (
    context: Context,
    endpoint: string,
    { headers, ...request }: { headers: { 'idempotency-key': string } },
  ) => writeIntent(own(context), headers['idempotency-key'], [endpoint, request]);

  return os.router({
    list: os.list.handler(({ input, context }) => listWebhooks(db, own(context), input)),
    create: os.create.handler(({ input, context }) =>
      createWebhook(
        parts,
        clock.now(),
        intent(context, 'webhooks.create', input),
        { organisationId: own(context), actor: actorOf(context.caller) },
        input.body,
      ),
    ),
    test: os.test.handler(({ input, context }) =>
      testWebhook(parts, intent(context, 'webhooks.test', input), own(context), input.params.webhookId),
    ),
    enable: os.enable.handler(({ input, context }) =>
      enableWebhook(db, clock.now(), intent(context, 'webhooks.enable', input), named(context, input.params)),
    ),
    disable: os.disable.handler(({ input, context }) =>
      disableWebhook(db, clock.now(), intent(context, 'webhooks.disable', input), named(context, input.params)),
    ),
    remove: os.remove.handler(({ input, context }) =>
      removeWebhook(db, clock.now(), intent(context, 'webhooks.remove', input), named(context, input.params)),
    ),
    listDeliveries: os.listDeliveries.handler(({ input, context }) => listDeliveries(db, own(context), input)),
  });
}
