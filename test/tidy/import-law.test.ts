import { describe, expect, test } from 'vitest';
import { importFaults } from './import-faults.ts';
import { readImports } from './import-graph.ts';
import { bans, flow } from './import-law.ts';
import { packagesOf, readHouse, smallHouse, withFiles } from './house.ts';

const house = readHouse(process.cwd());
const packages = packagesOf(house);
/** What the law says about one planted file, in the real house. */
const faultsIn = (file: string, text: string): string[] =>
  importFaults(readImports(withFiles(house, { ...targets, [file]: text }), [file]), packages);

/** A bad import for every law that is not about the order of shared: law, file, text. */
const offenders: readonly [law: string, file: string, text: string][] = [
  ['no-broken-imports', 'shared/base/planted.ts', `import './not-here.ts';`],
  ['declared-packages-only', 'electron/store/planted.ts', `import 'iconv-lite';`],
  ['declared-packages-only', 'electron/platform/planted.ts', `import fs from 'fs';`],
  ['tests-are-leaves', 'electron/platform/planted.ts', `import '#test/tidy/house.ts';`],
  ['tests-are-leaves', 'shared/money/planted.ts', `import './money.test.ts';`],
  ['shared-is-pure', 'shared/base/planted.ts', `import 'node:crypto';`],
  ['shared-is-pure', 'shared/base/planted.ts', `import { i } from 'i18next';`],
  ['shared-is-pure', 'shared/base/planted.ts', `import type { R } from '#electron/planted-target.ts';`],
  ['electron-stays-home', 'electron/platform/planted.ts', `import '#renderer/planted-target.ts';`],
  ['electron-stays-home', 'electron/platform/planted.ts', `import '#central/planted-target.ts';`],
  ['screens-ask-the-api', 'renderer/cashier/planted.tsx', `import '#electron/planted-target.ts';`],
  ['screens-ask-the-api', 'renderer/cashier/planted.tsx', `import 'node:fs';`],
  ['screens-ask-the-api', 'renderer/cashier/planted.tsx', `await import('electron');`],
  ['screens-decide-nothing', 'renderer/cashier/planted.tsx', `import '#shared/visit/decide.ts';`],
  ['screens-decide-nothing', 'renderer/cashier/planted.tsx', `import '#shared/programs/programs.ts';`],
  ['central-stands-alone', 'central/planted.ts', `import '#electron/planted-target.ts';`],
  ['central-stands-alone', 'central/planted.ts', `import '#renderer/planted-target.ts';`],
  ['central-stands-alone', 'central/planted.ts', `import '#shared/api/api.ts';`],
  ['dashboard-asks-over-http', 'central/dashboard/planted.tsx', `import '#central/store/planted-target.ts';`],
  ['dashboard-asks-over-http', 'central/dashboard/planted.tsx', `import 'node:os';`],
  ['design-system-knows-no-data', 'renderer/ui/planted.tsx', `import '#renderer/planted-target.ts';`],
  ['one-door-to-sqlite', 'electron/checkout/planted.ts', `import Database from 'better-sqlite3';`],
  ['one-door-to-sqlite', 'electron/sync/planted.ts', `import type D from 'better-sqlite3';`],
  ['one-door-to-sqlite', 'electron/sync/planted.ts', `import { DatabaseSync } from 'node:sqlite';`],
  ['one-door-to-postgres', 'central/http/planted.ts', `import pg from 'pg';`],
  ['one-door-to-electron', 'electron/shells/browser/planted.ts', `import { app } from 'electron';`],
  ['one-door-to-electron', 'electron/platform/planted.ts', `const { app } = require('electron');`],
  ['one-door-to-devices', 'electron/printing/planted.ts', `import net from 'node:net';`],
  ['one-door-to-devices', 'electron/devices/drivers/acme/acme.driver.ts', `import net from 'node:net';`],
  ['one-door-to-escpos', 'electron/checkout/planted.ts', `import 'node-thermal-printer';`],
  ['devices-know-no-business', 'electron/devices/planted.ts', `import '#shared/ledger/events.ts';`],
  [
    'devices-know-no-business',
    'electron/devices/planted.ts',
    `type F = import('#shared/ledger/events.ts').Fact;`,
  ],
  ['devices-know-no-business', 'electron/devices/planted.ts', `export * from '#electron/planted-target.ts';`],
  ['store-serves-all', 'electron/store/planted.ts', `import '#electron/planted-target.ts';`],
  ['centre-store-serves-all', 'central/store/planted.ts', `import '#central/planted-target.ts';`],
  ['plug-ins-are-strangers', 'shared/programs/points/planted.ts', `import '../stamps/stamps.program.ts';`],
  [
    'plug-ins-are-strangers',
    'shared/projections/cards/planted.ts',
    `import '#shared/projections/members/members.projection.ts';`,
  ],
  ['plug-ins-are-strangers', 'shared/scan/formats/planted.format.ts', `import './member-card.format.ts';`],
  ['plug-ins-are-strangers', 'shared/ledger/events/planted.event.ts', `import './card-blocked.event.ts';`],
  ['plug-ins-are-strangers', 'shared/print/documents/planted.document.ts', `import './voucher.document.ts';`],
  [
    'plug-ins-are-strangers',
    'electron/devices/drivers/acme/planted.ts',
    `import '../rival/rival.driver.ts';`,
  ],
  ['plug-ins-are-strangers', 'renderer/cashier/screens/a/a.screen.tsx', `import '../b/b.screen.tsx';`],
  ['plug-ins-are-strangers', 'central/dashboard/pages/a/a.page.tsx', `import '../b/b.page.tsx';`],
];

