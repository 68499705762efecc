import { AxeBuilder } from '@axe-core/playwright';
import { PNG } from 'pngjs';
import { cards, expect, needsBrowserAndBuild, test } from './till.ts';

needsBrowserAndBuild();

test('a manager makes a coupon, sees its paper while it is thought of, prints five, and a customer uses one', async ({
  counter,
  scanner,
  page,
}) => {
  test.slow(); // five papers are printed
  const screen = await counter.manage('Vouchers');
  const picture = screen.getByRole('img', { name: 'Picture of the paper' });
  await expect(picture).toBeVisible();
  const money = await picture.getAttribute('src');
  await screen.getByRole('radio', { name: 'A new coupon' }).click();
  await screen.getByRole('textbox', { name: 'Name', exact: true }).fill('20 % off');
  await screen.getByRole('textbox', { name: 'How much, %' }).fill('20');
  await screen.getByRole('textbox', { name: 'Heading' }).fill('Thank you');
  await screen.getByRole('textbox', { name: 'How many (1 to 1,000)' }).fill('5');
  await expect(picture).not.toHaveAttribute('src', money ?? '');
  const logo = new PNG({ width: 160, height: 80 });
  for (let at = 0; at < logo.data.length; at += 4) logo.data.set([40, 40, (at / 8) % 256, 255], at);
  await screen.locator('input[type=file]').setInputFiles({
    name: 'logo.png',
    mimeType: 'image/png',
    buffer: PNG.sync.write(logo),
  });
  await expect(screen.getByRole('img', { name: 'Logo on the paper' })).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).exclude('[data-live-announcer]').analyze();
  expect(violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))).toEqual([]);
  await screen.getByRole('button', { name: 'Print 5 vouchers' }).click();
  const batch = screen.locator('[data-batch]').first();
  await expect(batch).toContainText('Thank you 20 % off');
  await expect(batch).toContainText('5 of 5 came out', { timeout: 30_000 });

  await batch.getByRole('button', { name: 'Each voucher' }).click();
  const first = batch.locator('li').first();
  await expect(first).toContainText('good');
  await batch
    .getByRole('button', { name: /^Take back: / })
    .last()
    .click();
  await expect(batch.locator('li').last()).toContainText('taken back');

  await page.screenshot({ path: test.info().outputPath('vouchers.png') });

  await counter.closeSide();
  const practice = await counter.open('Practice');
  await practice
    .getByRole('button', { name: /20 % off/ })
    .last()
    .click();
  await scanner.scan(cards.fresh);
  await counter.sell('10');
  await expect(counter.customer).toContainText('Coupon: 20 % off');
  await expect(counter.toPay).toContainText('8.00');
});

test('a customer says a code: the cashier types it with F1, and sees why when it is not good', async ({
  counter,
  page,
}) => {
  const programs = await counter.manage('Programs');
  await programs.getByRole('button', { name: 'Coupon', exact: true }).click();
  await programs.getByRole('textbox', { name: /Code that anybody may say/ }).fill('summer 10');
  await programs.getByRole('button', { name: 'Save' }).click();
  await expect(programs.locator('.program-list')).toContainText('Coupon');
  await counter.closeSide();
  const field = page.getByRole('textbox', { name: 'Code, as on the paper' });
  await page.keyboard.press('F1');
  await expect(field).toBeFocused();
  await page.keyboard.type('Summer-10', { delay: 70 });
  await page.keyboard.press('Enter');
  await expect(counter.notice).toContainText('Coupon accepted.');
  await counter.sell('10');
  await expect(counter.customer).toContainText('What happened');
  await expect(counter.customer).toContainText('Coupon: 10 % off');
  await page.keyboard.press('F1');
  await expect(field).toBeFocused();
  await page.keyboard.type('winter', { delay: 70 });
  await page.screenshot({ path: test.info().outputPath('code.png') });
  await page.keyboard.press('Enter');
  await expect(counter.notice).toContainText('nor a coupon of this shop');
});

test('a file that is no picture is refused in words', async ({ counter }) => {
  const screen = await counter.manage('Vouchers');
  await screen.locator('input[type=file]').setInputFiles({
    name: 'logo.png',
    mimeType: 'image/png',
    buffer: Buffer.from('this is a letter and no picture at all, whatever its name says'),
  });
  await expect(screen.getByRole('alert')).toContainText('This is not a PNG picture');
});
