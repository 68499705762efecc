import { readdirSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import { expect, test, vi } from 'vitest';
import { builtFile } from './built.ts';
import { dial, enter, request, tokenIn } from './dial.ts';
import { patience } from './patience.ts';
import { pretendedBrowser, urlOf } from './pretended-browser.ts';
import { quietTill, runNode, temporaryFolder, type Running } from './shell-process.ts';

const address = /open this once, within a minute: (http:\/\/127\.0\.0\.1:\d+\/#k=[\w-]+)/;
const baseOf = (url: string): string => url.split('#')[0] ?? '';
const startTill = (env: Record<string, string>): Running => runNode([builtFile('main/browser.js')], env);

/** Asks a running till who it is, over the socket its page would use. */
async function tillInfo(launchUrl: string): Promise<unknown> {
  const { socket } = await enter(baseOf(launchUrl), tokenIn(launchUrl));
  const answer = new Promise((resolve) =>
    socket.once('message', (data) => resolve(JSON.parse(String(data)))),
  );
  socket.send(JSON.stringify({ t: 'req', id: 1, m: 'till.info', p: {} }));
  const frame = await answer;
  socket.close();
  return frame;
}

test('the till prints one address that opens it, says when it was ready, and stops cleanly', async () => {
  const dataDir = temporaryFolder();
  const till = startTill(quietTill(dataDir));
  const url = await till.hear(address);
  await till.hear(/ready in \d+\.\d s/);
  expect(await request(baseOf(url), '/')).toMatchObject({ status: 200 });
  expect(await tillInfo(url)).toMatchObject({ t: 'ok', v: { shell: 'browser', demo: true } });
  till.child.kill('SIGTERM');
  expect(await till.ended()).toBe(0);
  expect(till.said()).not.toContain('rror');
  expect(readdirSync(path.join(dataDir, 'run'))).toEqual([]);
});

test('a second start gives a working address of the till that runs, and is done', async () => {
  const dataDir = temporaryFolder();
  const first = startTill(quietTill(dataDir));
  const firstUrl = await first.hear(address);
  const second = startTill({ ...quietTill(dataDir), TESSERA_PORT: new URL(firstUrl).port });
  expect(await second.ended()).toBe(0);
  expect(second.said()).toContain(`Tessera already runs on this data (process ${first.child.pid})`);
  const secondUrl = await second.hear(address);
  expect(baseOf(secondUrl)).toBe(baseOf(firstUrl));
  expect(tokenIn(secondUrl)).not.toBe(tokenIn(firstUrl));
  expect(await tillInfo(secondUrl)).toMatchObject({ t: 'ok' });
  expect(await dial(baseOf(secondUrl), tokenIn(secondUrl))).toEqual({ status: 401 });
});

test('after a till was killed the next start works at once, on the same ledger', async () => {
  const dataDir = temporaryFolder();
  const killed = startTill(quietTill(dataDir));
  await killed.hear(address);
  killed.child.kill('SIGKILL');
  await killed.ended();
  const next = startTill(quietTill(dataDir));
  expect(await tillInfo(await next.hear(address))).toMatchObject({ t: 'ok' });
});

test('a port that is taken is told in words', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await new Promise((listening) => other.once('listening', listening));
  const { port } = other.address() as AddressInfo;
  const till = startTill({ ...quietTill(temporaryFolder()), TESSERA_PORT: String(port) });
  expect(await till.ended()).toBe(1);
  expect(till.said()).toMatch(
    new RegExp(`^\\[tessera\\] Port ${port} is taken by another program\\. TESSERA_PORT=\\d+ is free; .*\n$`),
  );
  await new Promise((closed) => other.close(closed));
});

test('a port that is none is told in words', async () => {
  const till = startTill({ ...quietTill(temporaryFolder()), TESSERA_PORT: '70000' });
  expect(await till.ended()).toBe(1);
  expect(till.said()).toBe('[tessera] TESSERA_PORT is "70000"; it can be a number up to 65535.\n');
});

test('a damaged ledger is told in words', async () => {
  const dataDir = temporaryFolder();
  writeFileSync(path.join(dataDir, 'till.db'), 'this was a database once '.repeat(100));
  const till = startTill(quietTill(dataDir));
  expect(await till.ended()).toBe(1);
  expect(till.said()).toMatch(/^\[tessera\] .*damaged\. Restore it from a backup.*\n$/);
});

async function startWithWindow(env: Record<string, string> = {}) {
  const folder = temporaryFolder();
  const browser = pretendedBrowser(folder);
  const dataDir = path.join(folder, 'data');
  const till = startTill({
    ...quietTill(dataDir),
    TESSERA_NO_BROWSER: '',
    TESSERA_BROWSER: browser.file,
    ...env,
  });
  await till.hear(/window opened with/);
  await vi.waitUntil(() => browser.started().length === 1, patience);
  return { browser, till, dataDir, url: urlOf(browser.started()[0]) };
}

test('closing the window ends the till', async () => {
  const { browser, till, dataDir, url } = await startWithWindow();
  expect(browser.started()[0]).toContain(`--user-data-dir=${path.join(dataDir, 'browser')}`);
  const { socket } = await enter(baseOf(url), tokenIn(url));
  await till.hear(/ready in \d+\.\d s/);
  browser.close();
  socket.close();
  expect(await till.ended()).toBe(0);
});

test('TESSERA_KEEP=1 keeps the till when its window is closed, and a second start opens a new one', async () => {
  const { browser, till, dataDir } = await startWithWindow({ TESSERA_KEEP: '1' });
  browser.close();
  await till.hear(/the window was closed and the till goes on/);
  const second = startTill({
    ...quietTill(dataDir),
    TESSERA_NO_BROWSER: '',
    TESSERA_BROWSER: browser.file,
  });
  expect(await second.ended()).toBe(0);
  expect(second.said()).toMatch(/already runs on this data \(process \d+\); a window on it was opened/);
  await vi.waitUntil(() => browser.started().length === 2, patience);
  expect(await tillInfo(urlOf(browser.started()[1]))).toMatchObject({ t: 'ok' });
  browser.close();
});

test('a browser that does not stay open leaves the till and its address', async () => {
  const { browser, till } = await startWithWindow();
  browser.crash();
  const url = await till.hear(address);
  expect(till.said()).toContain('did not stay open');
  expect(await tillInfo(url)).toMatchObject({ t: 'ok' });
});

test('stopping the till takes its window away', async () => {
  const { browser, till } = await startWithWindow();
  till.child.kill('SIGTERM');
  expect(await till.ended()).toBe(0);
  await vi.waitUntil(() => browser.ended(), patience);
});
