import { scrypt } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify<string, string, number, { N: number; r: number; maxmem: number }, Buffer>(scrypt);

/** The cost of better-auth's own password hash. */
const cost = { N: 16_384, r: 16, maxmem: 64 * 1024 * 1024 };

/**
 * What stands for a password where a request is hashed to recognise it again. That hash is kept beside the Idempotency-Key, and a bare
 * SHA-256 would let whoever reads the table guess passwords a billion a second; this is as slow as the password hash itself.
 * @param salt the scope and key of the request: the same request gives the same, and no two requests share their guesses
 */
export async function stretchPassword(password: string, salt: string): Promise<string> {
  return (await derive(password, salt, 32, cost)).toString('base64url');
}
