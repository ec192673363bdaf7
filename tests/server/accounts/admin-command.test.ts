import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAuth } from '../../../server/accounts/index.ts';
import { type Database, openDatabase } from '../../../server/platform/database/client.ts';
import { createLog } from '../../../server/platform/log.ts';
import { createEmptyDatabase, type TestDatabase } from '../../support/database.ts';

// `npm run admin` as a person at a terminal runs it, on a database that Otkel has never started on.

let database: TestDatabase;
let db: Database;

beforeAll(async () => {
  database = await createEmptyDatabase();
  db = openDatabase(database.url);
});
afterAll(async () => {
  await db.$disconnect();
  await database.drop();
});

async function run(words: string[], environment: Record<string, string> = {}) {
  const command = spawn(process.execPath, ['--import', 'tsx', 'server/admin.ts', ...words], {
    cwd: fileURLToPath(new URL('../../..', import.meta.url)),
    env: { ...process.env, DATABASE_URL: database.url, ...environment },
  });
  const ended = new Promise<number | null>((resolve) => command.once('exit', resolve));
  const [code, out, err] = await Promise.all([ended, text(command.stdout), text(command.stderr)]);
  return { code, out, err };
}

test('makes an administrator who can sign in with the password shown', async () => {
  const made = await run(['create', 'Root@Otkel.kz']);
  expect(made).toMatchObject({ code: 0, err: '' });
  const password = /Password, shown this once: (\S+)/.exec(made.out)?.[1] ?? '';
  expect(password).toHaveLength(20);

  const auth = await createAuth({ db, log: createLog('silent') });
  const { user } = await auth.api.signInEmail({ body: { email: 'root@otkel.kz', password } });
  expect(user).toMatchObject({ email: 'root@otkel.kz' });
  expect(await db.user.findMany({ select: { email: true, role: true } })).toEqual([
    { email: 'root@otkel.kz', role: 'admin' },
  ]);
  expect(await db.auditEntry.findMany({ where: { subjectKind: 'user' } })).toMatchObject([
    { actorKind: 'job', actorId: 'create-administrator', after: { role: 'admin' } },
  ]);
});

test('ends with one clear message where it can make none', async () => {
  const taken = await run(['create', 'root@otkel.kz']);
  expect(taken).toEqual({
    code: 2,
    out: '',
    err: 'No administrator was made: there is an account root@otkel.kz already.\n',
  });
  const wordless = await run([]);
  expect(wordless).toMatchObject({ code: 2, out: '' });
  expect(wordless.err).toMatch(/^npm run admin -- create EMAIL\n/);
});
