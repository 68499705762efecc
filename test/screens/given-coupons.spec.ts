import { AxeBuilder } from '@axe-core/playwright';
import { cards, expect, needsBrowserAndBuild, test } from './till.ts';

needsBrowserAndBuild();
test.describe.configure({ timeout: 60_000 });

test('a coupon is given to whoever is at the counter, printed, laid on the next sale, and another is taken back', async ({
  counter,
  scanner,
  page,
}) => {
  await expect(counter.customer).toBeVisible();
  await counter.manage('Programs');
  await page.getByRole('button', { name: 'Coupon', exact: true }).click();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.locator('.program-list')).toContainText('Coupon');
  await counter.closeSide();

  await scanner.scan(cards.eightyPoints);
  const coupons = counter.customer.getByRole('region', { name: 'Coupons' });
  await expect(coupons.getByRole('button', { name: 'Give a coupon' })).toBeVisible();
  await page.keyboard.press('Alt+g');
  await expect(coupons.getByLabel('Why (may stay empty)')).toBeFocused();
  await page.keyboard.type('The coffee was cold', { delay: 70 });
  await page.screenshot({ path: test.info().outputPath('giving.png') });
  const { violations } = await new AxeBuilder({ page }).include('.what > .panel:first-child').analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  await page.keyboard.press('Enter');
  await expect(coupons).toContainText('Given. The coupon:');
  await page.screenshot({ path: test.info().outputPath('given.png') });

  await page.keyboard.press('Alt+g');
  await coupons.getByRole('button', { name: 'Onto the card' }).click();
  await expect(coupons).toContainText('Given: it is on the card.');
  const back = coupons.getByRole('button', { name: /^Take back: / });
  await expect(back).toHaveCount(2);
  await back.first().click();
  await expect(coupons).toContainText('Taken back');
  await expect(back).toHaveCount(1);
  await coupons.getByRole('button', { name: /^Use it: / }).click();
  await expect(page.locator('.vouchers')).toBeVisible();
  await counter.sell('20');
  await expect(counter.toPay).toHaveText('€18.00');

  await scanner.scan(cards.eightyPoints);
  await expect(coupons.getByRole('button', { name: 'Give a coupon' })).toBeVisible();
  await expect(back).toHaveCount(0);
  await page.keyboard.press('F5');
  const history = page.locator('.history');
  await expect(history).toContainText('Given by hand');
  await expect(history).toContainText('The coffee was cold');
  await expect(history).toContainText('Coupon taken back');
  await page.screenshot({ path: test.info().outputPath('history.png') });
});
