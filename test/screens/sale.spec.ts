import { cards, expect, needsBrowserAndBuild, test } from './till.ts';

needsBrowserAndBuild();

test('a card, 23.40 and Enter: 23 points, and one sentence why', async ({ counter, scanner, page, till }) => {
  expect(page.url()).toBe(till.base); // the launch secret left the address bar
  await scanner.scan(cards.fresh);
  await expect(counter.customer).toContainText(`Card …${cards.fresh.slice(-4)}`);
  await expect(counter.customer).toContainText('First visit');
  await counter.sell('23.40');
  await expect(counter.toPay).toHaveText('€23.40');
  await expect(counter.customer).toContainText('+23 points');
  await expect(counter.customer).toContainText('1 for each €, on €23.40');
  await expect(counter.customer).toContainText('23 points77 to the next reward');
  await expect(counter.notice).toHaveText('Ready for the next customer');
});

test('from 80 points to a voucher, from the paper to the next sale, and never twice', async ({
  counter,
  scanner,
}) => {
  await scanner.scan(cards.eightyPoints);
  await expect(counter.customer).toContainText('80 points20 to the next reward');
  await counter.sell('23.40');
  await expect(counter.customer).toContainText('New voucher: €2.00');
  await expect(counter.customer).toContainText('100 points became a voucher of €2.00');
  await expect(counter.customer.locator('.chip')).toHaveText('printed');
  await expect(counter.customer).toContainText('3 points97 to the next reward');
  const paper = await counter.readPaper();
  expect(paper).toMatch(/^\d{208}$/);

  await scanner.scan(paper);
  await expect(counter.customer).toContainText('Vouchers on the counter');
  await expect(counter.customer).toContainText('−€2.00');
  await counter.sell('10');
  await expect(counter.toPay).toHaveText('€8.00');
  await expect(counter.customer).toContainText('Voucher used: €2.00');

  await scanner.scan(paper);
  await expect(counter.notice).toContainText('This voucher was already used on');
  await expect(counter.customer).not.toContainText('Vouchers on the counter');
});

test('the amount may come before the card, and a scan never touches it', async ({
  counter,
  scanner,
  page,
}) => {
  await page.keyboard.type('5,50', { delay: 70 });
  await expect(counter.amount).toHaveText('€5.50');
  await scanner.scan(cards.fresh);
  await expect(counter.customer).toContainText('First visit');
  await expect(counter.amount).toHaveText('€5.50');
  await page.keyboard.press('Enter');
  await expect(counter.customer).toContainText('+5 points');
});

test('coffees are counted with a key, and a full card becomes a coupon', async ({
  counter,
  scanner,
  page,
}) => {
  await scanner.scan(cards.eightyPoints);
  await expect(counter.customer).toContainText('8 stamps');
  await page.keyboard.press('F6');
  await page.keyboard.press('F6');
  await page.keyboard.press('F6');
  await page.keyboard.press('Shift+F6');
  await expect(page.getByRole('status', { name: 'Coffee' })).toHaveText('2');
  await counter.sell('2.60');
  await expect(counter.customer).toContainText('+2 stamps');
  await expect(counter.customer).toContainText('New voucher: Free coffee');
  await scanner.scan(await counter.readPaper());
  await expect(counter.customer).toContainText('give it to the customer');
  await expect(counter.notice).toContainText('Enter for the coupon alone');
  await page.keyboard.press('Enter');
  await expect(counter.customer).toContainText('Voucher used: Free coffee');
  await expect(counter.toPay).toHaveText('€0.00');
});

test('a voucher on the counter can be put back and used another day', async ({ counter, scanner, page }) => {
  await scanner.scan(cards.eightyPoints);
  await counter.sell('20');
  const paper = await counter.readPaper();
  await scanner.scan(paper);
  await expect(counter.customer).toContainText('Valid until');
  await page.getByRole('button', { name: 'Put back: €2.00' }).click();
  await expect(counter.customer).not.toContainText('Vouchers on the counter');
  await scanner.scan(paper);
  await expect(counter.customer).toContainText('−€2.00');
});

test('Enter pressed many times sells once', async ({ counter, scanner, page }) => {
  await scanner.scan(cards.fresh);
  await expect(counter.customer).toContainText('First visit');
  await page.keyboard.type('7', { delay: 70 });
  await scanner.type(['Enter', 'Enter', 'Enter', 'Enter'], 120);
  await expect(counter.customer).not.toContainText('First visit');
  await scanner.scan(cards.fresh);
  await expect(counter.customer).toContainText('1 visit');
  await expect(counter.customer).toContainText('7 points');
});
