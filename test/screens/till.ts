import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test as base, type Page } from '@playwright/test';
import { findChromium } from '../support/chromium.ts';
import { CounterPage } from './counter-page.ts';
import { Scanner } from './scanner.ts';

const root = path.resolve(import.meta.dirname, '../..');
/** The browser shell as `npm run build` leaves it. */
export const shell = path.join(root, 'out/main/browser.js');

/** The demo shop's cards, as its file has them. */
const demo = JSON.parse(readFileSync(path.join(root, 'resources/demo/shop.json'), 'utf8')) as {
  members: { card: string; points: number; stamps: number }[];
  blockedCard: string;
  newCard: string;
  giftCard: string;
};
const card = (index: number): string => demo.members[index]?.card ?? '';
export const cards = {
  eightyPoints: card(0),
  fresh: card(1),
  ean: card(2),
  blocked: demo.blockedCard,
  unknown: demo.newCard,
  gift: demo.giftCard,
};

/** A running browser shell with a demo shop of its own. */
export interface RunningTill {
  /** Opens a window, once. */
  url: string;
  base: string;
  process: ChildProcess;
  /** Ends it and starts it anew on the same data and port. */
  restart(): Promise<void>;
}

/** Starts a till with the demo shop and waits until a window can be opened. */
export async function startTill(
  program: string,
  dataDir: string,
  port: string,
  { isDemo = true, centreUrl = 'off' }: { isDemo?: boolean; centreUrl?: string } = {},
): Promise<{ url: string; process: ChildProcess }> {
  const child = spawn(process.execPath, [program], {
    cwd: root,
    env: {
      ...process.env,
      TESSERA_DATA: dataDir,
      TESSERA_DEMO: isDemo ? '1' : '',
      TESSERA_NO_BROWSER: '1',
      TESSERA_CENTRE: centreUrl,
      TESSERA_PORT: port,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (said: Buffer) => {
      const found = /http:\/\/127\.0\.0\.1:\d+\/#k=\S+/.exec(String(said));
      if (found) resolve(found[0]);
    });
    child.on('exit', (code) => reject(new Error(`the till ended with ${code} before it was ready`)));
  });
  return { url, process: child };
}

/** Ends a till, also one that was made to stand still. */
export async function stopTill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGCONT');
  child.kill('SIGTERM');
  await ended;
}

/** What a page may not do: log errors, throw, or ask anybody but the till. Patterns in `allowed` are expected by the test. */
export function watch(page: Page, base: string, allowed: readonly RegExp[]): string[] {
  const problems: string[] = [];
  const add = (problem: string): void => {
    if (!allowed.some((pattern) => pattern.test(problem))) problems.push(problem);
  };
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) add(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => add(`thrown: ${error.message}`));
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(base) && !url.startsWith('data:')) add(`asked outside: ${url}`);
  });
  page.on('websocket', (socket) => {
    if (!socket.url().startsWith(base.replace('http', 'ws'))) add(`socket outside: ${socket.url()}`);
  });
  return problems;
}

export const test = base.extend<{
  till: RunningTill;
  /** Problems that this test provokes on purpose. */
  allowed: { problems: readonly RegExp[] };
  /** A shop of its own instead of the demo shop: what its settings.json says. */
  shop: { settings: object | null };
  counter: CounterPage;
  scanner: Scanner;
}>({
  shop: [{ settings: null }, { option: true }],
  allowed: [{ problems: [] }, { option: true }],
  till: async ({ shop: { settings } }, use) => {
    const dataDir = mkdtempSync(path.join(os.tmpdir(), 'tessera-screens-'));
    if (settings) writeFileSync(path.join(dataDir, 'settings.json'), JSON.stringify(settings));
    let running = await startTill(shell, dataDir, '0', { isDemo: settings === null });
    const base = running.url.split('#')[0] ?? '';
    const till: RunningTill = {
      url: running.url,
      base,
      process: running.process,
      async restart() {
        await stopTill(running.process);
        running = await startTill(shell, dataDir, new URL(base).port, { isDemo: settings === null });
        till.url = running.url;
        till.process = running.process;
      },
    };
    await use(till);
    await stopTill(running.process);
    rmSync(dataDir, { recursive: true, force: true });
  },
  counter: async ({ page, till, allowed }, use) => {
    const problems = watch(page, till.base, allowed.problems);
    await page.goto(till.url);
    const counter = new CounterPage(page);
    await expect(counter.confirm).toBeVisible();
    await use(counter);
    expect(problems).toEqual([]);
  },
  scanner: async ({ page }, use) => {
    await use(await Scanner.on(page));
  },
});

const chromium = await findChromium();

/** At the top of each spec: without a browser or a build it is skipped, and says so. */
export function needsBrowserAndBuild(): void {
  test.skip('missing' in chromium, 'missing' in chromium ? chromium.missing : '');
  test.skip(!existsSync(shell), 'the browser shell is not built: npm run build');
}

export { expect } from '@playwright/test';
