import path from 'node:path';
import { chromium, type CDPSession, type Page } from '@playwright/test';
import { startTill, stopTill } from '#test/screens/till.ts';
import { Scanner } from '#test/screens/scanner.ts';
import { findChromium } from '#test/support/chromium.ts';
import { awaitDrawn, noteFromTheStart } from './counter-screen/in-page.ts';
import { quantile, type BenchOptions, type Figure } from './figures.ts';
import { cardOf } from './history/a-long-history.ts';
import { keepMembers, peopleOf } from './search/keep-members.ts';

const ms = (value: number) => `${value.toFixed(0)} ms`;
const mib = (bytes: number) => `${(bytes / 2 ** 20).toFixed(1)} MiB`;
/** So many customers come before the page's memory is looked at for the first time. */
const warmUp = 100;

/**
 * The counter as a cashier sees it: the built till at a shop of a million members, and its page in a real browser. Times are taken in the
 * page, from a key until what it brought is drawn.
 */
export async function benchCounterScreen({ small, members }: BenchOptions): Promise<Figure[]> {
  const found = await findChromium();
  if (!('executablePath' in found))
    return [{ what: 'the counter in a browser', measured: `not measured: ${found.missing}`, goal: '-' }];
  const count = members ?? (small ? 10_000 : 1_000_000);
  const folder = await keepMembers(count);
  const shell = path.resolve(import.meta.dirname, '../../out/main/browser.js');
  const till = await startTill(shell, folder, '0');
  const browser = await chromium.launch({
    executablePath: found.executablePath,
    args: ['--no-sandbox', '--disable-gpu'],
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1366, height: 768 }, locale: 'en-GB' });
    await page.addInitScript(noteFromTheStart);
    await page.goto(till.url);
    await page.locator('.keypad').waitFor();
    const paint = await page.evaluate(
      () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN,
    );
    const served = await serve(page, count, small ? 300 : 2_000);
    const searches = await search(page, small ? 5 : 15);
    const expert = await expertRun(page, cardOf(3));
    return [
      { what: `first paint, ${count} members`, measured: ms(paint), goal: '<= 1 s', kept: paint <= 1_000 },
      times('last key of a scan until the member is drawn', served.scans, 100),
      times('Enter until the sale is done and drawn', served.sales, 100),
      times('search, each key until its answer is drawn', searches, 50),
      {
        what: `long tasks in ${served.scans.length} visits`,
        measured: `${served.longTasks.length}, longest ${ms(Math.max(0, ...served.longTasks))}`,
        goal: '0',
        kept: served.longTasks.length === 0,
      },
      {
        what: `page's memory after ${warmUp} and after ${served.scans.length} visits`,
        measured: `${mib(served.heapBefore)} / ${mib(served.heapAfter)}`,
        goal: '<= 1.1x',
        kept: served.heapAfter <= served.heapBefore * 1.1,
      },
      expert,
    ];
  } finally {
    await browser.close();
    await stopTill(till.process);
  }
}

function times(what: string, samples: readonly number[], goalMs: number): Figure {
  const p95 = quantile(samples, 0.95);
  return {
    what: `${what}: p50 / p95 of ${samples.length}`,
    measured: `${ms(quantile(samples, 0.5))} / ${ms(p95)}`,
    goal: `p95 <= ${goalMs} ms`,
    kept: p95 <= goalMs,
  };
}

/** One customer after the other, by a scanner and keys whose times are told: nobody waits for a hand. */
async function serve(page: Page, members: number, visits: number) {
  const scanner = await Scanner.on(page);
  const session = await page.context().newCDPSession(page);
  const [scans, sales]: [number[], number[]] = [[], []];
  let heapBefore = Number.NaN;
  await page.evaluate(() => void window.noted.longTasks.splice(0));
  for (let visit = 0; visit < visits; visit += 1) {
    const card = cardOf((visit * 104_729) % members);
    await page.evaluate(awaitDrawn, { where: '.what', text: `…${card.slice(-4)}` });
    await scanner.scan(card);
    scans.push(await page.evaluate(() => window.noted.drawn));
    await page.evaluate(awaitDrawn, { where: '.counter', text: 'Done' });
    await scanner.type(['9', '.', '5', '0', 'Enter'], 150);
    sales.push(await page.evaluate(() => window.noted.drawn));
    if (visit === Math.min(warmUp, visits - 1)) heapBefore = await heapOf(session);
  }
  const longTasks = await page.evaluate(() => window.noted.longTasks);
  return { scans, sales, longTasks, heapBefore, heapAfter: await heapOf(session) };
}

async function heapOf(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  return usedSize;
}

/** Looks for people by name and by address, key by key, each when the one before was answered. */
async function search(page: Page, people: number): Promise<number[]> {
  const some = [...peopleOf(people * 7)].filter((_, index) => index % 7 === 0);
  for (const text of some.flatMap(({ name, email }) => [name.toLowerCase(), email])) {
    await page.keyboard.press('Escape');
    await page.keyboard.press('F3');
    const field = page.locator('.find input');
    await field.waitFor();
    for (const key of text) {
      const answered = await page.evaluate(() => window.noted.searches.length);
      // The pause of a hand: whoever types faster is taken for a scanner.
      await page.waitForTimeout(90);
      await field.pressSequentially(key);
      await page.waitForFunction((before) => window.noted.searches.length > before, answered);
    }
    await field.press('Escape');
  }
  return page.evaluate(() => window.noted.searches);
}

/** Somebody who does it all day: one scan, the amount, one key. The hand's pauses are waited for. */
async function expertRun(page: Page, card: string): Promise<Figure> {
  const scanner = await Scanner.on(page);
  const amount = '12.50';
  await page.keyboard.press('Escape');
  const startMs = performance.now();
  await scanner.scan(card);
  await page
    .getByText(`…${card.slice(-4)}`)
    .first()
    .waitFor();
  await page.keyboard.type(amount, { delay: 180 });
  await page.keyboard.press('Enter', { delay: 80 });
  await page.locator('.counter').getByText('Done').waitFor();
  const seconds = (performance.now() - startMs) / 1_000;
  return {
    what: `an expert: 1 scan, ${amount.length} keys of the amount, 1 key`,
    measured: `${seconds.toFixed(2)} s`,
    goal: '<= 3 s',
    kept: seconds <= 3,
  };
}
