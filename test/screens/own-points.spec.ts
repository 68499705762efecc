import { AxeBuilder } from '@axe-core/playwright';
import { cards, expect, needsBrowserAndBuild, test } from './till.ts';

needsBrowserAndBuild();

test('two programs of points are told apart by their names, at the counter and on the customer display', async ({
  counter,
  scanner,
  page,
  context,
}, info) => {
  await expect(counter.customer).toBeVisible();
  const programs = await counter.manage('Programs');
  await programs.getByRole('button', { name: 'Points', exact: true }).click();
  await programs.getByRole('textbox', { name: 'Points for each' }).fill('2');
  await programs.getByRole('textbox', { name: 'Points for a voucher' }).fill('40');
  await programs.getByText('More choices').last().click();
  await programs.getByText('What these points are called').click();
  for (const [language, one, many] of [
    ['In English', 'star', 'stars'],
    ['In Italian', 'stella', 'stelle'],
    ['In Hungarian', 'csillag', 'csillagok'],
  ] as const) {
    await programs.getByText(language, { exact: true }).click();
    await programs.getByRole('textbox', { name: 'After the number one' }).last().fill(one);
    await programs.getByRole('textbox', { name: 'After other numbers' }).last().fill(many);
  }
  await expect(programs.getByText('2 stars for each €1.00 spent')).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).exclude('[data-live-announcer]').analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  await page.screenshot({ path: info.outputPath('form.png'), fullPage: true });
  await programs.getByRole('button', { name: 'Save' }).click();
  await expect(programs.locator('.program-list')).toContainText('points-2');
  await expect(programs.locator('.program-list')).toContainText('2 stars for each €1.00 spent; 40 become');
  await programs.getByRole('button', { name: 'Rewards for points', exact: true }).click();
  await expect(programs.getByText('stars · points-2')).toBeVisible();
  await programs.getByText('stars · points-2').click();
  await expect(programs.getByText(/ for \d+ stars/)).toBeVisible();
  await programs.getByRole('button', { name: 'Back', exact: true }).click();
  await expect(programs.locator('.program-list')).not.toContainText('nobody tells them apart');
  await counter.closeSide();

  await scanner.scan(cards.eightyPoints);
  await expect(counter.customer).toContainText('80 points');
  await expect(counter.customer).toContainText('0 stars');
  const devices = await counter.manage('Devices');
  const opening = context.waitForEvent('page');
  await devices.getByRole('button', { name: 'Open the customer display' }).click();
  const display = await opening;
  await expect(display.getByText('80', { exact: true })).toBeVisible();
  await counter.closeSide();
  await counter.sell('23.40');
  await expect(counter.customer).toContainText('+23 points');
  await expect(counter.customer).toContainText('+46 stars');
  await expect(counter.customer).toContainText('40 stars became a voucher of €2.00');
  await expect(counter.customer).toContainText('100 points became a voucher of €2.00');
  await page.screenshot({ path: info.outputPath('counter.png'), fullPage: true });
  await expect(display.getByText('+46 stars')).toBeVisible();
  await expect(display.getByText('+23 points')).toBeVisible();
  await expect(display.getByText('6 stars 34 to the next reward')).toBeVisible();
  await display.screenshot({ path: info.outputPath('display.png') });

  // What happened is told in the same words.
  await scanner.scan(cards.eightyPoints);
  await expect(counter.customer).toContainText('6 stars');
  await page.keyboard.press('F5');
  await expect(page.getByText('40 stars became a voucher of €2.00').first()).toBeVisible();
  await expect(page.getByText('+46 stars').first()).toBeVisible();
  await page.screenshot({ path: info.outputPath('history.png'), fullPage: true });
});
