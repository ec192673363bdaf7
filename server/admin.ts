import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { createAdministrator } from './accounts/index.ts';
import { systemClock } from './platform/clock.ts';
import { readConfig } from './platform/config.ts';
import { openDatabase } from './platform/database/client.ts';
import { startEmbeddedPostgres } from './platform/database/embedded-postgres.ts';
import { applyMigrations } from './platform/database/migrate.ts';
import { migrationsDirectory } from './prepare-database.ts';

const usage = `npm run admin -- create EMAIL
  Makes an administrator in the database that DATABASE_URL names, or in the one Otkel keeps in DATA_DIR.
  The password is made and shown once; or set OTKEL_ADMIN_PASSWORD to choose it (12 to 128 characters).`;

const say = (line: string) => void process.stdout.write(`${line}\n`);

main(process.argv.slice(2)).catch((error: Error & { data?: { hint?: string } }) => {
  const reason = error.data?.hint ?? error.message;
  console.error(`No administrator was made: ${reason.replace(/\.*$/, '.')}`);
  process.exitCode = 2;
});

async function main(words: string[]): Promise<void> {
  const email = findEmail(words);
  if (email === undefined) {
    console.error(usage);
    process.exitCode = 2;
    return;
  }
  const chosen = process.env.OTKEL_ADMIN_PASSWORD;
  const password = chosen ?? randomBytes(15).toString('base64url'); // 20 characters
  await inDatabase(async (url) => {
    await applyMigrations({ url, directory: migrationsDirectory });
    const db = openDatabase(url);
    try {
      await createAdministrator({ db, clock: systemClock }, { email, password });
    } finally {
      await db.$disconnect();
    }
  });
  say(`${email} is an administrator now.`);
  if (chosen === undefined) say(`Password, shown this once: ${password}\nChange it after the first sign-in.`);
}

/** @returns undefined where the words are not `create EMAIL` */
function findEmail(words: string[]): string | undefined {
  const { positionals } = parseArgs({ args: words, allowPositionals: true, strict: false });
  const [verb, email, ...more] = positionals;
  return verb === 'create' && more.length === 0 ? email : undefined;
}

async function inDatabase(use: (url: string) => Promise<void>): Promise<void> {
  const { databaseUrl, dataDir } = readConfig(process.env);
  if (databaseUrl) {
    await use(databaseUrl);
    return;
  }
  const postgres = await startEmbeddedPostgres({ dataDir, log: { info: () => {}, warn: say }, onProgress: say });
  try {
    await use(postgres.url);
  } finally {
    await postgres.stop();
  }
}
