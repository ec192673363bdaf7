import {
  calculateJwkThumbprint,
  errors,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JWK_EC_Private,
  jwtVerify,
  SignJWT,
} from 'jose';
import type { Database } from './database/client.ts';

/** What every browser's WebCrypto verifies, old tablets included; Ed25519 came to Chrome in 2025 only. */
const algorithm = 'ES256';
const settingKey = 'signing-key';

export interface PublicKey {
  kty: 'EC';
  crv: 'P-256';
  x: string;
  y: string;
  kid: string;
  alg: 'ES256';
  use: 'sig';
}

export type Verified = { ok: true; claims: Record<string, unknown> } | { ok: false; because: 'invalid' | 'expired' };

export interface Signer {
  publicKey: PublicKey;
  /** @param claims with `aud`, what the token is for, and `exp`, seconds since 1970 */
  sign(claims: { aud: string; exp: number } & Record<string, unknown>): Promise<string>;
  /** @param at the moment for which it has to be valid */
  verify(token: string, audience: string, at: Date): Promise<Verified>;
}

/** Signs and verifies with the one key of the installation: whichever process comes first makes it, all others read it. */
export async function openSigner(db: Database): Promise<Signer> {
  const { crv, x, y, d } = await getKey(db);
  const privateKey = await importJWK({ kty: 'EC', crv, x, y, d }, algorithm);
  const publicJwk = { kty: 'EC' as const, crv: 'P-256' as const, x, y };
  const kid = (await calculateJwkThumbprint(publicJwk)).slice(0, 8); // in every QR, so short
  const publicKey = await importJWK(publicJwk, algorithm);
  return {
    publicKey: { ...publicJwk, kid, alg: algorithm, use: 'sig' },
    sign: (claims) => new SignJWT(claims).setProtectedHeader({ alg: algorithm, kid }).sign(privateKey),
    async verify(token, audience, at) {
      try {
        const options = { audience, currentDate: at, algorithms: [algorithm] };
        return { ok: true, claims: (await jwtVerify(token, publicKey, options)).payload };
      } catch (error) {
        if (error instanceof errors.JWTExpired) return { ok: false, because: 'expired' };
        if (error instanceof errors.JOSEError) return { ok: false, because: 'invalid' };
        throw error;
      }
    },
  };
}

async function getKey(db: Database): Promise<JWK_EC_Private> {
  const { privateKey } = await generateKeyPair(algorithm, { extractable: true });
  const value = JSON.stringify(await exportJWK(privateKey));
  await db.setting.createMany({ data: [{ key: settingKey, value }], skipDuplicates: true });
  return JSON.parse((await db.setting.findUniqueOrThrow({ where: { key: settingKey } })).value);
}
