import { createLocalJWKSet, errors, type JSONWebKeySet, jwtVerify } from 'jose';
import { type PassClaims, passClaimsSchema } from '../../shared/contract/trips.ts';

export type PassVerdict =
  | { verdict: 'valid'; claims: PassClaims }
  /** signed by us, but over, or of another checkpoint: what it says is true all the same */
  | { verdict: 'expired' | 'wrong-checkpoint'; claims: PassClaims }
  | { verdict: 'not-ours' }
  /** no key is kept, or the browser does not verify over plain HTTP: the server has to say */
  | { verdict: 'unknown' };

/**
 * Verifies what the QR of a pass holds, without a network.
 *
 * @param keys of GET /api/pass-keys, kept beforehand; undefined where there are none
 */
export async function verifyPass(
  token: string,
  keys: JSONWebKeySet | undefined,
  { checkpointId, now }: { checkpointId: string; now: Date },
): Promise<PassVerdict> {
  if (!keys || !crypto.subtle) return { verdict: 'unknown' };
  try {
    const options = { audience: 'pass', algorithms: ['ES256'], currentDate: now };
    const { payload } = await jwtVerify(token, createLocalJWKSet(keys), options);
    return judge(payload, 'valid', checkpointId);
  } catch (error) {
    // The signature was verified before the time.
    if (error instanceof errors.JWTExpired) return judge(error.payload, 'expired', checkpointId);
    if (error instanceof errors.JOSEError) return { verdict: 'not-ours' };
    throw error;
  }
}

function judge(payload: unknown, otherwise: 'valid' | 'expired', checkpointId: string): PassVerdict {
  const claims = passClaimsSchema.safeParse(payload);
  if (!claims.success) return { verdict: 'not-ours' };
  return { verdict: claims.data.cp === checkpointId ? otherwise : 'wrong-checkpoint', claims: claims.data };
}
