import type { Locator } from '@playwright/test';
import { code128Widths } from '#shared/print/code128.ts';
import { layoutSafeAlphabet } from '#shared/scan/check-characters.ts';
import { cards, expect, needsBrowserAndBuild, test } from './till.ts';

needsBrowserAndBuild();

/** Six widths of bars and gaps, for each letter that a sheet may have. */
const letters = new Map(
  [...layoutSafeAlphabet, 'K'].map((letter) => [code128Widths(letter).slice(6, 12).join(''), letter]),
);

/** What the bars on the screen say, as a scanner reads them: this sheet is the test's only source. */
async function readBars(bars: Locator): Promise<string> {
  const drawn = await bars
    .locator('rect')
    .evaluateAll((rects) =>
      rects
        .slice(1)
        .map((rect) => ({ x: Number(rect.getAttribute('x')), width: Number(rect.getAttribute('width')) })),
    );
  const widths = drawn.flatMap(({ x, width }, place) => {
    const next = drawn[place + 1];
    return next ? [width, next.x - x - width] : [width];
  });
  const groups = Array.from({ length: Math.trunc(widths.length / 6) }, (_, at) =>
    widths.slice(at * 6, at * 6 + 6),
  );
  return groups
    .slice(1, -2)
    .map((group) => letters.get(group.join('')) ?? '?')
    .join('');
}

test('a sale is made by scanner alone, with the sheet of actions that Devices prints', async ({
  counter,
  scanner,
  page,
}, info) => {
  const devices = await counter.manage('Devices');
  const panel = devices.getByRole('region', { name: 'Sheet of actions' });
  await expect(panel).toContainText('There is no sheet yet');
  await panel.getByRole('button', { name: 'Print on the receipt printer' }).click();
  await expect(panel).toContainText('The sheet came out. Keep it beside the scanner.');
  await expect(panel).toContainText('This till listens to its sheet.');
  await panel.getByRole('button', { name: 'Show the sheet' }).click();
  await expect(panel.getByRole('img', { name: 'Code to scan' })).toHaveCount(19);
  // Bars of one width are as many dots wide, however narrow the window is.
  for (const width of [1024, 1366, 1600]) {
    await page.setViewportSize({ width, height: 768 });
    const dots = await panel
      .getByRole('img')
      .first()
      .evaluate((bars: SVGSVGElement) => bars.getBoundingClientRect().width / bars.viewBox.baseVal.width);
    expect([1, 2], `${width}: ${dots} for each module`).toContain(dots);
  }
  const codeOf = (words: string) =>
    readBars(
      panel
        .getByRole('listitem')
        .filter({ hasText: new RegExp(`^${words}$`) })
        .getByRole('img'),
    );
  const codes = new Map<string, string>();
  for (const words of [
    '0',
    '2',
    '3',
    '4',
    '5',
    ', \\(decimal sign\\)',
    'Delete the last digit',
    'Confirm, go on',
    'Back, step by step',
  ])
    codes.set(words, await codeOf(words));
  const scan = (words: string) => scanner.scan(codes.get(words) ?? '');
  await panel.scrollIntoViewIfNeeded();
  await page.screenshot({ path: info.outputPath('actions-panel.png') });
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('.action-page')).toBeVisible();
  await expect(page.locator('#root')).toBeHidden();
  await page.screenshot({ path: info.outputPath('actions-page.png'), fullPage: true });
  await page.emulateMedia({ media: 'screen' });

  await counter.closeSide();
  await scanner.scan(cards.eightyPoints);
  await expect(counter.customer).toContainText('80 points');
  for (const words of ['2', '3', ', \\(decimal sign\\)', '5', 'Delete the last digit', '4', '0'])
    await scan(words);
  await expect(counter.amount).toHaveText('€23.40');
  await page.screenshot({ path: info.outputPath('actions-typed.png') });
  await scan('Confirm, go on');
  await expect(counter.toPay).toHaveText('€23.40');
  await expect(counter.customer).toContainText('+23 points');
  await scan('Back, step by step');
  await expect(counter.amount).toHaveText('€0.00');

  await counter.manage('Devices');
  await panel.getByRole('button', { name: 'Make a new sheet' }).click();
  await expect(panel).toContainText('This till does not listen to its sheet.');
  await counter.closeSide();
  await scan('2');
  await expect(counter.notice).toContainText('This sheet of actions is not in use at this till.');
  await expect(counter.amount).toHaveText('€0.00');
  await page.screenshot({ path: info.outputPath('actions-not-in-use.png') });
});
