import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import vm from 'node:vm';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { claimTill } from '#electron/shells/single-instance.ts';
import { builtFile } from './built.ts';
import * as electron from './electron-stand-in.ts';
import { patience } from './patience.ts';

const dataDir = mkdtempSync(path.join(os.tmpdir(), 'electron-shell-'));
const theWindow = (): electron.BrowserWindow => {
  const [window, ...more] = electron.seen.windows;
  if (!window || more.length > 0) throw new Error(`${electron.seen.windows.length} windows`);
  return window;
};

beforeAll(async () => {
  builtFile('renderer/index.html');
  vi.stubEnv('TESSERA_DATA', dataDir);
  vi.stubEnv('TESSERA_DEMO', '1');
  vi.stubEnv('TESSERA_CENTRE', 'off');
  await import(pathToFileURL(builtFile('main/main.js')).href);
  await vi.waitUntil(() => electron.seen.windows.length > 0, patience);
});
afterAll(async () => {
  if (electron.seen.windows.length === 0) return;
  electron.app.emit('will-quit', { preventDefault: () => {} });
  await vi.waitUntil(() => electron.app.exit.mock.calls.length > 0, patience);
  rmSync(dataDir, { recursive: true });
});

test('one window, isolated and sandboxed, on our own page', () => {
  const window = theWindow();
  expect(electron.app.enableSandbox).toHaveBeenCalledOnce();
  expect(window.options.webPreferences).toEqual({
    preload: builtFile('preload/preload.cjs'),
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    webSecurity: true,
    webviewTag: false,
    spellcheck: false,
    devTools: false,
  });
  expect(window.loadURL.mock.calls).toEqual([['tessera://till/']]);
  expect(window.maximize).not.toHaveBeenCalled();
  window.emit('ready-to-show');
  expect(window.maximize).toHaveBeenCalledOnce();
});

test('a second start shows the window that is there', () => {
  expect(electron.app.requestSingleInstanceLock).toHaveBeenCalledOnce();
  expect(electron.app.setPath.mock.calls).toEqual([['userData', path.join(dataDir, 'electron')]]);
  theWindow().minimized = true;
  electron.app.emit('second-instance');
  expect(theWindow().restore).toHaveBeenCalledOnce();
  expect(theWindow().focus).toHaveBeenCalledOnce();
});

test('a browser shell started on the same data shows this window instead of opening the ledger twice', async () => {
  theWindow().focus.mockClear();
  expect(await claimTill(dataDir)).toEqual({
    first: false,
    running: { shell: 'electron', pid: process.pid, url: null },
  });
  expect(theWindow().focus).toHaveBeenCalledOnce();
});

const foreign = [
  'https://evil.example/',
  'tessera://till.evil/',
  'tessera://other/',
  'tessera://till@evil/',
  'tessera://user:word@till/',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'about:blank',
  'no address',
];

test.each(['will-navigate', 'will-frame-navigate', 'will-redirect'])(
  '%s leads only to our own pages',
  (way) => {
    const goesOn = (url: string): boolean => {
      const preventDefault = vi.fn<() => void>();
      theWindow().webContents.emit(way, { url, preventDefault });
      return preventDefault.mock.calls.length === 0;
    };
    expect(foreign.filter(goesOn)).toEqual([]);
    expect(goesOn('tessera://till/#/settings')).toBe(true);
  },
);

test('no further windows, no embedded pages, no devices, and no permission but our own page’s for a camera', () => {
  const { webContents } = theWindow();
  expect(webContents.setWindowOpenHandler.mock.calls[0]?.[0]()).toEqual({ action: 'deny' });
  const preventDefault = vi.fn<() => void>();
  webContents.emit('will-attach-webview', { preventDefault });
  expect(preventDefault).toHaveBeenCalledOnce();
  const { defaultSession } = electron.session;
  const camera = { isMainFrame: true, requestingUrl: 'tessera://till/', mediaTypes: ['video'] };
  const asked = (permission: string, more: object = {}): boolean | undefined => {
    let answer: boolean | undefined;
    const details = { ...camera, ...more };
    defaultSession.setPermissionRequestHandler.mock.calls[0]?.[0](
      webContents,
      permission,
      (granted) => (answer = granted),
      details,
    );
    return answer;
  };
  expect(asked('media')).toBe(true);
  expect(asked('geolocation')).toBe(false);
  for (const more of [
    { mediaTypes: ['video', 'audio'] },
    { mediaTypes: [] },
    { isMainFrame: false },
    { requestingUrl: 'https://till.example/' },
  ])
    expect(asked('media', more)).toBe(false);
  const may = (permission: string, origin: string, mediaType: string): boolean | undefined =>
    defaultSession.setPermissionCheckHandler.mock.calls[0]?.[0](webContents, permission, origin, {
      isMainFrame: true,
      mediaType,
    });
  expect(may('media', 'tessera://till', 'video')).toBe(true);
  expect(may('media', 'tessera://till', 'audio')).toBe(false);
  expect(may('media', 'https://till.example', 'video')).toBe(false);
  expect(may('hid', 'tessera://till', 'video')).toBe(false);
  expect(defaultSession.setDevicePermissionHandler.mock.calls[0]?.[0]({ deviceType: 'usb' })).toBe(false);
});

