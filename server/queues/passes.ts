import { type PassClaims, passClaimsSchema } from '../../shared/contract/trips.ts';
import type { ErrorCode } from '../../shared/errors.ts';
import type { Database } from '../platform/database/client.ts';
import { Prisma } from '../platform/database/generated/client.ts';
import type { Signer } from '../platform/signatures.ts';
import { listTruckRows, type TruckRow } from './truck-row.ts';

const seconds = (at: Date) => Math.floor(at.getTime() / 1000);

/** The pass of a truck, small enough for a QR. It is good until the truck would be a no-show, as things are. */
export async function signPass(signer: Signer, row: TruckRow): Promise<{ token: string; expiresAt: string }> {
  const claims: PassClaims = {
    aud: 'pass',
    sub: row.bookingId,
    plate: row.plate,
    cp: row.checkpointId,
    dir: row.direction,
    from: seconds(row.startsAt),
    to: seconds(row.endsAt),
    exp: seconds(row.noShowAt),
  };
  return { token: await signer.sign(claims), expiresAt: row.noShowAt.toISOString() };
}

/**
 * Whose pass it is. Where and until when it is good, the booking says as it is now and not the pass: a truck that was moved after its driver printed
 * the pass is checked in with it all the same, at its new checkpoint and until the end of its new window.
 *
 * @param at when it was shown, which may be long before an offline tablet sends it
 * @returns the booking, or the code of the refusal
 */
export async function readPass(
  { db, signer }: { db: Database; signer: Signer },
  token: string,
  at: Date,
  now: Date,
): Promise<{ bookingId: string } | { code: ErrorCode }> {
  const verified = await signer.verify(token, 'pass', anyTime);
  const claims = passClaimsSchema.safeParse(verified.ok ? verified.claims : undefined);
  if (!claims.success) return { code: 'PASS_INVALID' };
  const { sub: bookingId, exp } = claims.data;
  if (exp > seconds(at)) return { bookingId };
  const [row] = await listTruckRows(db, now, Prisma.sql`d.id = ${bookingId}::uuid`);
  return row && row.noShowAt > at ? { bookingId } : { code: 'PASS_EXPIRED' };
}

/** For which every token is good: only its signature is asked. */
const anyTime = new Date(0);
