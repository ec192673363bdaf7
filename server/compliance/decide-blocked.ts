import { DateTime } from 'luxon';
import type { BlockedConsignment } from '../../shared/contract/compliance.ts';
import type { Channel } from '../../shared/words.ts';
import { type Actor, actAs } from '../platform/database/act-as.ts';
import type { Database } from '../platform/database/client.ts';
import type { Prisma } from '../platform/database/generated/client.ts';
import { oncePerKey, type WriteIntent } from '../platform/database/once-per-key.ts';
import { apiError } from '../platform/http/errors.ts';
import { viewBlocked, withBooking } from './blocked-view.ts';
import { rescreenApplications } from './rescreen.ts';

/** A release stands for a look at one consignment; what shall pass for longer is a change of the list. */
const releaseDaysMax = 30;

type Reviewer = Actor & { kind: 'person' };

export interface Release {
  reason: string;
  channel: Channel;
  validFrom?: string | undefined;
  validTo: string;
}

/**
 * Lets a blocked consignment pass: these goods of these parties on this vehicle of this carrier, for a period, on a channel of the reviewer's choice.
 *
 * @throws apiError BLOCKED_NOT_FOUND, BLOCKED_DECIDED, INVALID_INPUT for a period that is none, is over or is longer than 30 days
 */
export async function releaseBlocked(
  db: Database,
  now: Date,
  reviewer: Reviewer,
  intent: WriteIntent,
  blockedId: string,
  { reason, channel, ...period }: Release,
): Promise<BlockedConsignment> {
  const validFrom = period.validFrom === undefined ? now : new Date(period.validFrom);
  const validTo = new Date(period.validTo);
  const longest = DateTime.fromJSDate(validFrom).plus({ days: releaseDaysMax }).toJSDate();
  const refuse = (hint: string) => apiError('INVALID_INPUT', { field: 'validTo', hint });
  if (validTo <= validFrom) throw refuse('it must be later than validFrom');
  if (validTo <= now) throw refuse('this time has passed');
  if (validTo > longest) throw refuse(`a release holds for at most ${releaseDaysMax} days`);
  const decision = { state: 'released', reason, channel, validFrom, validTo };
  const released = await decide(db, now, reviewer, intent, blockedId, decision);
  const { applicationId } = await db.blockedConsignment.findUniqueOrThrow({ where: { id: blockedId } });
  // Its booking is called again at once; should this be cut off, the job or the call itself does it.
  if (applicationId !== null) await rescreenApplications(db, now, [applicationId]);
  return released;
}

/** Leaves it blocked, and says why. @throws apiError BLOCKED_NOT_FOUND, BLOCKED_DECIDED */
export function refuseBlocked(
  db: Database,
  now: Date,
  reviewer: Reviewer,
  intent: WriteIntent,
  blockedId: string,
  { reason }: { reason: string },
): Promise<BlockedConsignment> {
  return decide(db, now, reviewer, intent, blockedId, { state: 'refused', reason });
}

function decide(
  db: Database,
  now: Date,
  reviewer: Reviewer,
  intent: WriteIntent,
  id: string,
  decision: Prisma.BlockedConsignmentUpdateManyMutationInput & { reason: string },
): Promise<BlockedConsignment> {
  return oncePerKey(db, intent, now, async (transaction) => {
    await actAs(transaction, reviewer, now, decision.reason);
    const { count } = await transaction.blockedConsignment.updateMany({
      where: { id, state: 'open' },
      data: { ...decision, decidedBy: reviewer.id, decidedAt: now },
    });
    const row = await transaction.blockedConsignment.findUnique({ where: { id }, include: withBooking });
    if (!row) throw apiError('BLOCKED_NOT_FOUND', { field: 'blockedId' });
    if (count === 0)
      throw apiError('BLOCKED_DECIDED', { field: 'blockedId', hint: `it is ${row.state}: ${row.reason}` });
    const [view] = await viewBlocked(transaction, [row]);
    return view!;
  });
}
