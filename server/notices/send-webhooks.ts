import { DateTime } from 'luxon';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database/client.ts';
import { Prisma } from '../platform/database/generated/client.ts';
import type { CallOutcome, WebhookSender } from '../platform/send-webhook.ts';

export interface WebhookParts {
  db: Database;
  clock: Clock;
  webhookSender: WebhookSender;
}

/** From each try to the next, as the Standard Webhooks specification advises; with the last more than three days. The first is longer than a try takes. */
const backoffSeconds = [30, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400];
const disabledAfterDays = 3;
/** To so many receivers at once: one that is slow does not keep the others waiting. */
const senders = 8;
/** What else waits for a receiver that just failed, waits so much longer: a dead one takes one try at a time, not all of them. */
const breathSeconds = 60;

interface Claimed {
  id: string;
  webhookId: string;
  kind: string;
  attempts: number;
  body: Prisma.JsonValue;
  url: string;
  secret: string;
}

/**
 * Sends what is due to the addresses of carriers' programs. Each delivery is taken first, so that no other process sends it; killed before the answer was
 * noted, it is sent again with the same id, by which the receiver knows it.
 */
export async function sendWebhooks(parts: WebhookParts, stopping?: AbortSignal): Promise<void> {
  const sendAll = async () => {
    while (!stopping?.aborted) {
      const claimed = await claimDelivery(parts.db, parts.clock.now());
      if (!claimed) return;
      await deliver(parts, claimed);
    }
  };
  await Promise.all(Array.from({ length: senders }, sendAll));
}

/** Sends one delivery now, if nobody else is at it. */
export async function sendDelivery(parts: WebhookParts, deliveryId: string): Promise<void> {
  const claimed = await claimDelivery(parts.db, parts.clock.now(), deliveryId);
  if (claimed) await deliver(parts, claimed);
}

async function claimDelivery(db: Database, now: Date, deliveryId?: string): Promise<Claimed | undefined> {
  const which =
    deliveryId === undefined ? Prisma.sql`hook.state <> 'disabled'` : Prisma.sql`due.id = ${deliveryId}::uuid`;
  const [row] = await db.$queryRaw<Claimed[]>`
    UPDATE webhook_delivery d SET
      attempts = d.attempts + 1,
      next_attempt_at = ${now}::timestamptz + make_interval(secs => coalesce((${backoffSeconds}::int[])[d.attempts + 1], 30))
    FROM webhook w
    WHERE w.id = d.webhook_id AND d.id = (
      SELECT due.id FROM webhook_delivery due JOIN webhook hook ON hook.id = due.webhook_id
      WHERE due.state = 'pending' AND due.next_attempt_at <= ${now} AND ${which}
      ORDER BY due.next_attempt_at, due.id LIMIT 1 FOR UPDATE OF due SKIP LOCKED)
    RETURNING d.id, d.webhook_id AS "webhookId", d.kind, d.attempts, d.body, w.url, w.secret`;
  return row;
}

async function deliver({ db, clock, webhookSender }: WebhookParts, claimed: Claimed): Promise<void> {
  const { id, url, secret, body } = claimed;
  const outcome = await webhookSender.send({ id, url, secret, at: clock.now(), body: JSON.stringify(body) });
  const isTaken = 'status' in outcome && outcome.status >= 200 && outcome.status < 300;
  await (isTaken ? noteSuccess : noteFailure)(db, clock.now(), claimed, outcome);
}

async function noteSuccess(db: Database, now: Date, { id, webhookId }: Claimed, outcome: CallOutcome): Promise<void> {
  const lastStatus = 'status' in outcome ? outcome.status : null;
  await db.$transaction([
    db.webhook.updateMany({
      where: { id: webhookId, state: { not: 'disabled' } },
      data: { state: 'active', failingSince: null, lastSuccessAt: now },
    }),
    db.webhookDelivery.updateMany({
      where: { id },
      data: { state: 'delivered', deliveredAt: now, nextAttemptAt: null, lastStatus, lastError: null },
    }),
  ]);
}

async function noteFailure(db: Database, now: Date, claimed: Claimed, outcome: CallOutcome): Promise<void> {
  const { id, webhookId, attempts, kind } = claimed;
  const lastStatus = 'status' in outcome ? outcome.status : null;
  const lastError = ('error' in outcome ? outcome.error : `HTTP ${outcome.status}`).slice(0, 500);
  const isTest = kind === 'test'; // somebody looks at it: once, and it says nothing of how the address is otherwise
  const isOver = isTest || attempts > backoffSeconds.length;
  const limit = DateTime.fromJSDate(now).minus({ days: disabledAfterDays }).toJSDate();
  const breath = DateTime.fromJSDate(now).plus({ seconds: breathSeconds }).toJSDate();
  await db.$transaction(async (transaction) => {
    // The webhook before its deliveries, here and everywhere: eight senders that failed at once would each wait for the row of another.
    const [hook] = await transaction.$queryRaw<{ organisationId: string; url: string; isDisabled: boolean }[]>`
      SELECT act_as('job//send-notices', ${now}),
        h.organisation_id AS "organisationId", h.url, h.is_disabled AS "isDisabled"
      FROM (SELECT 1) one CROSS JOIN LATERAL (
        SELECT organisation_id, url, coalesce(failing_since <= ${limit}, false) OR ${lastStatus === 410} AS is_disabled
        FROM webhook WHERE id = ${webhookId}::uuid AND state <> 'disabled' FOR NO KEY UPDATE) h`;
    await transaction.webhookDelivery.updateMany({
      where: { id, state: 'pending' },
      data: { lastStatus, lastError, ...(isOver ? { state: 'failed', nextAttemptAt: null } : {}) },
    });
    if (isTest) return;
    if (!hook) return;
    await transaction.$executeRaw`
      UPDATE webhook SET state = ${hook.isDisabled ? 'disabled' : 'failing'}, last_failure = ${lastError},
        failing_since = coalesce(failing_since, ${now})
      WHERE id = ${webhookId}::uuid`;
    await transaction.webhookDelivery.updateMany({
      where: {
        webhookId,
        state: 'pending',
        ...(hook.isDisabled ? {} : { nextAttemptAt: { lt: breath }, id: { not: id } }),
      },
      data: hook.isDisabled ? { state: 'failed', nextAttemptAt: null } : { nextAttemptAt: breath },
    });
    if (hook.isDisabled)
      await transaction.$queryRaw`
        SELECT note_event('webhook', ${hook.organisationId}, ${webhookId}, ${`webhook/${webhookId}/${now.toISOString()}`},
          ${{ reason: `${new URL(hook.url).host}: ${lastError}` }}::jsonb, ${now})::text`;
  });
}
