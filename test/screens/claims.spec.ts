import { AxeBuilder } from '@axe-core/playwright';
import { cards, expect, needsBrowserAndBuild, test } from './till.ts';

needsBrowserAndBuild();
test.describe.configure({ timeout: 60_000 });

test('a sale without a card leaves a code; whoever joins with it has the points, once', async ({
  counter,
  scanner,
  page,
}) => {
  await expect(counter.customer).toBeVisible();
  await page.keyboard.type('23.40', { delay: 70 });
  await page.keyboard.press('F5');
  await expect(counter.customer).toContainText('To be claimed with the receipt');
  await expect(counter.customer).toContainText('23 points');
  const code = await counter.readPaper();

  await page.keyboard.press('Enter');
  await scanner.scan(code);
  await expect(counter.customer).toContainText('Of €23.40 on');
  await expect(counter.customer).toContainText('Scan the card to credit it.');
  await scanner.scan(cards.unknown);
  await page.keyboard.press('F2');
  const credit = counter.customer.getByRole('button', { name: 'Credit' });
  await expect(credit).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).include('.what > .panel:first-child').analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  await page.keyboard.press('Enter');
  await expect(counter.notice).toContainText('Credited from the receipt.');
  await expect(counter.customer).toContainText('23 points');
  await scanner.scan(code);
  await expect(counter.notice).toContainText('This receipt was claimed on');
});
