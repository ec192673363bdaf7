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
  const expiresAt = DateTime.fromJSDate(row.endsAt).plus({ days: linkDays }).toJSDate();
  if (row.bookingState !== 'confirmed')
    throw apiError('BOOKING_NOT_ACTIVE', { field: 'bookingId', hint: 'confirm it first; what is over has no link' });
  const token = await signer.sign({ aud: 'trip', sub: bookingId, exp: Math.floor(expiresAt.getTime() / 1000) });
  return { token, path: `/trip/${token}`, expiresAt: expiresAt.toISOString() };
}

const tripClaimsSchema = z.object({ sub: z.uuid(), exp: z.int() });

/** @returns the booking that a link is for @throws apiError LINK_INVALID, LINK_EXPIRED */
export async function openLink(signer: Signer, now: Date, token: string) {
  const verified = await signer.verify(token, 'trip', now);
  if (!verified.ok && verified.because === 'expired')
    throw apiError('LINK_EXPIRED', { field: 'token', hint: 'ask your dispatcher for a new one' });
  const claims = tripClaimsSchema.safeParse(verified.ok ? verified.claims : undefined);
  if (!claims.success) throw apiError('LINK_INVALID', { field: 'token', hint: 'open the link as it was sent to you' });
  return { bookingId: claims.data.sub, expiresAt: new Date(claims.data.exp * 1000) };
}
