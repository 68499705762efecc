import { cards, expect, needsBrowserAndBuild, test } from './till.ts';

needsBrowserAndBuild();

test('a manager limits what a member gets in a day, and the cashier reads why there are fewer points', async ({
  counter,
  scanner,
  page,
}) => {
  await expect(counter.customer).toBeVisible();
  await counter.manage('Programs');
  const points = page.locator('.program-list li').filter({ hasText: 'points' }).first();
  await points.getByRole('button', { name: 'Change' }).click();
  await page.getByText('More choices').first().click();
  await page.getByText('Limits over time').click();
  await page.getByRole('textbox', { name: 'To a member in a day' }).fill('10');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.locator('.program-list')).toContainText('Stamp card');
  await page.keyboard.press('Escape');
  await scanner.scan(cards.fresh);
  await expect(counter.customer).toContainText('First visit');
  await counter.sell('8');
  await expect(counter.customer).toContainText('+8 points');
  await scanner.scan(cards.fresh);
  await counter.sell('9');
  await expect(counter.customer).toContainText('+2 points');
  await expect(counter.customer).toContainText('2 of 9 points: today’s limit of 10 is reached');
});
