import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { chromium, type Browser, type Page } from '@playwright/test';
import { startCentral } from '#electron/demo/central-process.ts';
import { findChromium } from '#test/support/chromium.ts';
import { cards } from '#test/support/a-till.ts';
import { Scanner } from './scanner.ts';

/** `npm run pictures`: the screenshots of the README, taken of the built till and a running centre. */
const root = path.resolve(import.meta.dirname, '../..');
const into = path.join(root, 'docs/images');
const folder = mkdtempSync(path.join(os.tmpdir(), 'tessera-pictures-'));
mkdirSync(into, { recursive: true });

const found = await findChromium();
if (!('executablePath' in found)) throw new Error('There is no Chromium here to take pictures with.');
const central = await startCentral(path.join(folder, 'central'), 30_000);
const till = spawn(process.execPath, [path.join(root, 'out/main/browser.js')], {
  env: {
    ...process.env,
    TESSERA_DATA: path.join(folder, 'till'),
    TESSERA_DEMO: '1',
    TESSERA_NO_BROWSER: '1',
    TESSERA_CENTRE: central.url,
  },
  stdio: ['ignore', 'pipe', 'inherit'],
});
const browser = await chromium.launch({
  executablePath: found.executablePath,
  args: ['--no-sandbox', '--disable-gpu'],
});
try {
  await takePictures(browser, await addressOf());
} finally {
  await browser.close();
  const ended = once(till, 'exit');
  till.kill('SIGTERM');
  await ended;
  await central.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function addressOf(): Promise<string> {
  for await (const text of createInterface({ input: till.stdout })) {
    const address = /http:\/\/127\.0\.0\.1:\d+\/#k=\S+/.exec(text)?.[0];
    if (address) return address;
  }
  throw new Error('the till ended before it was ready');
}

async function takePictures(using: Browser, address: string): Promise<void> {
  const context = await using.newContext({
    viewport: { width: 1366, height: 768 },
    locale: 'en-GB',
    reducedMotion: 'reduce',
  });
  const counter = await context.newPage();
  await counter.goto(address);
  await counter.getByRole('status', { name: 'Amount' }).waitFor();
  const scanner = await Scanner.on(counter);
  for (const [card, amount] of [
    [cards.fresh, '8.20'],
    [cards.ean, '12.60'],
    [cards.eightyPoints, '23.40'],
  ] as const) {
    await scan(scanner, counter, card);
    await counter.keyboard.press('F6');
    await counter.keyboard.type(amount, { delay: 110 });
    await counter.keyboard.press('Enter');
    await counter.getByText('Done').waitFor();
  }
  await counter.getByRole('img', { name: 'Picture of the paper' }).first().waitFor();
  await counter.getByText('printed', { exact: true }).first().waitFor();
  await counter.screenshot({ path: path.join(into, 'cashier.png') });

  await scan(scanner, counter, cards.ean);
  await counter.keyboard.type('24.00', { delay: 110 });
  await counter.locator('.offers').getByText('A croissant for 40 points').first().waitFor();
  await counter.keyboard.press('Alt+1');
  await counter.locator('.offers-due').waitFor();
  await counter.screenshot({ path: path.join(into, 'offers.png') });
  await counter.keyboard.press('Escape');
  await counter.keyboard.press('Escape');

  await counter.getByRole('button', { name: 'Manage' }).click();
  await counter.getByRole('button', { name: 'Programs' }).click();
  await counter.locator('.program-list li').filter({ hasText: 'points' }).first().getByRole('button').click();
  await counter.getByRole('textbox', { name: 'Points for each' }).waitFor();
  await counter.screenshot({ path: path.join(into, 'programs.png') });

  await counter.getByRole('button', { name: 'Back to the list' }).click();
  await counter.getByRole('button', { name: 'Vouchers' }).click();
  await counter.getByRole('img', { name: /paper/i }).first().waitFor();
  await counter.screenshot({ path: path.join(into, 'vouchers.png') });

  await counter.getByRole('button', { name: 'Back to the list' }).click();
  await counter.getByRole('button', { name: 'Devices' }).click();
  const opened = context.waitForEvent('page');
  await counter.getByRole('button', { name: 'Open the customer display' }).click();
  const display = await opened;
  await display.setViewportSize({ width: 1024, height: 600 });
  await scan(scanner, counter, cards.eightyPoints);
  await display.locator('.balance').first().waitFor();
  await display.screenshot({ path: path.join(into, 'display.png') });
  await display.close();
  await counter.keyboard.press('Escape');

  const owner = await context.newPage();
  await owner.goto(central.url);
  await owner.getByText('Sale of €23.40 to a member').first().waitFor();
  await owner.screenshot({ path: path.join(into, 'centre.png') });
}

/** Scans a card and waits until its customer is there. */
async function scan(scanner: Scanner, page: Page, code: string): Promise<void> {
  await scanner.scan(code);
  await page
    .getByText(`…${code.slice(-4)}`)
    .first()
    .waitFor();
}
