import { cards, expect, needsBrowserAndBuild, test } from './till.ts';

needsBrowserAndBuild();

test('a challenge is set up, seen on the way, reached with its badge, and lost with a sale that goes back', async ({
  counter,
  scanner,
  page,
}) => {
  await counter.manage('Programs');
  await page.getByRole('button', { name: 'Challenge', exact: true }).click();
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Lunches this month');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.locator('.program-list')).toContainText('Lunches this month');
  await counter.closeSide();

  const challenge = counter.customer.getByRole('list', { name: 'Challenges' });
  for (const have of [0, 1, 2]) {
    await scanner.scan(cards.fresh);
    await expect(challenge).toContainText(`${have} of 3 visits`);
    await expect(challenge.getByRole('progressbar')).toHaveAttribute('aria-valuenow', String(have));
    await counter.sell('10');
    await expect(counter.toPay).toHaveText('€10.00');
  }
  await expect(counter.customer).toContainText('New badge: Lunches this month');
  await expect(counter.customer).toContainText('+50 points');

  await scanner.scan(cards.fresh);
  await expect(challenge).toContainText('Reached');
  await expect(counter.customer.getByRole('region', { name: 'Badges' })).toContainText('Lunches this month');
  await page.keyboard.press('Escape');

  const returns = await counter.open('Returns');
  await returns.getByRole('button', { name: '€10.00' }).first().click();
  await returns.getByRole('radio', { name: 'Void' }).click();
  await returns.getByRole('button', { name: 'Show what happens' }).click();
  await expect(returns).toContainText('“Lunches this month” is reached no more');
  await returns.getByRole('button', { name: 'Take it back' }).click();
  await expect(returns).toContainText('Taken back.');
});
