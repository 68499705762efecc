import { cards, expect, needsBrowserAndBuild, test } from './till.ts';

needsBrowserAndBuild();

test('a card is loaded with one key, pays for a sale in part, and takes its money back with it', async ({
  counter,
  scanner,
  page,
}) => {
  await expect(counter.customer).toBeVisible();
  await scanner.scan(cards.gift);
  await expect(counter.customer).toContainText('Holds nothing yet');
  await page.getByRole('group', { name: 'Amounts for the gift card' }).getByText('€50.00').click();
  await expect(page.getByRole('button', { name: /^Load €50.00/ })).toBeEnabled();
  await page.keyboard.press('F4');
  await expect(counter.toPay).toHaveText('€50.00');
  await expect(counter.customer).toContainText('€50.00 on it now');

  await scanner.scan(cards.gift);
  await page.keyboard.type('23.40', { delay: 70 });
  await expect(counter.customer).toContainText('pays €23.40');
  await expect(page.locator('.offers-due')).toHaveText('To pay €0.00');
  await page.keyboard.press('Enter');
  await expect(counter.toPay).toHaveText('€0.00');
  await expect(counter.customer).toContainText('−€23.40, €26.60 left on it');

  const returns = await counter.open('Returns');
  await returns
    .getByRole('button', { name: /23\.40/ })
    .first()
    .click();
  await returns.getByRole('button', { name: 'Show what happens' }).click();
  await expect(returns).toContainText('€23.40 go back onto the gift card');
});

test('a new one is sold by keys alone, and its paper pays', async ({ counter, scanner, page }) => {
  await expect(counter.customer).toBeVisible();
  await page.keyboard.press('F4');
  await expect(counter.notice).toContainText('Type what goes on it, then Enter');
  await counter.sell('30');
  await expect(counter.toPay).toHaveText('€30.00');
  const code = await counter.readPaper();
  await scanner.scan(code);
  await expect(counter.customer).toContainText('€30.00');
  await counter.sell('42');
  await expect(counter.toPay).toHaveText('€12.00');
});

test('an empty one does not pay, and says what to do', async ({ counter, scanner }) => {
  await expect(counter.customer).toBeVisible();
  await scanner.scan(cards.gift);
  await expect(counter.customer).toContainText('Holds nothing yet');
  await counter.sell('12');
  await expect(counter.notice).toContainText('holds nothing. Load it, or put it back');
});
