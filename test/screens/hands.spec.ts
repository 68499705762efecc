import { cards, expect, needsBrowserAndBuild, test } from './till.ts';

needsBrowserAndBuild();

test.describe('with fingers only', () => {
  test.use({ hasTouch: true, viewport: { width: 1024, height: 600 } });

  test('a card is held under the scanner, an amount tapped, and the sale confirmed', async ({
    counter,
    page,
  }) => {
    const tap = (name: string) => page.getByRole('button', { name, exact: true }).tap();
    await tap('Practice');
    await page.getByRole('button', { name: `Card ${cards.fresh.slice(-4)}` }).tap();
    await tap('Close');
    for (const key of ['2', '3', 'Decimal sign', '5', 'Delete', '4', '0']) await tap(key);
    await expect(counter.amount).toHaveText('€23.40');
    await page.getByRole('button', { name: 'Coffee +1' }).tap();
    await counter.confirm.tap();
    await expect(counter.customer).toContainText('+23 points');
    await expect(counter.customer).toContainText('+1 stamp');
    await expect(counter.toPay).toHaveText('€23.40');
  });

  test('everything that is pressed is at least 44 px, and what is pressed all day 56 px', async ({
    counter,
    page,
  }) => {
    await counter.open('Practice');
    for (const button of await page.getByRole('button').all()) {
      const box = await button.boundingBox();
      const name = await button.evaluate((node) => node.getAttribute('aria-label') ?? node.textContent);
      expect(Math.min(box?.width ?? 0, box?.height ?? 0), name ?? '').toBeGreaterThanOrEqual(40);
    }
    for (const button of await page.locator('.counter button').all()) {
      const box = await button.boundingBox();
      expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(56);
    }
  });
});

test.describe('with the keyboard only', () => {
  test('Tab reaches what has no key of its own, Enter presses it, and the digits stay the amount', async ({
    counter,
    page,
  }) => {
    const focused = () => page.evaluate(() => document.activeElement?.textContent ?? '');
    await expect(counter.confirm).toBeVisible();
    for (let presses = 0; presses < 20 && !(await focused()).startsWith('Practice'); presses += 1)
      await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    const practice = page.getByRole('complementary', { name: 'Practice' });
    await expect(practice).toBeVisible();
    for (let presses = 0; presses < 40 && !(await focused()).includes(cards.fresh.slice(-4)); presses += 1)
      await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect(counter.customer).toContainText('First visit');
    await page.keyboard.type('12,30', { delay: 70 });
    await expect(counter.amount).toHaveText('€12.30');
    for (let presses = 0; presses < 40 && !(await focused()).startsWith('Confirm'); presses += 1)
      await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect(counter.customer).toContainText('+12 points');
  });

  test('a press with the mouse leaves Enter and the digits to the sale', async ({
    counter,
    scanner,
    page,
  }) => {
    await scanner.scan(cards.fresh);
    await expect(counter.customer).toContainText('First visit');
    const practice = await counter.open('Practice');
    await page.getByRole('textbox', { name: 'Any other code' }).click();
    await page.getByRole('button', { name: 'Coffee +1' }).click();
    await counter.sell('6');
    await expect(counter.customer).toContainText('+6 points');
    await expect(counter.customer).toContainText('+1 stamp');
    await expect(practice).toBeVisible();
  });

  test('Esc takes back one thing at a time: the amount, then the customer', async ({
    counter,
    scanner,
    page,
  }) => {
    await scanner.scan(cards.fresh);
    await expect(counter.customer).toContainText('First visit');
    await page.keyboard.type('12', { delay: 70 });
    await page.keyboard.press('Escape');
    await expect(counter.amount).toHaveText('€0.00');
    await expect(counter.customer).toContainText('First visit');
    await page.keyboard.press('Escape');
    await expect(counter.customer).toContainText('No card yet');
  });

  test('after a sale the next key begins the next one', async ({ counter, scanner, page }) => {
    await scanner.scan(cards.fresh);
    await expect(counter.customer).toContainText('First visit');
    await counter.sell('3');
    await expect(counter.toPay).toHaveText('€3.00');
    await page.keyboard.press('4');
    await expect(counter.amount).toHaveText('€4.00');
    await expect(counter.customer).toContainText('No card yet');
  });
});
