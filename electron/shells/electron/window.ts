import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { app, BrowserWindow, protocol, type WebPreferences } from 'electron';
import { readPageFile } from '../page-files.ts';
import { isOurPage, SCHEME, START_URL } from './our-page.ts';

const built = path.resolve(import.meta.dirname, '..');

/** Must be called before Electron is ready, in the first turn of the program. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

/** Serves the built screens, and nothing else, under our scheme. */
export function serveScreens(): void {
  protocol.handle(SCHEME, async (request) => {
    const notFound = new Response('Not Found', { status: 404 });
    if (!isOurPage(request.url) || request.method !== 'GET') return notFound;
    const { pathname } = new URL(request.url);
    const page = await readPageFile(
      path.join(built, 'renderer'),
      pathname,
      randomBytes(16).toString('base64'),
    );
    return page ? new Response(page.body, { headers: page.headers }) : notFound;
  });
}

/** What both windows are: their pages run sandboxed and isolated, and reach the till through the preload's pipe only. */
export const webPreferences = (): WebPreferences => ({
  preload: path.join(built, 'preload/preload.cjs'),
  contextIsolation: true,
  sandbox: true,
  nodeIntegration: false,
  webSecurity: true,
  webviewTag: false,
  spellcheck: false,
  devTools: !app.isPackaged,
});

/** The till's own window. */
export function createWindow(): BrowserWindow {
  const window = new BrowserWindow({
    width: 1366,
    height: 768,
    minWidth: 800,
    minHeight: 560,
    show: false,
    autoHideMenuBar: true,
    webPreferences: webPreferences(),
  });
  window.once('ready-to-show', () => window.maximize());
  return window;
}

/** Shows the first screen, and shows it again when the page's process dies while somebody works at it. */
export function showScreens(window: BrowserWindow, url = START_URL): void {
  let shownMs = performance.now();
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    // A page that dies at once would die for ever.
    if (reason === 'clean-exit' || performance.now() - shownMs < 10_000) return;
    shownMs = performance.now();
    window.webContents.reload();
  });
  void window.loadURL(url);
}

/** Brings the till's window in front of everything, for somebody who started Tessera again. */
export function bringToFront(window: BrowserWindow | undefined): void {
  if (window?.isMinimized()) window.restore();
  window?.focus();
}