test('our scheme serves the built screens with their policy, and nothing beside them', async () => {
  expect(electron.seen.schemes).toEqual([
    {
      scheme: 'tessera',
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    },
  ]);
  const serve = electron.seen.protocols.get('tessera');
  const get = (url: string, method = 'GET') => serve?.(new Request(url, { method }));
  const page = await get('tessera://till/');
  expect(page?.status).toBe(200);
  expect(page?.headers.get('content-type')).toBe('text/html; charset=utf-8');
  const policy = page?.headers.get('content-security-policy') ?? '';
  const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? 'none';
  const text = (await page?.text()) ?? '';
  expect(text).toContain(nonce);
  const [, script] = /src="([^"]+\.js)"/.exec(text) ?? [];
  const asset = await get(new URL(script ?? '', 'tessera://till/').href);
  expect(asset?.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  for (const url of [
    'tessera://other/',
    'tessera://till/..%2f..%2fpackage.json',
    'tessera://till/..%2fmain%2fmain.js',
    'tessera://till/%00',
    'tessera://till/nothing-here.js',
  ])
    expect((await get(url))?.status).toBe(404);
  expect((await get('tessera://till/', 'POST'))?.status).toBe(404);
});

const ask = { t: 'req', id: 1, m: 'till.info', p: {} };
const answer = ['frame', { t: 'ok', id: 1, v: expect.objectContaining({ shell: 'electron', demo: true }) }];

test('only the top frame of our own page in our own window is answered', async () => {
  const { webContents } = theWindow();
  webContents.send.mockClear();
  const ours = { url: 'tessera://till/', parent: null };
  const strangers = [
    { sender: webContents, senderFrame: null },
    { sender: new electron.WebContents(), senderFrame: ours },
    { sender: webContents, senderFrame: { url: 'tessera://till/', parent: ours } },
    ...foreign.map((url) => ({ sender: webContents, senderFrame: { url, parent: null } })),
  ];
  for (const event of strangers) electron.ipcMain.emit('frame', event, { ...ask, id: 666 });
  electron.ipcMain.emit('frame', { sender: webContents, senderFrame: ours }, ask);
  // Answers come in the order of the questions, so a stranger's would stand before ours.
  await expect.poll(() => webContents.send.mock.calls, patience).toEqual([answer]);
});

test('a page that was reloaded never gets an answer that was meant for the one before', async () => {
  const { webContents } = theWindow();
  const event = { sender: webContents, senderFrame: { url: 'tessera://till/', parent: null } };
  webContents.send.mockClear();
  electron.ipcMain.emit('frame', event, { ...ask, id: 7 });
  webContents.emit('did-navigate');
  electron.ipcMain.emit('frame', event, ask);
  await expect.poll(() => webContents.send.mock.calls, patience).toEqual([answer]);
});

test('the customer display fills the second screen, and is answered as a display and never as the till', async () => {
  const till = theWindow();
  const from = (window: electron.BrowserWindow) => ({
    sender: window.webContents,
    senderFrame: { url: 'tessera://till/display.html', parent: null },
  });
  const openDisplay = async (): Promise<electron.BrowserWindow> => {
    const before = electron.seen.windows.length;
    electron.ipcMain.emit('frame', from(till), { t: 'req', id: 20, m: 'display.open', p: {} });
    await vi.waitUntil(() => electron.seen.windows.length > before, patience);
    return electron.seen.windows.at(-1) ?? till;
  };
  const alone = await openDisplay();
  expect(alone.options).toMatchObject({ width: 1024, height: 600, fullscreen: false });
  alone.close();
  electron.screens.push({ id: 2, bounds: { x: 1366, y: 0, width: 800, height: 480 } });
  const display = await openDisplay();
  expect(display.options).toMatchObject({ x: 1366, y: 0, width: 800, height: 480, fullscreen: true });
  expect(display.options.webPreferences).toEqual(till.options.webPreferences);
  expect(display.loadURL.mock.calls).toEqual([['tessera://till/display.html']]);
  expect(display.webContents.setWindowOpenHandler.mock.calls[0]?.[0]()).toEqual({ action: 'deny' });

  till.webContents.send.mockClear();
  for (const [id, m] of ['till.info', 'checkout.visit', 'members.find', 'display.info'].entries())
    electron.ipcMain.emit('frame', from(display), { t: 'req', id, m, p: {} });
  const refused = (id: number, message: string) => [
    'frame',
    { t: 'err', id, code: 'UNKNOWN_METHOD', message },
  ];
  await expect
    .poll(() => display.webContents.send.mock.calls, patience)
    .toEqual([
      refused(0, 'till.info'),
      refused(1, 'checkout.visit'),
      refused(2, 'members.find'),
      ['frame', { t: 'ok', id: 3, v: expect.objectContaining({ shop: 'Café Aurora' }) }],
    ]);
  // Opened again it is the same window, which comes to the front; and it does not outlive the till's.
  electron.ipcMain.emit('frame', from(till), { t: 'req', id: 21, m: 'display.open', p: {} });
  await vi.waitUntil(() => display.focus.mock.calls.length > 0, patience);
  till.emit('closed');
  expect(display.close).toHaveBeenCalledOnce();
});

test('the preload asks for electron alone and offers the pipe alone', () => {
  const asked: string[] = [];
  const require = (name: string) => {
    asked.push(name);
    return electron;
  };
  vm.runInNewContext(readFileSync(builtFile('preload/preload.cjs'), 'utf8'), { require });
  expect(asked).toEqual(['electron']);
  expect(electron.contextBridge.exposeInMainWorld).toHaveBeenCalledOnce();
  const [name, pipe] = electron.contextBridge.exposeInMainWorld.mock.calls[0] ?? [];
  expect(name).toBe('tessera');
  const { send, onFrame, ...rest } = pipe as {
    send(frame: unknown): void;
    onFrame(listener: (frame: unknown) => void): void;
  };
  expect(rest).toEqual({});
  send(ask);
  expect(electron.ipcRenderer.send.mock.calls).toEqual([['frame', ask]]);
  const heard: unknown[][] = [];
  onFrame((...what) => heard.push(what));
  electron.ipcRenderer.emit('frame', { sender: 'the event must not reach the page' }, ask);
  expect(heard).toEqual([[ask]]);
});
