import { cards, expect, needsBrowserAndBuild, test } from './till.ts';

needsBrowserAndBuild();

test('a reward is taken with one key, comes off the sale, and is paid for in points', async ({
  counter,
  scanner,
  page,
}) => {
  await scanner.scan(cards.eightyPoints);
  const offers = page.locator('.offers');
  await expect(offers).toContainText('A croissant for 40 points');
  await page.keyboard.type('9.90', { delay: 70 });
  await expect(offers.locator('li').first()).toContainText('−€1.60');
  await expect(offers).toContainText('Needs goods for €15.00; this is €9.90');
  await page.keyboard.press('Alt+1');
  await expect(page.locator('.offers-due')).toHaveText('To pay €8.30');
  await expect(counter.customer).toContainText('€8.30 of €9.90 earns');
  await page.keyboard.press('Enter');
  await expect(counter.toPay).toHaveText('€8.30');
  await expect(counter.customer).toContainText('A croissant for 40 points: −€1.60');
  await expect(counter.customer).toContainText('+8 points');
  await expect(counter.customer).toContainText('48 points52 to the next reward');
});

test('a reward is put back with the same key, and by touch', async ({ counter, scanner, page }) => {
  await expect(counter.customer).toBeVisible();
  await scanner.scan(cards.eightyPoints);
  await expect(page.locator('.offers')).toContainText('A croissant');
  await page.keyboard.type('20', { delay: 70 });
  const first = page.locator('.offers li').first();
  await expect(first).toContainText('A third off brunch for 60 points');
  await page.keyboard.press('Alt+1');
  await expect(first).toHaveAttribute('data-state', 'used');
  await expect(page.locator('.offers')).toContainText('Costs 40; here are 20');
  await first.getByRole('button', { name: /^Put back/ }).click();
  await expect(first).toHaveAttribute('data-state', 'open');
  await expect(page.locator('.offers-due')).toHaveCount(0);
});

test('an offer that no longer goes with the amount refuses the sale in words, and nothing is taken', async ({
  counter,
  scanner,
  page,
}) => {
  await scanner.scan(cards.eightyPoints);
  await expect(page.locator('.offers')).toContainText('A croissant');
  await page.keyboard.type('20', { delay: 70 });
  await expect(page.locator('.offers li').first()).toContainText('A third off brunch');
  await page.keyboard.press('Alt+1');
  await expect(page.locator('.offers-due')).toHaveText('To pay €13.33');
  await page.keyboard.press('Backspace');
  await page.keyboard.press('Enter');
  await expect(counter.notice).toContainText('An offer that was chosen does not go with this sale');
  await expect(counter.customer).toContainText('80 points');
});

test('where a member stands is seen beside what they hold', async ({ counter, scanner }) => {
  await scanner.scan(cards.fresh);
  await expect(counter.customer).toContainText('5 visits to Regular');
  await counter.sell('5');
  await scanner.scan(cards.fresh);
  await expect(counter.customer).toContainText('4 visits to Regular');
});
