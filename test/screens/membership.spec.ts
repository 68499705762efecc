import { AxeBuilder } from '@axe-core/playwright';
import { cards, expect, needsBrowserAndBuild, test } from './till.ts';

needsBrowserAndBuild();
test.describe.configure({ timeout: 60_000 });

test('a club is sold at the counter, takes something off at once, and is given up for what is left of it', async ({
  counter,
  scanner,
  page,
}) => {
  await expect(counter.customer).toBeVisible();
  await counter.manage('Programs');
  await page.getByRole('button', { name: 'Paid membership' }).click();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.locator('.program-list')).toContainText('Paid membership');
  await page.keyboard.press('Escape');

  await scanner.scan(cards.eightyPoints);
  await counter.customer.getByRole('button', { name: 'Club, 12 months, €29.00' }).click();
  await expect(counter.customer).toContainText('Take €29.00. It holds from');
  const { violations } = await new AxeBuilder({ page }).include('.what > .panel:first-child').analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  await counter.customer.getByRole('button', { name: '€29.00 taken: sell it' }).click();
  await expect(counter.customer).toContainText('Club until');
  await expect(counter.customer).toContainText('Done. The slip:');
  await counter.sell('10');
  await expect(counter.toPay).toHaveText('€9.50');

  await scanner.scan(cards.eightyPoints);
  await counter.customer.getByRole('button', { name: 'Give up Club' }).click();
  await expect(counter.customer).toContainText('€29.00 go back to the customer');
  await counter.customer.getByRole('button', { name: '€29.00 given back' }).click();
  await expect(counter.customer).not.toContainText('Club until');
  await expect(counter.customer.getByRole('button', { name: 'Club, 12 months, €29.00' })).toBeVisible();
});
