import { cards, expect, needsBrowserAndBuild, test } from './till.ts';

needsBrowserAndBuild();

test('without paper a voucher waits for a person, who prints it again as a COPY', async ({
  counter,
  scanner,
  page,
}) => {
  test.slow(); // the printer is asked for paper before it is given up
  const practice = await counter.open('Practice');
  await practice.getByRole('radio', { name: 'Paper out' }).click();
  await expect(practice.getByRole('radio', { name: 'Paper out' })).toHaveAttribute('aria-checked', 'true');
  await scanner.scan(cards.eightyPoints);
  await expect(counter.customer).toContainText('80 points');
  await counter.sell('23.40');
  await expect(counter.customer).toContainText('New voucher: €2.00');
  await expect(counter.customer.locator('.chip')).toHaveText('not printed', { timeout: 30_000 });
  await expect(counter.customer).toContainText('The printer has no paper.');

  // The top line says so until somebody looked, also when the next customer comes.
  const asks = page.getByRole('button', { name: '1 paper to look at' });
  await expect(asks).toBeVisible();
  await practice.getByRole('radio', { name: 'Paper in' }).click();
  await asks.click();
  const printing = page.getByRole('complementary', { name: 'Printing' });
  await printing.getByRole('button', { name: 'Show the paper' }).click();
  await expect(printing.getByRole('img', { name: 'Picture of the paper' })).toBeVisible();
  await printing.getByRole('button', { name: 'Print again (COPY)' }).click();
  await expect(printing).toContainText('Every paper came out.', { timeout: 30_000 });
  await expect(page.getByRole('button', { name: 'Printing', exact: true })).toBeVisible();
});
