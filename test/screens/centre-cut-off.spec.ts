import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startCentre } from '#central/centre.ts';
import { CounterPage } from './counter-page.ts';
import { Scanner } from './scanner.ts';
import { cards, expect, needsBrowserAndBuild, shell, startTill, stopTill, test, watch } from './till.ts';

needsBrowserAndBuild();
test.describe.configure({ timeout: 90_000 });

test('a centre that goes away in the middle of a visit is missed by nobody, and hears of it all when it is back', async ({
  browser,
}, info) => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'tessera-cut-off-'));
  const where = { dataDir: path.join(folder, 'centre'), host: '127.0.0.1', log: () => undefined };
  let centre = await startCentre({ ...where, port: 0 });
  const { url } = centre;
  const dataDir = path.join(folder, 'till');
  const running = await startTill(shell, mkdtempSync(dataDir), '0', { centreUrl: url });
  const page = await (await browser.newContext()).newPage();
  const problems = watch(page, running.url.split('#')[0] ?? '', []);
  const counter = new CounterPage(page);
  const line = (text: string) => expect(page.locator('.top-line')).toContainText(text, { timeout: 20_000 });
  const sales = async () => (await centre.store.overview()).tills.map(({ salesToday }) => salesToday);
  try {
    await page.goto(running.url);
    await expect(counter.confirm).toBeVisible();
    const scanner = await Scanner.on(page);
    await line('online');
    await scanner.scan(cards.eightyPoints);
    await expect(counter.customer).toContainText('80 points20 to the next reward');
    await centre.close();
    await counter.sell('23.40');
    await expect(counter.customer).toContainText('New voucher: €2.00');
    const paper = await counter.readPaper();
    await scanner.scan(paper);
    await counter.sell('10');
    await expect(counter.toPay).toHaveText('€8.00');
    await scanner.scan(paper);
    await expect(counter.notice).toContainText('This voucher was already used');
    await line('offline – ');
    await page.screenshot({ path: info.outputPath('alone.png') });

    centre = await startCentre({ ...where, port: Number(new URL(url).port) });
    await line('online');
    await expect.poll(sales, { timeout: 20_000 }).toEqual([2]);
    await scanner.scan(cards.eightyPoints);
    await expect(counter.customer).toContainText('3 points97 to the next reward');
    expect(problems).toEqual([]);
  } finally {
    await page.context().close();
    await stopTill(running.process);
    await centre.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
