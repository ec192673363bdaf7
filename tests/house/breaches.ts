/** A small wrong house for each rule. Every file exports something, so that it is a module. */
export interface Breach {
  rule: string;
  what: string;
  files: Record<string, string>;
  /** Where it is found; the first file when left out. */
  from?: string;
}

const use = (specifier: string) => `import * as other from '${specifier}';\nexport const used = other;\n`;
const name = (specifier: string) => `import type * as Other from '${specifier}';\nexport type Named = typeof Other;\n`;
const plain = 'export const plain = 1;\n';

export const breaches: Breach[] = [
  {
    rule: 'planning-imports-nothing-of-ours',
    what: 'the engine names a type of the contract',
    files: { 'server/planning/names-shared.ts': name('../../shared/plain.ts'), 'shared/plain.ts': plain },
  },
  {
    rule: 'planning-has-no-input-or-output',
    what: 'the engine reads a file',
    files: { 'server/planning/reads-file.ts': use('node:fs') },
  },
  {
    rule: 'planning-has-no-input-or-output',
    what: 'the engine takes a clock from a package',
    files: { 'server/planning/takes-clock.ts': use('luxon') },
  },
  {
    rule: 'planning-has-no-input-or-output',
    what: 'the engine calls its own command line',
    files: { 'server/planning/calls-cli.ts': use('./cli/solve.ts'), 'server/planning/cli/solve.ts': use('node:fs') },
  },
  {
    rule: 'shared-imports-only-the-contract',
    what: 'the contract imports a package',
    files: { 'shared/imports-luxon.ts': use('luxon') },
  },
  {
    rule: 'shared-imports-only-the-contract',
    what: 'the contract imports the server',
    files: { 'shared/imports-engine.ts': use('../server/planning/plain.ts'), 'server/planning/plain.ts': plain },
  },
  {
    rule: 'capability-looks-down',
    what: 'a capability reaches into another',
    files: {
      'server/bookings/reaches-in.ts': use('../corridors/inner.ts'),
      'server/corridors/inner.ts': plain,
    },
  },
  {
    rule: 'capability-looks-down',
    what: 'a capability looks up to main',
    files: { 'server/bookings/looks-up.ts': use('../version.ts'), 'server/version.ts': plain },
  },
  {
    rule: 'capability-looks-down',
    what: 'a capability that nobody has thought of yet imports the seed',
    files: { 'server/ferries/seeds.ts': use('../../prisma/plain.ts'), 'prisma/plain.ts': plain },
  },
  {
    rule: 'corridor-rules-are-pure',
    what: 'what regimes add up to is asked of the database',
    files: {
      'server/corridors/rules/asks-database.ts': use('../../platform/database/client.ts'),
      'server/platform/database/client.ts': plain,
    },
  },
  {
    rule: 'main-uses-public-faces',
    what: 'main reaches into a capability',
    files: { 'server/reaches-in.ts': use('./corridors/inner.ts') },
  },
  {
    rule: 'platform-imports-no-capability',
    what: 'the platform imports even the public face of a capability',
    files: { 'server/platform/imports-bookings.ts': use('../bookings/index.ts'), 'server/bookings/index.ts': plain },
  },
  {
    rule: 'vendors-stay-in-platform',
    what: 'a capability names a type of pg',
    files: { 'server/corridors/names-pg.ts': name('pg') },
  },
  {
    rule: 'vendors-stay-in-platform',
    what: 'a capability opens a socket server',
    files: { 'server/corridors/opens-sockets.ts': use('socket.io') },
  },
  {
    rule: 'vendors-stay-in-platform',
    what: "a capability passes by the platform's Prisma client",
    files: { 'server/corridors/own-adapter.ts': use('@prisma/adapter-pg') },
  },
  {
    rule: 'sign-in-stays-in-accounts',
    what: 'another capability asks better-auth who is calling',
    files: { 'server/bookings/asks-auth.ts': use('better-auth') },
  },
  {
    rule: 'client-imports-shared',
    what: 'the client imports the server',
    files: { 'client/imports-server.ts': use('../server/corridors/inner.ts') },
  },
  {
    rule: 'client-runs-in-a-browser',
    what: 'a screen uses Node',
    files: { 'client/map/uses-node.ts': use('node:path') },
  },
  {
    rule: 'twin-uses-public-faces',
    what: 'the twin reaches into a capability',
    files: { 'twin/reaches-in.ts': use('../server/corridors/inner.ts') },
  },
  {
    rule: 'traffic-stands-outside',
    what: 'the traffic calls a use case instead of the API',
    files: { 'twin/traffic/calls-use-case.ts': use('../../server/queues/index.ts'), 'server/queues/index.ts': plain },
  },
  {
    rule: 'evaluation-runs-the-engine',
    what: 'the evaluation asks a use case',
    files: { 'twin/evaluation/asks-use-case.ts': use('../../server/bookings/index.ts') },
  },
  {
    rule: 'twin-opens-nothing',
    what: 'the twin opens a database of its own',
    files: {
      'twin/opens-database.ts': use('../server/platform/database/client.ts'),
      'server/platform/database/client.ts': plain,
    },
  },
  {
    rule: 'only-main-knows-the-twin',
    what: 'another file of the server starts the twin',
    files: { 'server/starts-twin.ts': use('../twin/plain.ts'), 'twin/plain.ts': plain },
  },
  {
    rule: 'prisma-seeds-the-database',
    what: 'the seed calls a use case',
    files: { 'prisma/calls-use-case.ts': use('../server/bookings/index.ts') },
  },
  {
    rule: 'nothing-imports-tests',
    what: 'the twin uses a helper of the tests',
    files: { 'twin/uses-helper.ts': use('../tests/helper.ts'), 'tests/helper.ts': plain },
  },
  {
    rule: 'runs-without-development-packages',
    what: 'the server imports a development package',
    files: { 'server/platform/imports-vitest.ts': use('vitest') },
  },
  {
    rule: 'no-unknown-modules',
    what: 'a file imports what is not there',
    files: { 'client/imports-nothing.ts': use('./gone.ts') },
  },
  {
    rule: 'no-circles',
    what: 'two files import each other, one of them only a type',
    files: { 'twin/one.ts': use('./two.ts'), 'twin/two.ts': name('./one.ts') },
  },
  {
    rule: 'no-circles-of-folders',
    what: 'two capabilities need each other, through different files',
    files: {
      'server/plans/index.ts': plain,
      'server/plans/needs-queues.ts': use('../queues/index.ts'),
      'server/queues/index.ts': plain,
      'server/queues/needs-plans.ts': use('../plans/index.ts'),
    },
    from: 'server/plans',
  },
];
