import { randomBytes } from 'node:crypto';
import type { CalendarLink } from '../../shared/contract/trip-board.ts';
import { type Actor, actAs } from '../platform/database/act-as.ts';
import type { Database } from '../platform/database/client.ts';
import type { CalendarLink as CalendarLinkRow } from '../platform/database/generated/client.ts';
import { oncePerKey, type WriteIntent } from '../platform/database/once-per-key.ts';

type Language = CalendarLink['language'];

export async function findCalendarLink(db: Database, organisationId: string): Promise<CalendarLink | null> {
  const row = await db.calendarLink.findUnique({ where: { organisationId } });
  return row && linkView(row);
}

/** A calendar program cannot sign in, so the address is the secret. The old one opens nothing from now on. */
export async function renewCalendarLink(
  db: Database,
  now: Date,
  { organisationId, actor }: { organisationId: string; actor: Actor },
  intent: WriteIntent,
  language: Language,
): Promise<CalendarLink> {
  const token = randomBytes(32).toString('base64url');
  await oncePerKey(db, intent, now, async (transaction) => {
    await actAs(transaction, actor, now);
    const row = { token, language, madeBy: actor.id, madeAt: now };
    await transaction.calendarLink.upsert({
      where: { organisationId },
      create: { organisationId, ...row },
      update: row,
    });
    return organisationId;
  });
  return linkView(await db.calendarLink.findUniqueOrThrow({ where: { organisationId } }));
}

export async function revokeCalendarLink(db: Database, now: Date, organisationId: string, intent: WriteIntent) {
  await oncePerKey(db, intent, now, async (transaction) => {
    await transaction.calendarLink.deleteMany({ where: { organisationId } });
    return organisationId;
  });
  return { link: null };
}

const linkView = ({ token, madeAt, language }: CalendarLinkRow): CalendarLink => ({
  path: `/api/calendars/${token}.ics`,
  madeAt: madeAt.toISOString(),
  language: language as Language,
});