/** What the offenders import, so that a law and not a missing file speaks against them. */
const targets: Record<string, string> = {
  'electron/planted-target.ts': '',
  'renderer/planted-target.ts': '',
  'central/planted-target.ts': '',
  'central/store/planted-target.ts': '',
  'electron/devices/drivers/rival/rival.driver.ts': '',
  'renderer/cashier/screens/b/b.screen.tsx': '',
  'central/dashboard/pages/b/b.page.tsx': '',
  'shared/money/money.test.ts': '',
};

test('nobody in the house imports what the law forbids', () => {
  const imports = readImports(house);
  expect(importFaults(imports, packages)).toEqual([]);
  expect(imports.length).toBeGreaterThan(200);
});

describe('each law catches its offender', () => {
  test.each(offenders)('%s in %s: %s', (law, file, text) => {
    expect(faultsIn(file, text).join('\n')).toContain(`[${law}]`);
  });

  test('every law has an offender here', () => {
    const proven = new Set(offenders.map(([law]) => law));
    const order = new Set(flow.map((folder) => `${folder}-looks-back-only`));
    expect(bans.map(({ name }) => name).filter((name) => !proven.has(name) && !order.has(name))).toEqual([]);
  });

  test.each(flow.slice(0, -1))('shared/%s may not look at what comes after it', (folder) => {
    const later = flow.slice(flow.indexOf(folder) + 1);
    const planted = smallHouse({
      ...Object.fromEntries(flow.map((name) => [`shared/${name}/door.ts`, ''])),
      [`shared/${folder}/planted.ts`]: flow.map((name) => `import '../${name}/door.ts';`).join('\n'),
    });
    const faults = importFaults(readImports(planted), packages);
    expect(faults.map((fault) => /imports shared\/([a-z-]+)/.exec(fault)?.[1])).toEqual(later);
  });

  test('a circle is named from its first file on', () => {
    const planted = smallHouse({
      'shared/base/a.ts': `import type { B } from './b.ts';`,
      'shared/base/b.ts': `import './c.ts';`,
      'shared/base/c.ts': `export * from './a.ts';`,
      'shared/base/d.ts': `import './a.ts';`,
    });
    expect(importFaults(readImports(planted), packages)).toEqual([
      'shared/base/a.ts -> shared/base/b.ts -> shared/base/c.ts -> shared/base/a.ts [no-circles] A circle has no beginning to read from.',
    ]);
  });
});

test('a line, a type, a re-export, a dynamic import and a require are all seen', () => {
  const planted = smallHouse({
    'shared/base/b.ts': '',
    'shared/base/a.ts': [
      `import type { A } from './b.ts';`,
      `export type { B } from './b.ts';`,
      `const c = await import('./b.ts');`,
      `type D = import('./b.ts').D;`,
      `const e = require('./b.ts');`,
      `const text = "import './b.ts'"; // import './b.ts'`,
    ].join('\n'),
  });
  expect(readImports(planted).map(({ line, to }) => `${line} ${to}`)).toEqual(
    [1, 2, 3, 4, 5].map((line) => `${line} shared/base/b.ts`),
  );
});
