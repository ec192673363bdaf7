import { randomBytes } from 'node:crypto';
import { betterAuth } from 'better-auth';
import { prismaAdapter } from 'better-auth/adapters/prisma';
import { admin, bearer, organization } from 'better-auth/plugins';
import type { Database } from '../platform/database/client.ts';
import type { Logger } from '../platform/log.ts';

const dayInSeconds = 24 * 60 * 60;

/** Where the API of better-auth stands; serve-auth.ts says which of it can be reached. */
export const authPath = '/api/auth';

/** Sign-in: passwords, sessions and their cookies. Who may do what is our own matter (permissions.ts). */
export type Auth = Awaited<ReturnType<typeof createAuth>>;

export async function createAuth({ db, log }: { db: Database; log: Logger }) {
  return betterAuth({
    secret: await getSecret(db),
    database: prismaAdapter(db, { provider: 'postgresql', transaction: true }),
    // Never dialled. Without it better-auth takes BASE_URL and the like from the environment; the origin that counts is the
    // one the request came to, whatever the port or the proxy (serve-auth.ts builds the request with it).
    baseURL: 'http://otkel.invalid',
    basePath: authPath,
    trustedOrigins: (request) => (request ? [new URL(request.url).origin] : []),
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 12, maxPasswordLength: 128 },
    // A session ends this long after its sign-in and is not prolonged, so the cookie and the row always agree.
    session: { expiresIn: 14 * dayInSeconds, disableSessionRefresh: true },
    plugins: [
      organization({
        allowUserToCreateOrganization: false,
        schema: { organization: { additionalFields: { kind: { type: 'string', required: true, input: false } } } },
      }),
      admin(),
      bearer(),
    ],
    // It counts in the memory of one process and reads the address from headers anybody may send; platform/http limits sign-in.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    advanced: {
      cookiePrefix: 'otkel',
      // serve-auth.ts adds Secure where the request came over https: one process may be reached both ways.
      useSecureCookies: false,
      disableOriginCheck: false,
      ipAddress: { disableIpTracking: true },
    },
    // Not its `level`: with one set, it also writes to the console. Its warnings are wrong passwords.
    logger: {
      log: (level, message, ...details) => {
        if (level === 'error') log.error({ part: 'better-auth', err: details[0] }, message);
      },
    },
  });
}

/** One secret per installation: whichever process comes first makes it, all others read it. */
async function getSecret(db: Database): Promise<string> {
  const key = 'auth-secret';
  await db.setting.createMany({ data: [{ key, value: randomBytes(32).toString('base64url') }], skipDuplicates: true });
  const { value } = await db.setting.findUniqueOrThrow({ where: { key } });
  return value;
}
