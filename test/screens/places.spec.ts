import { AxeBuilder } from '@axe-core/playwright';
import { cards, expect, needsBrowserAndBuild, test } from './till.ts';

needsBrowserAndBuild();
test.describe.configure({ timeout: 60_000 });

test('a place is booked with one key, stands in the list, is given back, and lets in at the door', async ({
  counter,
  scanner,
  page,
}) => {
  await expect(counter.customer).toBeVisible();
  const side = await counter.manage('Programs');
  await page.getByRole('button', { name: 'Experience with places' }).click();
  await page.locator('form.setup-form').getByText('More', { exact: false }).first().click();
  await page.getByLabel('A place costs points (0: nothing)').fill('30');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(side.locator('.program-list')).toContainText('Experience with places');
  await counter.closeSide();

  await scanner.scan(cards.eightyPoints);
  const tasting = counter.customer.getByRole('region', { name: 'Wine tasting' });
  await expect(tasting).toContainText('20 places left');
  await page.keyboard.press('Alt+0');
  await expect(tasting).toContainText('Booked, good until');
  await expect(tasting).toContainText('19 places left');
  await expect(tasting).toContainText('The member has 1 already');
  await expect(counter.customer).toContainText('50');
  const { violations } = await new AxeBuilder({ page }).include('.what > .panel:first-child').analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);

  await tasting.getByRole('button', { name: 'Give back: Wine tasting' }).click();
  await expect(tasting).toContainText('20 places left');
  await expect(tasting).toContainText('Given back');
  await page.keyboard.press('Alt+0');
  await expect(tasting).toContainText('Booked, good until');

  const list = await counter.manage('Places');
  await expect(list.getByRole('listitem')).toContainText('booked');
  await page.screenshot({ path: test.info().outputPath('places.png') });
  await tasting.getByRole('button', { name: 'Let in: Wine tasting' }).click();
  await expect(page.locator('.vouchers')).toContainText('Wine tasting');
  await page.keyboard.press('Enter');
  await expect(list.getByRole('listitem')).toContainText('came');
  await expect(list).toContainText('1 booked, 1 came · 19 of 20 left');
});
