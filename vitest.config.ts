import { defineConfig } from 'vitest/config';

const tests = (...folders: string[]) => folders.map((folder) => `tests/${folder}/**/*.test.{ts,tsx}`);
const database = { globalSetup: 'tests/support/global-setup.ts' };

export default defineConfig({
  test: {
    // Two, as on the smallest machine we promise a time for: more only makes timings differ from there.
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: { name: 'pure', include: tests('planning', 'shared', 'twin', 'house'), testTimeout: 30_000 },
      },
      {
        extends: true,
        test: { name: 'server', include: tests('server'), ...database, testTimeout: 30_000, hookTimeout: 30_000 },
      },
      {
        extends: true,
        test: { name: 'client', include: tests('client'), environment: 'jsdom', testTimeout: 15_000 },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: tests('browser'),
          ...database,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
          // Alone and last: Chromium and the server under it want both cores.
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
