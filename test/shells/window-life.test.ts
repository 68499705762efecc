import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { LoopbackServer } from '#electron/shells/browser/loopback-server.ts';
import { openTillWindow } from '#electron/shells/browser/till-window.ts';
import { afterWindow, whenUnwatched } from '#electron/shells/browser/window-life.ts';
import { patience } from './patience.ts';
import { pretendedBrowser, urlOf } from './pretended-browser.ts';
import { temporaryFolder } from './shell-process.ts';

test.each([
  ['closed by a person', { code: 0, livedMs: 3_600_000 }, false, 'end-when-unwatched'],
  ['handed over to a browser that was open', { code: 0, livedMs: 200 }, false, 'end-when-unwatched'],
  ['closed, and the till shall go on', { code: 0, livedMs: 3_600_000 }, true, 'stay'],
  ['crashed in the middle of work', { code: 139, livedMs: 3_600_000 }, false, 'reopen'],
  ['killed by a signal', { code: null, livedMs: 10_000 }, true, 'reopen'],
  ['never opened', { code: 1, livedMs: 9_999 }, false, 'stay'],
])('after a window that was %s', (_how, end, keep, what) => {
  expect(afterWindow(end, keep)).toBe(what);
});

/** A server with as many windows as the test says. */
function windowsBy(test: { count: number }) {
  const listeners: ((count: number) => void)[] = [];
  const server: LoopbackServer = {
    base: 'http://127.0.0.1:7/',
    launchUrl: () => `http://127.0.0.1:7/#k=${crypto.randomUUID()}`,
    windows: () => test.count,
    onWindows: (listener) => void listeners.push(listener),
    close: async () => {},
  };
  const become = (count: number): void => {
    test.count = count;
    for (const listener of listeners) listener(count);
  };
  return { server, become };
}

let state: { count: number };
beforeEach(() => {
  state = { count: 0 };
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

test('the till ends when no window was connected for a while, and a reload is not that', async () => {
  vi.useFakeTimers();
  const { server, become } = windowsBy(state);
  state.count = 1;
  let ended = false;
  void whenUnwatched(server, true).then(() => (ended = true));
  await vi.advanceTimersByTimeAsync(60_000);
  become(0);
  await vi.advanceTimersByTimeAsync(2_999);
  become(1);
  await vi.advanceTimersByTimeAsync(60_000);
  become(0);
  await vi.advanceTimersByTimeAsync(2_999);
  expect(ended).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect(ended).toBe(true);
});

test('a window that was handed to a browser still open has time to come, but no longer than others to go', async () => {
  vi.useFakeTimers();
  const { server, become } = windowsBy(state);
  let ended = false;
  void whenUnwatched(server, false).then(() => (ended = true));
  await vi.advanceTimersByTimeAsync(19_999);
  expect(ended).toBe(false);
  become(1);
  await vi.advanceTimersByTimeAsync(60_000);
  become(0);
  await vi.advanceTimersByTimeAsync(3_000);
  expect(ended).toBe(true);
});

test('a browser that crashed in the middle of work gets a new window with a fresh address', async () => {
  const folder = temporaryFolder();
  const browser = pretendedBrowser(folder);
  const said: string[] = [];
  const window = openTillWindow({
    browser: browser.file,
    profileDir: folder,
    server: windowsBy(state).server,
    keep: true,
    say: (line) => said.push(line),
    onEnd: () => said.push('ended'),
  });
  await vi.waitUntil(() => browser.started().length === 1, patience);
  const openedMs = performance.now();
  vi.spyOn(performance, 'now').mockImplementation(() => openedMs + 60_000);
  browser.crash();
  await vi.waitUntil(() => browser.started().length === 2, patience);
  const [first, second] = browser.started().map(urlOf);
  expect(second).toMatch(/#k=.+/);
  expect(second).not.toBe(first);
  expect(said.at(-1)).toBe('the browser ended unexpectedly; its window is opened again');
  window.close();
  await vi.waitUntil(() => browser.ended() && !browser.alive(), patience);
  expect(said).toHaveLength(2);
});

test('a browser that cannot be started leaves the address in words', async () => {
  const said: string[] = [];
  openTillWindow({
    browser: '/nowhere/chromium',
    profileDir: temporaryFolder(),
    server: windowsBy(state).server,
    keep: false,
    say: (line) => said.push(line),
    onEnd: () => said.push('ended'),
  });
  await vi.waitUntil(() => said.length === 2, patience);
  expect(said[1]).toMatch(
    /^\/nowhere\/chromium did not stay open; open this once, within a minute: http:\/\/127\.0\.0\.1:7\/#k=/,
  );
});
