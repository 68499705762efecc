import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { cards, expect, needsBrowserAndBuild, test } from './till.ts';

needsBrowserAndBuild();

const sizes = [
  { width: 1366, height: 768 },
  { width: 1024, height: 600 },
] as const;

/** What axe finds, as sentences. React Aria's announcer is outside of every landmark on purpose. */
async function complaints(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).exclude('[data-live-announcer]').analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html} ${node.failureSummary}`),
  );
}

/** Nothing may be cut off or need scrolling to reach but the columns that say so. */
async function expectFits(page: Page): Promise<void> {
  const { width, height } = page.viewportSize() ?? { width: 0, height: 0 };
  const page_ = await page.evaluate(() => ({
    width: document.documentElement.scrollWidth,
    height: document.documentElement.scrollHeight,
  }));
  expect(page_).toEqual({ width, height });
  for (const button of await page.locator('.counter button, .top-line button').all()) {
    const box = await button.boundingBox();
    const inside =
      box && box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= height;
    expect(inside, `${await button.textContent()} is inside the window`).toBe(true);
  }
  const amount = page.locator('output.big-number');
  expect(await amount.evaluate((node) => node.scrollWidth <= node.clientWidth)).toBe(true);
}

for (const colorScheme of ['light', 'dark'] as const)
  for (const viewport of sizes)
    test.describe(`${colorScheme} at ${viewport.width}x${viewport.height}`, () => {
      test.use({ colorScheme, viewport });

      test('every state fits and can be read by everybody', async ({ counter, scanner, page }, info) => {
        test.slow();
        const look = async (name: string): Promise<void> => {
          await expectFits(page);
          expect(await complaints(page), name).toEqual([]);
          const file = `${name}-${colorScheme}-${viewport.width}.png`;
          await info.attach(file, {
            path: await shot(page, info.outputPath(file)),
            contentType: 'image/png',
          });
        };
        await look('idle');
        const practice = await counter.open('Practice');
        await expect(practice.getByRole('button', { name: 'Forged voucher' })).toBeVisible();
        await practice.getByRole('radio', { name: 'Paper out' }).click();
        await look('practice');
        await practice.getByRole('button', { name: 'Close' }).click();
        await scanner.scan(cards.unknown);
        await expect(counter.customer).toContainText('Nobody has this card yet.');
        await look('new-card');
        await scanner.scan(cards.blocked);
        await expect(counter.notice).toHaveRole('alert');
        await look('refused');
        await scanner.scan(cards.eightyPoints);
        await expect(counter.customer).toContainText('80 points');
        await page.keyboard.press('F6');
        await page.keyboard.type('23.4', { delay: 70 });
        await expect(page.getByRole('status', { name: 'Coffee' })).toHaveText('1');
        await look('member');
        await page.keyboard.press('Enter');
        await expect(counter.customer.getByRole('img', { name: 'Picture of the paper' })).toBeVisible();
        await look('sold');
        await scanner.scan(cards.ean);
        await expect(counter.customer).toContainText('41 points');
        await counter.sell('1234.56');
        await expect(counter.customer).toContainText('12 new vouchers');
        await look('sold-much');
        await page
          .getByRole('button', { name: /paper(s)? to look at/ })
          .first()
          .click({ timeout: 40_000 });
        await expect(page.getByRole('complementary', { name: 'Printing' })).toContainText('not printed');
        await look('printing');
      });
    });

test('who asks for high contrast, or holds the screen upright, can work too', async ({ counter, page }) => {
  await page.emulateMedia({ contrast: 'more' });
  expect(await complaints(page)).toEqual([]);
  await page.setViewportSize({ width: 800, height: 1280 });
  await expect(counter.confirm).toBeInViewport();
  await expect(counter.customer).toBeInViewport();
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBe(800);
});

test('at 200 % of a screen of 1024 px everything in the top line is still in sight, in every language', async ({
  page,
  counter,
}) => {
  await page.setViewportSize({ width: 512, height: 384 });
  for (const language of ['EN', 'IT', 'HU']) {
    await page.locator('.top-line').getByText(language, { exact: true }).click();
    await expect(page.locator('html')).toHaveAttribute('lang', language.toLowerCase());
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(512);
    for (const key of await page.locator('.top-line button').all())
      await expect(key).toBeInViewport({ ratio: 1 });
    const title = page.locator('.top-line h1');
    expect(await title.evaluate((node) => node.scrollWidth <= node.clientWidth)).toBe(true);
  }
  await expect(counter.confirm).toBeVisible();
});

test('the theme can be chosen, and stays', async ({ counter, page }) => {
  const theme = page.getByRole('button', { name: /Light or dark/ });
  const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const light = await ground();
  await theme.click();
  await theme.click();
  await expect(theme).toHaveAccessibleName('Light or dark: Dark');
  await expect.poll(ground).not.toBe(light);
  const dark = await ground();
  await page.reload();
  await expect(counter.confirm).toBeVisible();
  expect(await ground()).toBe(dark);
  await theme.click();
  await expect(theme).toHaveAccessibleName('Light or dark: High contrast');
  await expect.poll(ground).toBe('rgb(255, 255, 255)');
  expect(await complaints(page)).toEqual([]);
});

async function shot(page: Page, path: string): Promise<string> {
  await page.screenshot({ path });
  return path;
}
