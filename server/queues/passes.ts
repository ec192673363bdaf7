import { type PassClaims, passClaimsSchema } from '../../shared/contract/trips.ts';
import type { ErrorCode } from '../../shared/errors.ts';
import type { Signer } from '../platform/signatures.ts';
import type { TruckRow } from './truck-row.ts';

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
 * @param at when it was shown, which may be long before an offline tablet sends it
 * @returns the booking, or the code of the refusal
 */
export async function readPass(
  signer: Signer,
  token: string,
  checkpointId: string,
  at: Date,
): Promise<{ bookingId: string } | { code: ErrorCode }> {
  const verified = await signer.verify(token, 'pass', at);
  if (!verified.ok) return { code: verified.because === 'expired' ? 'PASS_EXPIRED' : 'PASS_INVALID' };
  const claims = passClaimsSchema.safeParse(verified.claims);
  if (!claims.success) return { code: 'PASS_INVALID' };
  return claims.data.cp === checkpointId ? { bookingId: claims.data.sub } : { code: 'WRONG_CHECKPOINT' };
}
