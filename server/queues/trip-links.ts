import { DateTime } from 'luxon';
import { z } from 'zod';
import type { Database } from '../platform/database/client.ts';
import { apiError } from '../platform/http/errors.ts';
import type { Signer } from '../platform/signatures.ts';
import { getOwnTruck } from './get-passage.ts';

/** After the end of the slot: a truck may stand for days, and its driver needs the page for as long. */
const linkDays = 3;

/** A signed link to the driver's page of a booking; it needs no account and ends some days after the slot. Writes nothing. */
export async function getLink(db: Database, signer: Signer, now: Date, organisationId: string, bookingId: string) {
  const row = await getOwnTruck(db, now, organisationId, bookingId);
  const expiresAt = endOfLink(row.endsAt);
  if (row.bookingState !== 'confirmed')
    throw apiError('BOOKING_NOT_ACTIVE', { field: 'bookingId', hint: 'confirm it first; what is over has no link' });
  const token = await signer.sign({ aud: 'trip', sub: bookingId, exp: Math.floor(expiresAt.getTime() / 1000) });
  return { token, path: `/trip/${token}`, expiresAt: expiresAt.toISOString() };
}

const endOfLink = (slotEndsAt: Date) => DateTime.fromJSDate(slotEndsAt).plus({ days: linkDays }).toJSDate();

const tripClaimsSchema = z.object({ sub: z.uuid(), exp: z.int() });

/**
 * A booking may have been moved to a later slot since the link was sent; then it lasts as long as one of that slot.
 *
 * @returns the booking that a link is for
 * @throws apiError LINK_INVALID, LINK_EXPIRED
 */
export async function openLink(db: Database, signer: Signer, now: Date, token: string) {
  const verified = await signer.verify(token, 'trip', new Date(0));
  const claims = tripClaimsSchema.safeParse(verified.ok ? verified.claims : undefined);
  if (!claims.success) throw apiError('LINK_INVALID', { field: 'token', hint: 'open the link as it was sent to you' });
  const { sub: bookingId, exp } = claims.data;
  const signedUntil = new Date(exp * 1000);
  if (signedUntil > now) return { bookingId, expiresAt: signedUntil };
  const booking = await db.bookingDetails.findFirst({ where: { id: bookingId }, select: { endsAt: true } });
  const expiresAt = endOfLink(booking?.endsAt ?? signedUntil);
  if (!booking || expiresAt <= now)
    throw apiError('LINK_EXPIRED', { field: 'token', hint: 'ask your dispatcher for a new one' });
  return { bookingId, expiresAt };
}
