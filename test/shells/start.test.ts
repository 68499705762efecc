import { chmodSync, mkdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { chooseShell } from '#electron/shells/choose-shell.mjs';
import { electronBinary, findElectron } from '#electron/shells/electron-binary.mjs';
import { buildIsFresh } from '#electron/shells/fresh-build.mjs';
import { builtFile } from './built.ts';
import { quietTill, runNode, temporaryFolder, type Running } from './shell-process.ts';

const startFile = fileURLToPath(import.meta.resolve('#electron/shells/start.mjs'));
const electronPackage = fileURLToPath(import.meta.resolve('electron/package.json'));
const wanted = (JSON.parse(readFileSync(electronPackage, 'utf8')) as { version: string }).version;

/** Runs `npm start`'s program without building: what was built is what is tested. */
function start(env: Record<string, string>, nodeOptions: string[] = []): Running {
  builtFile('main/browser.js');
  return runNode([...nodeOptions, startFile], env);
}

/** A folder that looks like Electron's own, with a program in it that only says how it was called. */
function pretendedElectron(version: string | null): string {
  const folder = temporaryFolder();
  if (version) writeFileSync(path.join(folder, 'version'), version);
  writeFileSync(path.join(folder, 'electron'), '#!/bin/sh\necho "electron was given $*"\nexit 7\n');
  chmodSync(path.join(folder, 'electron'), 0o755);
  return folder;
}

test('without Electron the browser shell starts, and one line says which and why', async () => {
  const till = start({ ...quietTill(temporaryFolder()), ELECTRON_OVERRIDE_DIST_PATH: temporaryFolder() });
  await till.hear(/ready in \d+\.\d s/);
  expect(till.said().split('\n')[0]).toBe(
    `[tessera] shell: browser (Electron's binary is not installed; "npx install-electron" brings it where GitHub can be reached)`,
  );
  till.child.kill('SIGTERM');
  expect(await till.ended()).toBe(0);
});

test('an Electron of another version is not used, and both versions are named', async () => {
  const till = start({
    ...quietTill(temporaryFolder()),
    ELECTRON_OVERRIDE_DIST_PATH: pretendedElectron('12.3.4'),
  });
  await till.hear(/ready in/);
  expect(till.said()).toContain(`shell: browser (Electron ${wanted} is wanted and 12.3.4 is installed)`);
});

test('Electron is run on this checkout, and its exit code is ours', async () => {
  const folder = pretendedElectron(wanted);
  const till = start({ ELECTRON_OVERRIDE_DIST_PATH: folder, TESSERA_SHELL: 'electron' });
  expect(await till.ended()).toBe(7);
  const root = path.resolve(path.dirname(startFile), '../..');
  expect(till.said()).toBe(
    `[tessera] shell: electron (asked for with TESSERA_SHELL)\nelectron was given ${root}\n`,
  );
});

test('TESSERA_SHELL=electron without Electron ends in words, and starts nothing', async () => {
  const till = start({
    ...quietTill(temporaryFolder()),
    ELECTRON_OVERRIDE_DIST_PATH: temporaryFolder(),
    TESSERA_SHELL: 'electron',
  });
  expect(await till.ended()).toBe(1);
  expect(till.said()).toMatch(
    /^\[tessera\] TESSERA_SHELL asks for electron, and that cannot be: Electron's binary is not installed; .*\n$/,
  );
});

test('TESSERA_SHELL=browser wins over an Electron that is there', async () => {
  const till = start({
    ...quietTill(temporaryFolder()),
    ELECTRON_OVERRIDE_DIST_PATH: pretendedElectron(wanted),
    TESSERA_SHELL: 'browser',
  });
  await till.hear(/ready in/);
  expect(till.said()).toContain('shell: browser (asked for with TESSERA_SHELL)');
});

test('a port that is taken ends the start in words', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await new Promise((listening) => other.once('listening', listening));
  const { port } = other.address() as AddressInfo;
  const till = start({
    ...quietTill(temporaryFolder()),
    TESSERA_SHELL: 'browser',
    TESSERA_PORT: String(port),
  });
  expect(await till.ended()).toBe(1);
  expect(till.said()).toContain(`[tessera] Port ${port} is taken by another program. TESSERA_PORT=`);
  await new Promise((closed) => other.close(closed));
});

