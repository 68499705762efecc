import type { Page } from '@playwright/test';
import { cards, expect, needsBrowserAndBuild, test } from './till.ts';

needsBrowserAndBuild();

/** What can be read or pressed and does not stand within the window's width, or is cut in it. */
const cutOff = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('button, h1, h2, h3, p, output, li, label, .chip')].flatMap((node) => {
      const { left, right, width, height } = node.getBoundingClientRect();
      if (width === 0 || height === 0) return [];
      const inside = left >= -1 && right <= innerWidth + 1;
      return inside ? [] : [`${node.tagName} ${node.className} ${node.textContent?.slice(0, 30)}`];
    }),
  );
const leftOf = async (page: Page, what: string): Promise<number> =>
  (await page.locator(what).first().boundingBox())?.x ?? -1;

test('a language that is written from right to left mirrors the counter, and nothing is cut off', async ({
  counter,
  scanner,
  page,
}) => {
  await page.setViewportSize({ width: 1024, height: 600 });
  await scanner.scan(cards.eightyPoints);
  await expect(counter.customer).toContainText('80 points');
  await page.keyboard.type('23.4', { delay: 70 });
  const before = { amount: await leftOf(page, '.amount-card'), customer: await leftOf(page, '.what') };
  expect(before.amount).toBeLessThan(before.customer);
  await page.evaluate(() => document.documentElement.setAttribute('dir', 'rtl'));
  await expect.poll(() => leftOf(page, '.amount-card')).toBeGreaterThan(before.amount);
  expect(await leftOf(page, '.what')).toBeLessThan(await leftOf(page, '.amount-card'));
  expect(await cutOff(page)).toEqual([]);
  const digit = async (name: string) =>
    (await page.getByRole('button', { name, exact: true }).boundingBox())?.x ?? -1;
  expect(await digit('7')).toBeLessThan(await digit('9'));
  // Numbers and money are read from left to right in every language.
  await expect(counter.amount).toHaveText('€23.40');
  await page.screenshot({ path: test.info().outputPath('counter.png') });
  for (const name of ['Devices', 'Programs', 'Vouchers']) {
    await counter.manage(name);
    expect(await cutOff(page), name).toEqual([]);
    await page.screenshot({ path: test.info().outputPath(`${name}.png`) });
    await counter.closeSide();
  }
  await counter.confirm.click();
  await expect(counter.customer).toContainText('New voucher');
  expect(await cutOff(page)).toEqual([]);
});
