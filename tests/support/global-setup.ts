import type { TestProject } from 'vitest/node';
import { prepareDatabase } from '../../server/prepare-database.ts';
import { startPostgresKeeper } from './start-keeper.ts';
import { testStart } from './test-clock.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Connection string of the template database: migrated, seeded, and never written to by a test. */
    templateUrl: string;
  }
}

/** One PostgreSQL for the whole run. Several projects name this file: the first one starts it for all. */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const root = project.vitest.getRootProject();
  if (root.getProvidedContext().templateUrl) return undefined;

  const postgres = await startPostgresKeeper();
  try {
    await prepareDatabase(postgres.url, testStart, () => {});
    root.provide('templateUrl', postgres.url);
    return postgres.stop;
  } catch (error) {
    await postgres.stop();
    throw error;
  }
}
