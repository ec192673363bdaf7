import type { Prisma } from './generated/client.ts';

/** For whom a statement is: what the audit writes beside each change (write_audit in prisma/migrations). */
export type Actor =
  | { kind: 'person'; id: string; role: string }
  | { kind: 'organisation'; id: string }
  | { kind: 'job'; id: string };

/**
 * An actor as the function act_as takes it. A claim is one statement, so it says there who acts, in the place of its `now`:
 * `SELECT hold_slot(…, act_as(${actorText(actor)}, ${now}))`.
 */
export const actorText = (actor: Actor): string =>
  `${actor.kind}/${actor.kind === 'person' ? actor.role : ''}/${actor.id}`;

/** Says for whom, when and why the rest of a transaction changes what it changes. */
export async function actAs(
  transaction: Prisma.TransactionClient,
  actor: Actor,
  now: Date,
  reason: string | null = null,
): Promise<void> {
  await transaction.$queryRaw`SELECT act_as(${actorText(actor)}, ${now}, ${reason})`;
}
