import { AxeBuilder } from '@axe-core/playwright';
import { cards, expect, needsBrowserAndBuild, test } from './till.ts';

needsBrowserAndBuild();

const receipt = ['BAR ROMA', 'CAPPUCCINO      1,60', 'TOTALE         23,40', 'GRAZIE'].join('\n');

test('a receipt is tried, printed on the register of practice, and sold with a scan and Enter', async ({
  counter,
  scanner,
  page,
}) => {
  const register = await counter.manage('Register');
  await register.getByRole('textbox', { name: 'What the register printed' }).fill(receipt);
  await expect(register).toContainText('Total €23.40 – pattern it: TOTALE 23,40');
  await register.getByRole('button', { name: 'Print it on the register of practice' }).click();
  await expect(counter.amount).toHaveText('€23.40');
  await expect(page.locator('.amount-card')).toContainText('from Demo');
  await page.getByRole('button', { name: 'Close' }).last().click();

  await scanner.scan(cards.eightyPoints);
  await expect(counter.customer).toContainText('80 points');
  await page.keyboard.press('Enter');
  await expect(counter.toPay).toHaveText('€23.40');
  await expect(page.locator('.amount-card')).not.toContainText('from Demo');
});

test('a total of what may be a copy waits with the line that says so, until somebody types', async ({
  counter,
  page,
}) => {
  const register = await counter.manage('Register');
  const text = ['COPISTERIA ROMA', 'COPIE', '50 x 0,10     5,00', 'TOTALE         5,00'].join('\n');
  await register.getByRole('textbox', { name: 'What the register printed' }).fill(text);
  await expect(register).toContainText('The line “COPIE” may say that this is a copy');
  await register.getByRole('button', { name: 'Print it on the register of practice' }).click();
  await expect(counter.amount).toHaveText('€5.00');
  const card = page.locator('.amount-card');
  await expect(card).toContainText('look at the receipt before you confirm');
  const picture = process.env['CAPTURE_PICTURE'];
  if (picture) await page.screenshot({ path: `${picture}.copy.png` });
  await card.click();
  await page.keyboard.type('8', { delay: 70 });
  await expect(card).not.toContainText('COPIE');
});

test('what is typed goes before what was printed, and Esc takes the register’s total back', async ({
  counter,
  page,
}) => {
  const register = await counter.manage('Register');
  await register.getByRole('textbox', { name: 'What the register printed' }).fill('TOTALE 5,00');
  const print = register.getByRole('button', { name: 'Print it on the register of practice' });
  await print.click();
  await expect(counter.amount).toHaveText('€5.00');
  await page.locator('.amount-card').click();
  await page.keyboard.type('8', { delay: 70 });
  await expect(counter.amount).toHaveText('€8.00');
  await page.keyboard.press('Escape');
  await expect(counter.amount).toHaveText('€0.00');
  await page.reload();
  await expect(counter.amount).toHaveText('€0.00');
});

test('a pattern of one’s own is tried, and why nothing is read is said', async ({ counter, page }) => {
  const register = await counter.manage('Register');
  await register
    .getByRole('textbox', { name: 'What the register printed' })
    .fill('DA PAGARE 8,20\nDA PAGARE 9,20');
  await expect(register).toContainText('No line fits a pattern, so no total is taken.');
  await register.getByRole('radio', { name: 'One of my own' }).click();
  await register.getByRole('textbox', { name: 'Words before the total' }).fill('DA PAGARE');
  await expect(register).toContainText('Two totals, €8.20 and €9.20, so none is taken.');
  await register.getByRole('radio', { name: 'the last counts' }).click();
  await expect(register).toContainText('Total €9.20');
  await expect(register.getByRole('textbox', { name: 'For settings.json' })).toHaveValue(
    /"labels":\["DA PAGARE"\]/,
  );
  const text = register.getByRole('textbox', { name: 'What the register printed' });
  await text.fill('CONTO 12\nDA PAGARE 9,20');
  await register.getByRole('textbox', { name: 'Words of which one stands' }).fill('DOCUMENTO COMMERCIALE');
  await expect(register).toContainText('none of the words that stand on this register’s receipts');
  await text.fill('DOCUMENTO COMMERCIALE\nDOC.N. 0012-0034\nDA PAGARE 9,20');
  await register.getByRole('textbox', { name: 'Words before the receipt’s number' }).fill('DOC.N');
  await expect(register).toContainText('Total €9.20 – pattern own: DA PAGARE 9,20, receipt 0012-0034');
  await text.fill('*** COPIA ***\nDOCUMENTO COMMERCIALE\nDA PAGARE 9,20');
  await expect(register).toContainText('No sale’s receipt, says the line “*** COPIA ***”');
  const picture = process.env['CAPTURE_PICTURE'];
  if (picture) await page.screenshot({ path: picture, fullPage: true });
  const { violations } = await new AxeBuilder({ page }).include('aside').analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
});
