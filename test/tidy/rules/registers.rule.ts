import path from 'node:path';
import type { House } from '../house.ts';
import { planting, type Rule } from '../rule.ts';

/** A shelf: what the door of a plug-in is called, and where it is registered. `(.*)` is the window or nothing. */
interface Shelf {
  folder: RegExp;
  door: (name: string) => string;
  register: (folder: string) => string;
  /** Whether each plug-in has a folder of its own, which then must have its door. */
  folders: boolean;
}

const shelf = (folder: string, role: string, register: string, folders: boolean): Shelf => ({
  folder: new RegExp(`^${folder}$`),
  door: (name) => (folders ? `${name}/${name}.${role}` : `${name}.${role}`),
  register: (found) => `${found}/${register}`,
  folders,
});

const shelves = [
  shelf('central/dashboard/pages', 'page.tsx', '../pages.ts', true),
  shelf('electron/devices/drivers', 'driver.ts', '../drivers.ts', true),
  shelf('renderer/[^/]+/screens', 'screen.tsx', '../screens.ts', true),
  shelf('resources/printers', 'json', '../../electron/printing/printer-models.ts', false),
  shelf('shared/api', 'api.ts', 'api.ts', false),
  shelf('shared/ledger/events', 'event.ts', '../events.ts', false),
  shelf('shared/programs', 'program.ts', 'programs.ts', true),
  shelf('shared/projections', 'projection.ts', 'projections.ts', true),
  shelf('shared/reports', 'report.ts', 'reports.ts', true),
  shelf('shared/scan/formats', 'format.ts', '../formats.ts', false),
  shelf('test/tidy/rules', 'rule.ts', '../rules.ts', false),
];

/** What stands on a shelf without being a plug-in. */
const guests: Readonly<Record<string, string>> = {
  'electron/devices/drivers/virtual-printer': 'the device itself; escpos-network drives it',
};

/** A plug-in that nobody registered runs nowhere and fails nothing, so only a rule can find it. */
export const registers: Rule = {
  promise: 'every plug-in has a door called after it, exports its own name and stands in its register',
  findings: (house) =>
    shelves.flatMap((one) => foldersOf(house, one).flatMap((folder) => faults(house, one, folder))),
  offenders: [
    planting(
      { 'shared/programs/lottery/lottery.program.ts': 'export const cashback = 1;' },
      'lottery.program.ts',
    ),
    planting({ 'shared/programs/lottery/rules.ts': '' }, 'shared/programs/lottery has no lottery.program.ts'),
    planting(
      { 'shared/ledger/events/value-lost.event.ts': 'export const valueLost = 1;' },
      'value-lost.event.ts',
    ),
    planting({ 'shared/scan/formats/gs1.format.ts': 'export const gs1 = 1;' }, 'gs1.format.ts'),
    planting(
      { 'shared/projections/debts/debts.projection.ts': 'export const debts = 1;' },
      'debts.projection.ts',
    ),
    planting({ 'shared/api/gift.api.ts': 'export const giftApi = 1;' }, 'gift.api.ts'),
    planting({ 'electron/devices/drivers/acme/acme.driver.ts': 'export const acme = 1;' }, 'acme.driver.ts'),
    planting(
      { 'renderer/cashier/screens/gift/gift.screen.tsx': 'export const gift = 1;' },
      'gift.screen.tsx',
    ),
    planting({ 'central/dashboard/pages/gift/gift.page.tsx': 'export const gift = 1;' }, 'gift.page.tsx'),
    planting({ 'resources/printers/acme-80.json': '{}' }, 'acme-80.json'),
    planting({ 'test/tidy/rules/gift.rule.ts': 'export const gift = 1;' }, 'gift.rule.ts'),
  ],
};

const foldersOf = (house: House, { folder }: Shelf): string[] => [
  ...new Set(
    house.paths.flatMap((file) => {
      const parts = file.split('/');
      return parts.map((_, depth) => parts.slice(0, depth).join('/')).filter((parent) => folder.test(parent));
    }),
  ),
];

function faults(house: House, one: Shelf, folder: string): string[] {
  const suffix = one.door('').replace(/^\//, '');
  const inside = house.paths
    .filter((file) => file.startsWith(`${folder}/`))
    .map((file) => file.slice(folder.length + 1));
  const names = one.folders
    ? inside.filter((file) => file.includes('/')).map((file) => file.split('/')[0] ?? '')
    : inside
        .filter((path) => !path.includes('/') && path.endsWith(suffix))
        .map((file) => file.slice(0, -suffix.length));
  const register = path.posix.normalize(one.register(folder));
  return [...new Set(names)].flatMap((name) => {
    const door = one.door(name);
    if (`${folder}/${name}` in guests) return [];
    if (!inside.includes(door)) return [`${folder}/${name} has no ${door.split('/').pop()}`];
    const known = house.has(register) && house.text(register).includes(`/${door}'`);
    const exported = door.endsWith('.json') || exportOf(name).test(house.text(`${folder}/${door}`));
    return [
      ...(known ? [] : [`${folder}/${door} is not registered in ${register}`]),
      ...(exported ? [] : [`${folder}/${door} does not export ${camel(name)}`]),
    ];
  });
}

/** `points` or, for a component, `PointsPage`. */
const exportOf = (name: string): RegExp => {
  const own = camel(name);
  return new RegExp(`export (const|function) (${own}|${own.charAt(0).toUpperCase()}${own.slice(1)})`);
};

const camel = (name: string): string =>
  name.replaceAll(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