/** Makes the program believe that it runs on Node 20. */
const onNode20 = [
  '--import',
  'data:text/javascript,Object.defineProperty(process,"versions",{value:{...process.versions,node:"20.20.2"}})',
];

test('started with an old Node, it goes on with the one that npm installed', async () => {
  const till = start({ ...quietTill(temporaryFolder()), TESSERA_SHELL: 'browser' }, onNode20);
  await till.hear(/ready in/);
  till.child.kill('SIGTERM');
  expect(await till.ended()).toBe(0);
});

test('with an old Node and no other, it says what to do', async () => {
  const till = start({ ...quietTill(temporaryFolder()), TESSERA_NODE_TRIED: '1' }, onNode20);
  expect(await till.ended()).toBe(1);
  expect(till.said()).toContain('[tessera] Tessera needs Node.js 22.12 or later');
  expect(till.said()).toContain('elsewhere install Node 24');
});

const electron = { binary: '/opt/electron' };
const missing = { missing: 'it is not here' };
test.each([
  [
    { asked: undefined, electron, screen: true, root: false },
    { shell: 'electron', why: '/opt/electron' },
  ],
  [
    { asked: undefined, electron: missing, screen: true, root: false },
    { shell: 'browser', why: 'it is not here' },
  ],
  [
    { asked: undefined, electron, screen: false, root: false },
    { shell: 'browser', why: 'there is no screen for an Electron window' },
  ],
  [
    { asked: undefined, electron, screen: true, root: true },
    { shell: 'browser', why: 'Electron does not run as root' },
  ],
  [
    { asked: 'electron', electron, screen: false, root: true },
    { shell: 'electron', binary: '/opt/electron' },
  ],
  [
    { asked: 'firefox', electron, screen: true, root: false },
    { refusal: 'TESSERA_SHELL is "firefox"; it can be electron or browser.' },
  ],
])('the choice from %o', (known, choice) => {
  expect(chooseShell(known)).toMatchObject(choice);
});

test('Electron counts as installed only when its installer came to the end', () => {
  const root = temporaryFolder();
  const folder = path.join(root, 'node_modules/electron');
  const where = { root, env: {}, platform: 'linux' };
  expect(findElectron(where)).toEqual({ missing: 'Electron is not among the installed packages' });
  mkdirSync(path.join(folder, 'dist'), { recursive: true });
  writeFileSync(path.join(folder, 'package.json'), '{"version":"9.9.9"}');
  writeFileSync(path.join(folder, 'dist/version'), 'v9.9.9\n');
  writeFileSync(path.join(folder, 'dist/electron'), '');
  expect(electronBinary(where)).toBeUndefined();
  writeFileSync(path.join(folder, 'path.txt'), 'electron');
  expect(electronBinary(where)).toBe(path.join(folder, 'dist/electron'));
  expect(electronBinary({ ...where, platform: 'win32' })).toBeUndefined();
  writeFileSync(path.join(folder, 'dist/version'), '9.9.8');
  expect(findElectron(where)).toEqual({ missing: 'Electron 9.9.9 is wanted and 9.9.8 is installed' });
});

test('a build is fresh until a source changes, comes or goes', () => {
  const root = temporaryFolder();
  const put = (file: string, atS: number): void => {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), '');
    utimesSync(path.join(root, file), atS, atS);
  };
  const built = [
    'out/main/main.js',
    'out/main/browser.js',
    'out/preload/preload.cjs',
    'out/renderer/index.html',
  ];
  const age = (place: string, atS: number): void => utimesSync(path.join(root, place), atS, atS);
  put('electron/till.ts', 100);
  put('shared/api/api.ts', 100);
  for (const folder of ['electron', 'shared', 'shared/api']) age(folder, 100);
  expect(buildIsFresh(root)).toBe(false);
  for (const file of built) put(file, 200);
  expect(buildIsFresh(root)).toBe(true);
  put('shared/api/api.test.ts', 300);
  age('shared/api', 100);
  expect(buildIsFresh(root)).toBe(true);
  age('shared/api/api.ts', 300);
  expect(buildIsFresh(root)).toBe(false);
  age('shared/api/api.ts', 100);
  age('shared/api', 300);
  expect(buildIsFresh(root)).toBe(false);
  age('shared/api', 100);
  age('out/preload/preload.cjs', 50);
  expect(buildIsFresh(root)).toBe(false);
});
