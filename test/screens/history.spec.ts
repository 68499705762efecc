import { AxeBuilder } from '@axe-core/playwright';
import { cards, expect, needsBrowserAndBuild, test } from './till.ts';

needsBrowserAndBuild();
test.describe.configure({ timeout: 60_000 });

test('one key tells what happened to the customer: the sale with its reasons, its paper again, and the way to take it back', async ({
  counter,
  scanner,
  page,
}) => {
  await expect(counter.customer).toBeVisible();
  await scanner.scan(cards.eightyPoints);
  await counter.sell('23.40');
  await expect(counter.customer).toContainText('+23 points');
  await scanner.scan(cards.eightyPoints);
  await expect(counter.customer).toContainText('Card …KLGD');

  await page.keyboard.press('F5');
  const history = page.getByRole('region', { name: 'History' });
  const [sale, before] = [
    history.locator('.history-group').first(),
    history.locator('.history-group').nth(1),
  ];
  await expect(sale).toContainText('€23.40');
  await expect(sale).toContainText('+23 points');
  await expect(sale).toContainText('103 points then');
  await expect(sale).toContainText('1 for each €, on €23.40');
  await expect(sale).toContainText('−100 points');
  await expect(before).toContainText('80 points then');
  await expect(before).toContainText('8 carried over from before');
  const { violations } = await new AxeBuilder({ page }).include('.what > .panel:first-child').analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);

  await history.getByRole('radio', { name: 'Vouchers' }).click();
  await expect(history.locator('.history-group')).toHaveCount(1);
  await expect(history).not.toContainText('+23 points');
  await history.getByRole('button', { name: 'Print a copy' }).click();
  await expect(history).toContainText('Copy');
  await history.getByRole('radio', { name: 'Everything', exact: true }).click();
  // The paper can be seen before it is printed: of the lines that are shown.
  await history.getByRole('button', { name: 'See the paper' }).click();
  const statement = history.locator('.history > .paper-image img');
  await expect(statement).toBeVisible();
  const all = await statement.getAttribute('src');
  const seen = await new AxeBuilder({ page }).include('.what > .panel:first-child').analyze();
  expect(seen.violations.map(({ id }) => id)).toEqual([]);
  await statement.scrollIntoViewIfNeeded();
  await page.screenshot({ path: test.info().outputPath('statement.png') });
  await history.getByRole('radio', { name: 'Vouchers' }).click();
  await history.getByRole('button', { name: 'See the paper' }).click();
  await expect(statement).toBeVisible();
  expect(await statement.getAttribute('src')).not.toBe(all);
  await history.getByRole('button', { name: 'Hide the paper' }).click();
  await expect(statement).toBeHidden();
  await history.getByRole('radio', { name: 'Everything', exact: true }).click();
  await history.getByRole('button', { name: 'Print for the member' }).click();
  await expect(history).toContainText('The statement came out.');
  await sale.getByRole('button', { name: 'In the ledger' }).click();
  await expect(sale.locator('summary').first()).toContainText('SaleRecorded');

  await sale.getByRole('button', { name: 'Take back' }).click();
  const returns = page.getByRole('complementary', { name: 'Returns' });
  await returns.getByRole('button', { name: 'Show what happens' }).click();
  await expect(returns).toContainText('€23.40');
  await page.keyboard.press('Escape');
  await expect(history).toBeHidden();
});
