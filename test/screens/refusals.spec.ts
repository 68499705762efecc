import { cards, expect, needsBrowserAndBuild, test } from './till.ts';

needsBrowserAndBuild();

test('a card that nobody has is enrolled with F2', async ({ counter, scanner, page }) => {
  await scanner.scan(cards.unknown);
  await expect(counter.notice).toContainText('New card: F2 enrols it.');
  await counter.sell('5');
  await expect(counter.notice).toContainText(`Card …${cards.unknown.slice(-4)} is new`);
  await expect(counter.amount).toHaveText('€5.00');
  await page.keyboard.press('F2');
  await expect(counter.customer).toContainText('First visit');
  await page.keyboard.press('Enter');
  await expect(counter.customer).toContainText('+5 points');
});

test('a blocked card is refused, and nobody stands at the counter', async ({ counter, scanner }) => {
  await scanner.scan(cards.blocked);
  await expect(counter.notice).toHaveRole('alert');
  await expect(counter.notice).toContainText(`Card …${cards.blocked.slice(-4)} is blocked. Ask the manager.`);
  await expect(counter.customer).toContainText('No card yet');
});

test('a forged voucher is refused with what to do about it', async ({ counter }) => {
  const practice = await counter.open('Practice');
  await practice.getByRole('button', { name: 'Forged voucher' }).click();
  await expect(counter.notice).toContainText('This voucher is not genuine.');
  await expect(counter.customer).not.toContainText('Vouchers on the counter');
});

test('a code misread by one letter is not another customer', async ({ counter, scanner }) => {
  const misread = cards.fresh.slice(0, 4) + (cards.fresh[4] === 'B' ? 'D' : 'B') + cards.fresh.slice(5);
  await scanner.scan(misread);
  await expect(counter.notice).toContainText('The code was not read well. Scan it again.');
});

for (const [typed, shown, sentence] of [
  ['0', '€0.00', 'The amount is zero.'],
  ['-5', '-5', 'The amount is below zero.'],
  ['1.2.3', '1.2.3', 'This is not an amount. Type it like 23.40.'],
  ['23.405', '23.405', 'This is not an amount. Type it like 23.40.'],
  ['99999', '€99,999.00', 'Too large for one sale (limit €10,000.00).'],
] as const)
  test(`the amount ${typed} is refused, kept to be mended, and sells nothing`, async ({
    counter,
    scanner,
    page,
  }) => {
    await scanner.scan(cards.fresh);
    await expect(counter.customer).toContainText('First visit');
    await counter.sell(typed);
    await expect(counter.notice).toContainText(sentence);
    await expect(counter.amount).toHaveText(shown);
    await page.keyboard.press('Escape');
    await expect(counter.amount).toHaveText('€0.00');
    await expect(counter.notice).toHaveText('Type the amount');
    await expect(counter.customer).toContainText('First visit');
  });

test('Enter without an amount, and without a customer, says what is missing', async ({
  counter,
  scanner,
  page,
}) => {
  await counter.sell('5');
  await expect(counter.notice).toContainText('Scan a card or a voucher first.');
  await page.keyboard.press('Escape');
  await scanner.scan(cards.fresh);
  await expect(counter.customer).toContainText('First visit');
  await page.keyboard.press('Enter');
  await expect(counter.notice).toContainText('This is not an amount.');
});

test('vouchers worth more than the sale are not used up', async ({ counter, scanner }) => {
  await scanner.scan(cards.eightyPoints);
  await counter.sell('20');
  const paper = await counter.readPaper();
  await scanner.scan(paper);
  await expect(counter.customer).toContainText('−€2.00');
  await counter.sell('1,50');
  await expect(counter.notice).toContainText('The vouchers (€2.00) are worth more than the sale (€1.50).');
  await expect(counter.customer).toContainText('−€2.00');
});
