import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { claimTill } from '#electron/shells/single-instance.ts';
import { builtFile } from './built.ts';
import { patience } from './patience.ts';

let dataDir: string;
let electron: typeof import('./electron-stand-in.ts');
beforeEach(async () => {
  dataDir = mkdtempSync(path.join(os.tmpdir(), 'electron-start-'));
  vi.stubEnv('TESSERA_DATA', dataDir);
  vi.stubEnv('TESSERA_CENTRE', 'off');
  vi.resetModules();
  electron = await import('./electron-stand-in.ts');
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(dataDir, { recursive: true });
});
const start = () => import(pathToFileURL(builtFile('main/main.js')).href);

/** What the box says, once somebody reads it. */
async function words(): Promise<string> {
  await vi.waitUntil(() => electron.app.exit.mock.calls.length > 0, patience);
  const [title, text] = electron.dialog.showErrorBox.mock.calls[0] ?? [];
  return `${title}: ${text}`;
}

test('a damaged ledger is told in words, without a window and without a trace of code', async () => {
  writeFileSync(path.join(dataDir, 'till.db'), 'this was a database once '.repeat(100));
  await start();
  expect(await words()).toMatch(/^Tessera cannot start: .*damaged\. Restore it from a backup/);
  expect(await words()).not.toMatch(/\bat .*:\d+:\d+/);
  expect(electron.app.exit.mock.calls).toEqual([[1]]);
  expect(electron.seen.windows).toHaveLength(0);
});

test('a till that is open in a browser keeps its ledger', async () => {
  const claim = await claimTill(dataDir);
  if (!claim.first) throw new Error('the folder was fresh');
  claim.answer(() => ({ shell: 'browser', pid: 4711, url: 'http://127.0.0.1:7/#k=1' }));
  await start();
  expect(await words()).toBe(
    'Tessera cannot start: Tessera is already open on this data (process 4711). Close that window first, then start again.',
  );
  expect(electron.seen.windows).toHaveLength(0);
  await claim.release();
});

test('a second Electron on the same data leaves at once', async () => {
  electron.app.requestSingleInstanceLock.mockReturnValue(false);
  await start();
  expect(electron.app.quit).toHaveBeenCalledOnce();
  expect(electron.seen.schemes).toEqual([]);
  const claim = await claimTill(dataDir);
  expect(claim.first).toBe(true);
  if (claim.first) await claim.release();
});

test('a page that dies in the middle of work is shown again, one that dies at once is not', async () => {
  vi.stubEnv('TESSERA_DEMO', '1');
  await start();
  await vi.waitUntil(() => electron.seen.windows.length > 0, patience);
  const [window] = electron.seen.windows;
  const now = vi.spyOn(performance, 'now');
  const diesAfter = (ms: number): void => {
    now.mockReturnValue(performance.now() + ms);
    window?.webContents.emit('render-process-gone', {}, { reason: 'crashed' });
  };
  diesAfter(60_000);
  expect(window?.webContents.reload).toHaveBeenCalledTimes(1);
  diesAfter(500);
  expect(window?.webContents.reload).toHaveBeenCalledTimes(1);
  now.mockRestore();
  electron.app.emit('will-quit', { preventDefault: () => {} });
  await vi.waitUntil(() => electron.app.exit.mock.calls.length > 0, patience);
  expect((await claimTill(dataDir)).first).toBe(true);
});
