const PRODUCT = '^(domain|db|sync|electron|renderer|office)/';
const TESTS = '\\.test\\.tsx?$|/(testing|fixtures)/';
const MODULE = '^domain/(?!shared/|contract/)([^/]+)/';

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'no-circular',
      comment: 'Two files that need each other are one file, or miss a third.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'resolvable',
      comment: 'Every import leads somewhere.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^(electron|vite/client)$' },
    },
    {
      name: 'domain-is-pure',
      comment: 'The domain knows no Node, no DOM, no database and no package but the schema and id libraries.',
      severity: 'error',
      from: { path: '^domain/', pathNot: TESTS },
      to: { pathNot: ['^domain/', '(^|/)node_modules/(zod|uuid)/', '^(zod|uuid)$'] },
    },
    {
      name: 'domain-tests-stay-home',
      comment: 'Tests of the domain need no host and no screen.',
      severity: 'error',
      from: { path: '^domain/.*\\.test\\.ts$' },
      to: { path: '^(renderer|office|electron|sync|e2e|bench|scripts)/' },
    },
    {
      name: 'modules-do-not-meet',
      comment:
        'A module imports the shared kernel, its own folder and the types of the contract; another module is reached by a port or an event.',
      severity: 'error',
      from: { path: MODULE, pathNot: TESTS },
      to: {
        path: '^domain/',
        pathNot: ['^domain/$1/', '^domain/shared/', '^domain/contract/'],
      },
    },
    {
      name: 'module-takes-types-of-its-contract',
      comment: 'The contract describes the module to the outside; the module runs without it.',
      severity: 'error',
      from: { path: MODULE, pathNot: TESTS },
      to: { path: '^domain/contract/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'contract-knows-the-kernel-only',
      comment: 'The contract is schemas: no module, no service.',
      severity: 'error',
      from: { path: '^domain/contract/', pathNot: TESTS },
      to: { path: '^domain/', pathNot: '^domain/(contract|shared)/' },
    },
    {
      name: 'kernel-knows-nobody',
      comment: 'The shared kernel carries the modules and leans on none.',
      severity: 'error',
      from: { path: '^domain/shared/', pathNot: TESTS },
      to: { path: '^domain/', pathNot: '^domain/shared/' },
    },
    {
      name: 'db-knows-the-domain-only',
      comment: 'db -> domain',
      severity: 'error',
      from: { path: '^db/', pathNot: TESTS },
      to: { path: '^(sync|electron|renderer|office|e2e|bench|scripts)/' },
    },
    {
      name: 'sync-knows-the-domain-only',
      comment: 'sync -> domain',
      severity: 'error',
      from: { path: '^sync/', pathNot: TESTS },
      to: { path: '^(db|electron|renderer|office|e2e|bench|scripts)/' },
    },
    {
      name: 'hosts-do-not-know-the-screens',
      comment: 'electron -> all but the screens',
      severity: 'error',
      from: { path: '^electron/' },
      to: { path: '^(renderer|office|e2e|bench|scripts)/' },
    },
    {
      name: 'screens-know-the-contract-only',
      comment: 'renderer -> domain/contract, domain/shared/{money,cash-rounding,errors,ids,clock,quantity}',
      severity: 'error',
      from: { path: '^renderer/', pathNot: TESTS },
      to: {
        path: '^(domain|db|sync|electron|office|e2e|bench|scripts)/',
        pathNot: ['^domain/contract/', '^domain/shared/(money|cash-rounding|errors|ids|clock|quantity)\\.ts$'],
      },
    },
    {
      name: 'office-knows-the-api-only',
      comment:
        'office -> what the hub says of its API, domain/contract, domain/shared/{money,errors,ids,clock,quantity}, the look of the till',
      severity: 'error',
      from: { path: '^office/', pathNot: TESTS },
      to: {
        path: '^(domain|db|sync|electron|renderer|e2e|bench|scripts)/',
        pathNot: [
          '^sync/hub/office-api\\.ts$',
          '^domain/contract/',
          '^domain/shared/(money|errors|ids|clock|quantity)\\.ts$',
          '^renderer/(components|frame|keys|stores)/',
          '^renderer/(call-error|error-texts|theme)\\.ts$',
          '^renderer/main\\.css$',
        ],
      },
    },
    {
      name: 'office-reaches-no-till',
      comment: 'A component that calls a till, however far away, does not work in the office.',
      severity: 'error',
      from: { path: '^office/', pathNot: TESTS },
      to: { path: '^renderer/(client\\.ts|transport/)', reachable: true },
    },
    {
      name: 'screens-have-no-node',
      comment: 'The screens are sandboxed: no Node, no native module.',
      severity: 'error',
      from: { path: '^(renderer|office)/', pathNot: TESTS },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'screens-have-no-native-module',
      comment: 'What is native or speaks SQL stays in the main process.',
      severity: 'error',
      from: { path: '^(renderer|office)/' },
      to: { path: '(^|/)node_modules/(better-sqlite3|drizzle-orm|@node-rs)/|^(better-sqlite3|drizzle-orm|@node-rs/argon2)$' },
    },
    {
      name: 'sql-stays-in-db',
      comment: 'Whatever knows SQL lives in db/.',
      severity: 'error',
      from: { path: PRODUCT, pathNot: [TESTS, '^db/'] },
      to: { path: '(^|/)node_modules/(better-sqlite3|drizzle-orm)/|^(better-sqlite3|drizzle-orm)(/|$)' },
    },
    {
      name: 'electron-in-three-files',
      comment: 'Only the Electron host itself imports Electron; everything else runs under any host.',
      severity: 'error',
      from: { path: PRODUCT, pathNot: '^electron/(main|window|preload)\\.ts$' },
      to: { path: '(^|/)node_modules/electron/|^electron$' },
    },
    {
      name: 'product-without-tests',
      comment: 'What ships imports no test and no test tool.',
      severity: 'error',
      from: { path: PRODUCT, pathNot: TESTS },
      to: { path: '\\.test\\.tsx?$|(^|/)node_modules/(vitest|@playwright|@axe-core|fast-check)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(out|build|release|coverage)/' },
    tsPreCompilationDeps: true,
    parser: 'tsc',
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'node', 'default'] },
  },
};
