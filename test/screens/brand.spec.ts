import { AxeBuilder } from '@axe-core/playwright';
import { PNG } from 'pngjs';
import { cards, expect, needsBrowserAndBuild, test } from './till.ts';

needsBrowserAndBuild();

test('a shop gives its colour and its name for points, and every screen follows at once', async ({
  counter,
  scanner,
  page,
  context,
}, info) => {
  test.setTimeout(120_000); // axe looks twice
  await scanner.scan(cards.eightyPoints);
  await expect(counter.customer).toContainText('80 points');
  const brand = await counter.manage('Brand');
  await expect(brand.getByRole('status')).toHaveText('Kept.');
  const colour = brand.getByRole('textbox', { name: 'Colour, like #7a1f3d' });
  await colour.fill('#ffee');
  await expect(brand.getByText('A colour is written like #7a1f3d')).toBeVisible();
  await expect(brand.getByRole('button', { name: 'Keep' })).toBeDisabled();
  await colour.fill('#ffee00');
  await expect(brand.getByText('too light to be read on a light screen')).toBeVisible();
  await brand.getByRole('button', { name: '#7a1f3d' }).click();
  await expect(brand.getByText('On dark screens it is shown lighter')).toBeVisible();
  await brand.getByRole('textbox', { name: 'One (English)' }).fill('bean');
  await brand.getByRole('textbox', { name: 'Many (English)' }).fill('beans');
  await brand.getByRole('button', { name: 'Keep' }).click();
  await expect(counter.customer).toContainText('80 beans');
  const hue = () => getComputedStyle(document.documentElement).getPropertyValue('--brand');
  expect(await page.evaluate(hue)).toContain('#7a1f3d');
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const { violations } = await new AxeBuilder({ page }).exclude('[data-live-announcer]').analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
    await page.screenshot({ path: info.outputPath(`brand-${colorScheme}.png`) });
  }
  await counter.sell('23.40');
  await expect(counter.customer).toContainText('+23 beans');

  await counter.closeSide();
  // The customers read it too, and whoever needs high contrast keeps it.
  const devices = await counter.manage('Devices');
  const opening = context.waitForEvent('page');
  await devices.getByRole('button', { name: 'Open the customer display' }).click();
  const display = await opening;
  await expect(display.getByText('+23 beans')).toBeVisible();
  expect(await display.evaluate(hue)).toContain('#7a1f3d');
  await page.emulateMedia({ contrast: 'more' });
  expect(await page.evaluate(hue)).not.toContain('#7a1f3d');
  await page.reload();
  await expect(counter.confirm).toBeVisible();
  await scanner.scan(cards.ean);
  await expect(counter.customer).toContainText('41 beans');
});

test('a shop says once what stands on every paper, sees the very paper, and greets in its tone', async ({
  counter,
  scanner,
  page,
}) => {
  test.setTimeout(60_000);
  await expect(counter.customer).toBeVisible();
  const brand = await counter.manage('Brand');
  await brand
    .getByRole('textbox', { name: 'Under the shop’s name, line 1' })
    .fill('Via Garibaldi 12, Torino');
  await brand.getByRole('button', { name: 'One more line above' }).click();
  await brand.getByRole('textbox', { name: 'Under the shop’s name, line 2' }).fill('P.IVA '.repeat(9));
  await expect(brand.getByText('letters fit on a line of this printer')).toBeVisible();
  await brand.getByRole('textbox', { name: 'Under the shop’s name, line 2' }).fill('P.IVA 01234567890');
  const picture = brand.getByRole('img', { name: 'Picture of the paper' });
  const before = await picture.getAttribute('src');
  await brand.getByRole('radio', { name: 'Warmly' }).click();
  await expect(picture).not.toHaveAttribute('src', before ?? '');
  await brand.getByRole('button', { name: 'Save for every till' }).click();
  await expect(brand.getByText('Kept: the next paper has it.')).toBeVisible();
  await picture.scrollIntoViewIfNeeded();
  await page.screenshot({ path: test.info().outputPath('brand-paper.png') });
  await page.reload();
  await expect(counter.confirm).toBeVisible();
  const again = await counter.manage('Brand');
  await expect(again.getByRole('textbox', { name: 'Under the shop’s name, line 2' })).toHaveValue(
    'P.IVA 01234567890',
  );
  await counter.closeSide();
  await scanner.scan(cards.eightyPoints);
  await counter.sell('23.40');
  await expect(counter.customer.getByRole('img', { name: 'Picture of the paper' })).toBeVisible();
  await page.screenshot({ path: test.info().outputPath('voucher-paper.png') });
});

test('a shop gives all its tills a logo of their own, sees it on paper and display, takes it away and puts it back', async ({
  counter,
  page,
  context,
}) => {
  test.setTimeout(60_000);
  await expect(counter.customer).toBeVisible();
  const devices = await counter.manage('Devices');
  const opening = context.waitForEvent('page');
  await devices.getByRole('button', { name: 'Open the customer display' }).click();
  const display = await opening;
  await expect(display.getByRole('heading', { name: 'Café Aurora' })).toBeVisible();
  await page.bringToFront();
  await counter.closeSide();

  const brand = await counter.manage('Brand');
  const file = brand.locator('input[type=file]');
  const paper = brand.getByRole('img', { name: 'Picture of the paper' });
  const logo = brand.getByRole('img', { name: 'The shop’s own logo' });
  const bare = await paper.getAttribute('height');
  const upload = (buffer: Buffer) => file.setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer });
  await upload(Buffer.from('this is a letter and no picture at all, whatever its name says'));
  await expect(brand.getByRole('alert')).toContainText('This is not a PNG picture');
  const picture = new PNG({ width: 160, height: 80 });
  for (let at = 0; at < picture.data.length; at += 4) picture.data.set([40, 40, (at / 8) % 256, 255], at);
  await upload(PNG.sync.write(picture));
  await expect(logo).toBeVisible();
  await expect(brand.getByRole('alert')).toBeHidden();
  await expect(paper).toHaveAttribute('height', String(Number(bare) + 92));
  const { violations } = await new AxeBuilder({ page }).exclude('[data-live-announcer]').analyze();
  expect(violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))).toEqual([]);
  await logo.scrollIntoViewIfNeeded();
  await page.screenshot({ path: test.info().outputPath('brand-logo.png') });
  const shown = display.locator('img.display-logo');
  await expect(shown).toHaveAttribute('src', (await logo.getAttribute('src')) ?? '');

  await brand.getByRole('button', { name: 'Take it away' }).click();
  await expect(logo).toBeHidden();
  await expect(brand.getByText('The logo is gone from here.')).toBeVisible();
  await expect(shown).toBeHidden();
  await expect(paper).toHaveAttribute('height', bare ?? '');
  await brand.getByRole('button', { name: 'Put it back' }).click();
  await expect(logo).toBeVisible();
  await expect(shown).toBeVisible();
  await counter.closeSide();
  const vouchers = await counter.manage('Vouchers');
  await expect(vouchers.getByText('The shop has a logo of its own, under Brand.')).toBeVisible();
});
