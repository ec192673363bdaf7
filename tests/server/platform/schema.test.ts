import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Prisma } from '../../../server/platform/database/generated/client.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const engine = join(root, 'tests/support/prisma-schema-engine.mjs');

describe('the schema of Prisma', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  it('is what the migrations build', async () => {
    const { exitCode, output } = await diff(database.url);
    expect(output).toContain('No difference detected.');
    expect(exitCode).toBe(0);
  });

  it('is missed when the database has another column, another index, or a table less', async () => {
    const other = await createTestDatabase();
    try {
      await execute(other.url, 'ALTER TABLE checkpoint ADD COLUMN depth_m integer');
      await execute(other.url, 'DROP INDEX slot_starts_at_idx');
      await execute(other.url, 'DROP TABLE regime_template');
      const { exitCode, output } = await diff(other.url);
      expect(exitCode).toBe(2);
      expect(output).toMatch(/depth_m/);
      expect(output).toMatch(/starts_at/);
      expect(output).toMatch(/regime_template/);
    } finally {
      await other.drop();
    }
  });

  it('is the one the client was generated from; if not, run npx prisma generate', async () => {
    const schema = await readFile(join(root, 'prisma/schema.prisma'), 'utf8');
    const client = await readFile(join(root, 'server/platform/database/generated/internal/class.ts'), 'utf8');
    // The generated client carries its schema as one string of JSON. Spacing is for readers.
    const embedded: string = JSON.parse(/"inlineSchema": (".*"),?$/m.exec(client)![1]!);
    expect(squeeze(embedded)).toBe(squeeze(schema));
    const models = [...schema.matchAll(/^(?:model|view) (\w+)/gm)].map(([, model]) => model);
    expect(Object.keys(Prisma.ModelName).sort()).toEqual(models.sort());
  });
});

/** `prisma migrate diff` from a database to the schema: 0 for no difference, 2 for some, 1 for a failure. */
function diff(url: string): Promise<{ exitCode: number; output: string }> {
  const prisma = join(root, 'node_modules/prisma/build/index.js');
  const args = ['migrate', 'diff', '--from-config-datasource', '--to-schema', 'prisma/schema.prisma', '--exit-code'];
  const env = {
    ...process.env,
    DATABASE_URL: url,
    PRISMA_SCHEMA_ENGINE_BINARY: engine,
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
  };
  return new Promise((resolve) => {
    execFile(process.execPath, [prisma, ...args], { cwd: root, env }, (error, stdout, stderr) =>
      resolve({ exitCode: Number(error?.code ?? 0), output: `${stdout}${stderr}` }),
    );
  });
}

const squeeze = (text: string) => text.replace(/\s+/g, ' ');

async function execute(url: string, statement: string): Promise<void> {
  const client = new Client(url);
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
