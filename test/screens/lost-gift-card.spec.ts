import { AxeBuilder } from '@axe-core/playwright';
import { cards, expect, needsBrowserAndBuild, test } from './till.ts';

needsBrowserAndBuild();

test('a lost gift card is found by its last letters, and a new one with all that was on it comes out and pays', async ({
  counter,
  scanner,
  page,
}) => {
  await expect(counter.customer).toBeVisible();
  await scanner.scan(cards.gift);
  await page.getByRole('group', { name: 'Amounts for the gift card' }).getByText('€50.00').click();
  await expect(page.getByRole('button', { name: /^Load €50.00/ })).toBeEnabled();
  await page.keyboard.press('F4');
  await expect(counter.toPay).toHaveText('€50.00');

  const lost = await counter.manage('Gift cards');
  const tail = lost.getByRole('textbox', { name: 'Last four letters' });
  await tail.fill('ZZZZ');
  await tail.press('Enter');
  await expect(lost).toContainText('No gift card that this till heard of ends like this.');
  await tail.fill(cards.gift.slice(-4).toLowerCase());
  await tail.press('Enter');
  const found = lost.getByRole('list', { name: 'Gift cards found' }).getByRole('listitem');
  await expect(found).toContainText('€50.00');
  await found.getByText('Stolen', { exact: true }).click();
  await page.screenshot({ path: 'test-results/lost-gift-card.png' });
  await found.getByRole('button', { name: 'Put €50.00 on a new card' }).click();
  await expect(found).toContainText('€50.00 moved to a new card.');
  const picture = lost.getByRole('img', { name: 'Picture of the paper' });
  await expect(picture).toBeVisible();
  const code = await counter.readPaper(lost);
  const { violations } = await new AxeBuilder({ page }).exclude('[data-live-announcer]').analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  await page.screenshot({ path: 'test-results/lost-gift-card-done.png' });

  await counter.closeSide();
  await scanner.scan(code);
  await expect(counter.customer).toContainText('€50.00');
  await counter.sell('42');
  await expect(counter.toPay).toHaveText('€0.00');
  await scanner.scan(cards.gift);
  await counter.sell('12');
  await expect(counter.notice).toContainText('holds nothing. Load it, or put it back');
});
