import os from 'node:os';
import path from 'node:path';
import { terminalLog as say } from '#electron/platform/log.ts';
import { nodeMachine } from '#electron/platform/machine.ts';
import { readTillConfig } from '#electron/platform/till-config.ts';
import { openTwoTills, type TwoTills } from '#electron/training/two-tills.ts';
import { Trouble } from '#shared/base/trouble.ts';
import { defaultDataDir } from '../data-folder.ts';
import { claimTill, type FirstClaim } from '../single-instance.ts';
import type { Running } from '../till-door.ts';
import { createAdmission } from './admission.ts';
import { startLoopbackServer, type LoopbackServer } from './loopback-server.ts';
import { findBrowser, openWindow } from './open-browser.ts';
import { openTillWindow } from './till-window.ts';
import { showTrouble } from './trouble-page.ts';

const { env } = process;
const browser = findBrowser(env, process.platform);
const config = readTillConfig(env, defaultDataDir(process.platform, env, os.homedir()));
const profileDir = path.join(config.dataDir, 'browser');

try {
  await start();
} catch (error) {
  if (!(error instanceof Trouble)) throw error;
  console.error(`[tessera] ${error.message}`);
  if (browser && !error.code.startsWith('PORT_')) await showTrouble(browser, error.message);
  process.exit(1);
}

async function start(): Promise<void> {
  const port = readPort(env['TESSERA_PORT'] ?? '');
  const claim = await claimTill(config.dataDir);
  if (!claim.first) return join(claim.running);
  try {
    await serve(claim, port);
  } catch (error) {
    await claim.release();
    throw error;
  }
}

async function serve(claim: FirstClaim, port: number): Promise<void> {
  let tills: TwoTills | undefined;
  const server = await startLoopbackServer({
    root: path.resolve(import.meta.dirname, '../renderer'),
    port,
    admission: createAdmission({ ...nodeMachine, ticksMs: () => performance.now() }),
    // Nobody is let in before there is a launch URL, and that comes after the till.
    attach: (port, kind) => (kind === 'display' ? tills?.attachDisplay(port) : tills?.attach(port)),
  });
  tills = await openTwoTills({
    ...config,
    shell: 'browser',
    openDisplay: () => ({ url: server.launchUrl('display') }),
  });
  claim.answer(() => ({ shell: 'browser', pid: process.pid, url: server.launchUrl() }));

  const stop = once(async () => {
    claim.answer(null);
    window?.close();
    await server.close();
    await tills.close();
    await claim.release();
    process.exit(0);
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  const window = show(server, stop);
}

function show(server: LoopbackServer, stop: () => void): { close(): void } | undefined {
  const startedMs = Number(env['TESSERA_STARTED_MS']) || performance.timeOrigin;
  const ready = once(() => {
    const nowMs = performance.timeOrigin + performance.now();
    say(`ready in ${((nowMs - startedMs) / 1000).toFixed(1)} s`);
  });
  if (browser) {
    server.onWindows(ready);
    return openTillWindow({
      browser,
      profileDir,
      server,
      keep: env['TESSERA_KEEP'] === '1',
      say,
      onEnd: stop,
    });
  }
  if (env['TESSERA_NO_BROWSER'] !== '1')
    say('no Chromium, Chrome or Edge can open a window here; any browser of this computer will do');
  say(`open this once, within a minute: ${server.launchUrl()}`);
  ready();
  return undefined;
}

/** A second start: the till that runs already gets a window, and this process is done. */
function join(running: Running): void {
  const already = `Tessera already runs on this data (process ${running.pid})`;
  if (running.url === null) return say(`${already} in its own window, which is in front now`);
  if (!browser) return say(`${already}; open this once, within a minute: ${running.url}`);
  openWindow(browser, { url: running.url, profileDir, outlivesUs: true });
  say(`${already}; a window on it was opened`);
}

function readPort(text: string): number {
  const port = Number(text);
  if (/^\d{0,5}$/.test(text) && port <= 65_535) return port;
  throw new Trouble('PORT_WRONG', `TESSERA_PORT is "${text}"; it can be a number up to 65535.`);
}

function once(run: () => unknown): () => void {
  let ran = false;
  return () => {
    if (!ran) run();
    ran = true;
  };
}
