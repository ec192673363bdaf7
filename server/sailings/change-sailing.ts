import { randomUUID } from 'node:crypto';
import type { Sailing } from '../../shared/contract/sailings.ts';
import { type Actor, actAs, actorText } from '../platform/database/act-as.ts';
import type { Database } from '../platform/database/client.ts';
import type { Prisma } from '../platform/database/generated/client.ts';
import { oncePerKey, type WriteIntent } from '../platform/database/once-per-key.ts';
import { rethrowSailingRefusal } from './refusals.ts';

export interface Announcement {
  shipId: string;
  fromPortId: string;
  toPortId: string;
  plannedDepartureAt: string;
}

/**
 * Announces a sailing: its arrival, cut-offs and places follow from the ship, the way and the port.
 *
 * @param source demo-timetable for one that was generated
 * @throws apiError SHIP_NOT_FOUND, SEA_WAY_NOT_FOUND, SAILING_IN_PAST
 */
export function announceSailing(
  db: Database,
  now: Date,
  actor: Actor,
  intent: WriteIntent,
  { shipId, fromPortId, toPortId, plannedDepartureAt }: Announcement,
  source: Sailing['source'] = 'operator',
): Promise<Sailing> {
  return write(db, now, actor, intent, null, (transaction) => {
    return transaction.$queryRaw`
      SELECT announce_sailing(
        ${randomUUID()}::uuid, ${shipId}, ${fromPortId}, ${toPortId}, ${new Date(plannedDepartureAt)}, ${source}, ${actor.id},
        act_as(${actorText(actor)}, ${now})) AS sailing`;
  });
}

/**
 * Sets the expected departure, later or again sooner; its arrival and cut-offs move with it.
 *
 * @throws apiError SAILING_NOT_FOUND, SAILING_NOT_BOOKABLE, SAILING_IN_PAST, INVALID_INPUT before the planned departure
 */
export function delaySailing(
  db: Database,
  now: Date,
  actor: Actor,
  intent: WriteIntent,
  sailingId: string,
  { expectedDepartureAt, reason }: { expectedDepartureAt: string; reason: string },
): Promise<Sailing> {
  return write(db, now, actor, intent, reason, (transaction) => {
    return transaction.$queryRaw`
      SELECT delay_sailing(${sailingId}::uuid, ${new Date(expectedDepartureAt)}, ${reason}, ${now}) AS sailing`;
  });
}

/**
 * Says what share of its tonnes low water lets it take. What was sold stays sold until the last confirmed are rebooked (sailing_claims_that_slip).
 *
 * @throws apiError SAILING_NOT_FOUND, SAILING_NOT_BOOKABLE
 */
export function setLoadFactor(
  db: Database,
  now: Date,
  actor: Actor,
  intent: WriteIntent,
  sailingId: string,
  { loadFactor, reason }: { loadFactor: number; reason: string },
): Promise<Sailing> {
  return write(db, now, actor, intent, reason, (transaction) => {
    return transaction.$queryRaw`
      SELECT set_load_factor(${sailingId}::uuid, ${loadFactor}::float8, ${reason}, ${now}) AS sailing`;
  });
}

/**
 * Cancels a sailing. Its trucks keep their claims until they are rebooked; its standby list ends.
 *
 * @throws apiError SAILING_NOT_FOUND, SAILING_NOT_BOOKABLE
 */
export function cancelSailing(
  db: Database,
  now: Date,
  actor: Actor,
  intent: WriteIntent,
  sailingId: string,
  reason: string,
): Promise<Sailing> {
  return write(db, now, actor, intent, reason, (transaction) => {
    return transaction.$queryRaw`SELECT cancel_sailing(${sailingId}::uuid, ${reason}, ${now}) AS sailing`;
  });
}

/** Once per key; the same key again answers with the sailing as the write left it. */
async function write(
  db: Database,
  now: Date,
  actor: Actor,
  intent: WriteIntent,
  reason: string | null,
  run: (transaction: Prisma.TransactionClient) => Promise<{ sailing: Sailing }[]>,
): Promise<Sailing> {
  return oncePerKey(db, intent, now, async (transaction) => {
    await actAs(transaction, actor, now, reason);
    const [row] = await run(transaction).catch(rethrowSailingRefusal);
    return row!.sailing;
  });
}
