import { mkdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { app, dialog, type BrowserWindow } from 'electron';
import { terminalLog as say } from '#electron/platform/log.ts';
import { readTillConfig } from '#electron/platform/till-config.ts';
import { openTwoTills, type TwoTills } from '#electron/training/two-tills.ts';
import { Trouble } from '#shared/base/trouble.ts';
import { defaultDataDir } from '../data-folder.ts';
import { claimTill, type FirstClaim } from '../single-instance.ts';
import { closeDisplay, showDisplay } from './display-window.ts';
import { lockNavigation, lockPermissions } from './lock-down.ts';
import { servePages } from './page-port.ts';
import { bringToFront, createWindow, registerScheme, serveScreens, showScreens } from './window.ts';

const { env } = process;
let window: BrowserWindow | undefined;
const config = readTillConfig(env, defaultDataDir(process.platform, env, os.homedir()));

// Electron's own lock belongs to its profile, so the profile lies with the data: one Electron per data folder.
if (!keepProfileIn(config.dataDir) || app.requestSingleInstanceLock()) prepare();
else app.quit();

function prepare(): void {
  app.enableSandbox();
  registerScheme();
  app.on('web-contents-created', (_event, contents) => lockNavigation(contents));
  app.on('second-instance', () => bringToFront(window));
  app.on('window-all-closed', () => app.quit());
  void app.whenReady().then(start).catch(explain);
}

async function start(): Promise<void> {
  const claim = await claimTill(config.dataDir);
  if (!claim.first) {
    const { pid } = claim.running;
    throw new Trouble(
      'TILL_IS_OPEN',
      `Tessera is already open on this data (process ${pid}). Close that window first, then start again.`,
    );
  }
  const tills: TwoTills = await openTwoTills({
    ...config,
    shell: 'electron',
    openDisplay: () => {
      showDisplay((port) => tills.attachDisplay(port), window);
      return { url: null };
    },
  }).catch(async (error: unknown) => {
    await claim.release();
    throw error;
  });
  closeBeforeQuitting(tills, claim);
  lockPermissions();
  serveScreens();
  window = createWindow();
  window.once('closed', closeDisplay);
  window.once('ready-to-show', sayReady);
  servePages(window.webContents, (port) => tills.attach(port));
  showScreens(window);
  claim.answer(() => {
    bringToFront(window);
    return { shell: 'electron', pid: process.pid, url: null };
  });
}

/** Quitting waits for the till to put its ledger away. */
function closeBeforeQuitting(tills: TwoTills, claim: FirstClaim): void {
  let closing = false;
  app.on('will-quit', (event) => {
    event.preventDefault();
    if (closing) return;
    closing = true;
    claim.answer(null);
    void tills
      .close()
      .then(() => claim.release())
      .finally(() => app.exit(0));
  });
}

/** Somebody who starts a till is told in words why it does not; our own mistakes keep their trace for the log. */
function explain(error: unknown): void {
  if (!(error instanceof Trouble)) console.error(error);
  const words = error instanceof Error ? error.message : String(error);
  say(words);
  dialog.showErrorBox('Tessera cannot start', words);
  app.exit(1);
}

function keepProfileIn(dataDir: string): boolean {
  const profile = path.join(dataDir, 'electron');
  try {
    mkdirSync(profile, { recursive: true, mode: 0o700 });
    app.setPath('userData', profile);
    return true;
  } catch {
    return false;
  }
}

function sayReady(): void {
  const startedMs = Number(env['TESSERA_STARTED_MS']) || performance.timeOrigin;
  say(`ready in ${((performance.timeOrigin + performance.now() - startedMs) / 1000).toFixed(1)} s`);
}
