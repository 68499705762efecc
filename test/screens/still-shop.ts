import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test as base, type Browser, type Page } from '@playwright/test';
import { cards, startTill, stopTill, watch } from './till.ts';
import { CounterPage } from './counter-page.ts';
import { Scanner } from './scanner.ts';
import { stillMs, stillZone } from './still-time.ts';

/** One window, and the display, of a shop in which time stands still. All tests of a worker look at the same one. */
export interface StillShop {
  page: Page;
  counter: CounterPage;
  scanner: Scanner;
  base: string;
  /** The display towards the customers, opened once. */
  display(): Promise<Page>;
  /** Puts everything away: nobody at the counter, nothing beside it. */
  clear(): Promise<void>;
  /** Waits until the till has answered whatever the window asked, and that is drawn. */
  settled(): Promise<void>;
  /** Opens a screen by the name of its folder, whatever language is spoken; `manage` is the list. */
  open(screen: string): Promise<void>;
}

/** Opens such a shop; its display speaks `language`, the window English. */
export async function openStillShop(
  browser: Browser,
  language = 'en',
): Promise<{ shop: StillShop; close(): Promise<void> }> {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'tessera-still-'));
  process.env['STILL_LANGUAGE'] = language === 'en' ? '' : language;
  const till = await startTill(path.join(import.meta.dirname, 'still-till.ts'), dataDir, '0');
  const context = await browser.newContext({
    viewport: { width: 1024, height: 768 },
    locale: 'en-GB',
    timezoneId: stillZone,
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  await page.clock.setFixedTime(stillMs);
  if (language !== 'en') await page.addInitScript(() => localStorage.setItem('tessera.language', 'en'));
  const asking = watchAsking(page);
  const address = till.url.split('#')[0] ?? '';
  const problems = watch(page, address, []);
  await page.goto(till.url);
  const counter = new CounterPage(page);
  await expect(counter.confirm).toBeVisible();
  const shop = aStillShop(counter, await Scanner.on(page), address, asking);
  await membersLookedAt(shop);
  return {
    shop,
    async close() {
      await context.close();
      await stopTill(till.process);
      rmSync(dataDir, { recursive: true, force: true });
      expect(problems).toEqual([]);
    },
  };
}

export const test = base.extend<object, { shop: StillShop }>({
  shop: [
    async ({ browser }, use) => {
      const { shop, close } = await openStillShop(browser);
      await use(shop);
      await close();
    },
    { scope: 'worker', timeout: 60_000 },
  ],
});

/** Waits for the look at all members that a till takes in its first quiet moment: before it, whoever comes is in no segment yet. */
async function membersLookedAt(shop: StillShop): Promise<void> {
  await shop.open('segments');
  await expect(shop.page.locator('aside.side')).toContainText('As of');
  await shop.clear();
}

/** What the window has asked the till and was not yet told. */
function watchAsking(page: Page): Set<string> {
  const asking = new Set<string>();
  let sockets = 0;
  page.on('websocket', (socket) => {
    const number = (sockets += 1);
    // A window that goes over to another till is answered no more on the line it had.
    asking.clear();
    const read = (payload: string | Buffer) => JSON.parse(String(payload)) as { t: string; id?: number };
    socket.on('framesent', ({ payload }) => {
      const { t, id } = read(payload);
      if (t === 'req' && number === sockets) asking.add(`${number} ${id}`);
    });
    socket.on('framereceived', ({ payload }) => void asking.delete(`${number} ${read(payload).id}`));
    socket.on('close', () => asking.clear());
  });
  return asking;
}

function aStillShop(
  counter: CounterPage,
  scanner: Scanner,
  address: string,
  asking: ReadonlySet<string>,
): StillShop {
  const { page } = counter;
  let opened: Promise<Page> | undefined;
  const side = page.locator('aside.side');
  const shop: StillShop = {
    page,
    counter,
    scanner,
    base: address,
    display: () => (opened ??= openDisplay(shop)),
    async clear() {
      const training = page.getByRole('region', { name: 'Training' });
      if (await training.isVisible()) {
        await training.getByRole('button', { name: 'Leave training' }).click();
        await expect(training).toHaveCount(0);
      }
      if (await side.isVisible()) await side.locator('> header > button').last().click();
      await expect(side).toHaveCount(0);
      // Told by the scanner's clock, or the next scan would seem to come in the same moment.
      await scanner.type(['Escape', 'Escape', 'Escape', 'Escape'], 5);
      await page.mouse.move(0, 0);
      await expect(counter.customer).toContainText('No card yet');
      await expect(counter.amount).toHaveText('€0.00');
    },
    async open(screen) {
      const inTopLine = page.locator(`.top-line [data-screen="${screen}"]`);
      if (await inTopLine.isVisible()) await inTopLine.click();
      else {
        await page.locator('.top-line [data-screen="manage"]').click();
        await page.locator(`.manage-list [data-screen="${screen}"] button`).click();
      }
      await expect(side).toBeVisible();
    },
    async settled() {
      for (const _ of ['asked for', 'and what was asked for then']) {
        await expect.poll(() => [...asking]).toEqual([]);
        await page.evaluate(drawn);
      }
    },
  };
  return shop;
}

/** Resolves when fonts and pictures are there and two frames went by. */
async function drawn(): Promise<void> {
  await document.fonts.ready;
  await Promise.all([...document.images].map((image) => image.decode().catch(() => undefined)));
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  await frame();
  await frame();
}

async function openDisplay({ page, clear, open }: StillShop): Promise<Page> {
  await open('devices');
  const opening = page.context().waitForEvent('page');
  await page.getByRole('button', { name: 'Open the customer display' }).click();
  const display = await opening;
  await display.clock.setFixedTime(stillMs);
  await expect(display.locator('.display')).toBeVisible();
  await page.bringToFront();
  await clear();
  return display;
}

/** Whether the screens were built: without them there is nothing to look at. */
export const isBuilt = existsSync(path.resolve(import.meta.dirname, '../../out/renderer/index.html'));

export { cards, expect };
