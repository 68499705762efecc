import { cards, expect, needsBrowserAndBuild, test } from './till.ts';

needsBrowserAndBuild();

const slow = { msPerKey: 80 } as const;

for (const setUp of [
  {},
  { prefix: 'F13' },
  { ...slow, prefix: 'F13' },
  { ...slow, prefix: 'Ctrl+B' },
] as const)
  test(`a scanner with ${JSON.stringify(setUp)} is understood wherever the focus is`, async ({
    counter,
    scanner,
    page,
  }) => {
    await scanner.scan(cards.fresh, setUp);
    await expect(counter.notice).toHaveText('Card known. Type the amount');
    await expect(counter.amount).toHaveText('€0.00');

    // In a field it leaves nothing.
    await counter.open('Practice');
    const field = page.getByRole('textbox', { name: 'Any other code' });
    await field.fill('abc');
    await scanner.scan(cards.ean, setUp);
    await expect(counter.customer).toContainText(`Card …${cards.ean.slice(-4)}`);
    await expect(field).toHaveValue('abc');
    await expect(field).toBeFocused();

    // A button does not feel its Enter.
    const printing = page.getByRole('button', { name: 'Printing' });
    await printing.focus();
    await scanner.scan(cards.fresh, setUp);
    await expect(counter.customer).toContainText(`Card …${cards.fresh.slice(-4)}`);
    await expect(printing).toHaveAttribute('aria-expanded', 'false');
  });

test('a scanner that ends with Tab does not move the focus', async ({ counter, scanner, page }) => {
  await scanner.scan(cards.fresh, { suffix: 'Tab' });
  await expect(counter.notice).toHaveText('Card known. Type the amount');
  expect(await page.evaluate(() => document.activeElement === document.body)).toBe(true);
});

test('a person at 60 to 90 ms types an amount, also while the page is busy', async ({
  counter,
  scanner,
  page,
}) => {
  await scanner.type([...'1234.56'], 60);
  await expect(counter.amount).toHaveText('€1,234.56');
  await page.keyboard.press('Escape');
  const busy = page.evaluate(() => {
    const endMs = performance.now() + 900;
    while (performance.now() < endMs);
  });
  await scanner.type([...'1234.56'], 90);
  await busy;
  await expect(counter.amount).toHaveText('€1,234.56');
});

test('a scan is not lost while the page is busy', async ({ counter, scanner, page }) => {
  const busy = page.evaluate(() => {
    const endMs = performance.now() + 400;
    while (performance.now() < endMs);
  });
  await scanner.scan(cards.ean);
  await busy;
  await expect(counter.customer).toContainText(`Card …${cards.ean.slice(-4)}`);
  await expect(counter.amount).toHaveText('€0.00');
});

test('what a person types into a field stays there', async ({ counter, scanner, page }) => {
  await counter.open('Practice');
  const field = page.getByRole('textbox', { name: 'Any other code' });
  await field.focus();
  await scanner.type([...cards.unknown, 'Enter'], 70);
  await expect(counter.customer).toContainText('Nobody has this card yet.');
  await expect(counter.amount).toHaveText('€0.00');
});

test('FNC1 inside a scan is kept and makes it another code', async ({ counter, scanner }) => {
  const [head, tail] = [cards.fresh.slice(0, 7), cards.fresh.slice(7)];
  await scanner.scan(`${head}\x1d${tail}`);
  await expect(counter.notice).toContainText('neither a card nor a voucher');
});
