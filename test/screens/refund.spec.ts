import { AxeBuilder } from '@axe-core/playwright';
import { cards, expect, needsBrowserAndBuild, test } from './till.ts';

needsBrowserAndBuild();

test('a sale is taken back: chosen, looked at, confirmed, and everything it moved is said', async ({
  counter,
  scanner,
  page,
}) => {
  await scanner.scan(cards.eightyPoints);
  await counter.sell('23.40');
  await expect(counter.customer).toContainText('New voucher: €2.00');
  const returns = await counter.open('Returns');
  await returns.getByRole('button', { name: '€23.40' }).click();
  await returns.getByLabel('Amount (empty: all that is left)').fill('30');
  await page.keyboard.press('Enter');
  await expect(returns.getByRole('alert')).toHaveText('At most €23.40 can be given back.');
  await returns.getByRole('radio', { name: 'Void' }).click();
  await returns.getByRole('button', { name: 'Show what happens' }).click();
  await expect(returns).toContainText('€23.40 back to the customer');
  await expect(returns).toContainText('The voucher this sale made (€2.00) is no longer good');
  await expect(returns).toContainText('100 points come back: this sale had used them.');
  await expect(returns).toContainText('23 points go back: this sale had earned them.');
  await expect(returns).not.toContainText('Taken back.');
  const { violations } = await new AxeBuilder({ page }).exclude('[data-live-announcer]').analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  await returns.getByRole('button', { name: 'Take it back' }).click();
  await expect(returns).toContainText('Taken back.');
  await expect(returns.getByRole('button', { name: 'Take it back' })).toHaveCount(0);
  await returns.getByRole('button', { name: 'Another sale' }).click();
  await expect(returns.getByRole('button', { name: '€23.40' })).toContainText('€23.40 taken back');
});

test('typing an amount to give back leaves the amount of the counter alone', async ({ counter, scanner }) => {
  await scanner.scan(cards.fresh);
  await counter.sell('10');
  const returns = await counter.open('Returns');
  await returns.getByRole('button', { name: '€10.00' }).click();
  await returns.getByLabel('Amount (empty: all that is left)').pressSequentially('2.50', { delay: 70 });
  await returns.getByRole('button', { name: 'Show what happens' }).click();
  await expect(returns).toContainText('€2.50 back to the customer');
  await expect(returns).toContainText('€7.50 of this sale remain.');
  await returns.getByRole('button', { name: 'Take it back' }).click();
  await expect(returns).toContainText('Taken back.');
  await expect(counter.toPay).toHaveText('€10.00');
});
