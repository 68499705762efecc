import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { cards, expect, needsBrowserAndBuild, test } from './till.ts';

needsBrowserAndBuild();

/** React Aria's announcer is outside of every landmark on purpose. */
async function expectNoBarrier(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).exclude('[data-live-announcer]').analyze();
  expect(violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))).toEqual([]);
}

test('a manager changes what points are worth, and the next sale goes by it', async ({
  counter,
  scanner,
  page,
}) => {
  await counter.manage('Programs');
  const points = page.locator('.program-list li').filter({ hasText: 'points' }).first();
  await expect(points).toContainText('running');
  await expectNoBarrier(page);
  await points.getByRole('button', { name: 'Change' }).click();
  await page.getByRole('textbox', { name: 'Points for each' }).fill('2');
  await expectNoBarrier(page);
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.locator('.program-list')).toContainText('Stamp card');
  await counter.closeSide();
  await scanner.scan(cards.fresh);
  await expect(counter.customer).toContainText('First visit');
  await counter.sell('10');
  await expect(counter.customer).toContainText('+20 points');
});

test('a set-up that makes no sense is said in words and changes nothing', async ({ counter, page }) => {
  await expect(counter.customer).toBeVisible();
  await counter.manage('Programs');
  await page.getByRole('button', { name: 'Cashback as store credit' }).click();
  await page.getByRole('textbox', { name: 'How much' }).fill('250');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('alert')).toContainText('Look at: How much. At most 100 %.');
  // What is no number is not saved as the one that stood there before, and nothing is said of what it would come to.
  for (const none of ['', 'some']) {
    await page.getByRole('textbox', { name: 'How much' }).fill(none);
    await expect(page.locator('.program-words')).toHaveCount(0);
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByRole('alert')).toContainText('Look at: How much. It cannot be written like this.');
  }
  await page.getByRole('textbox', { name: 'How much' }).fill('2.5');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.locator('.program-list')).toContainText('Cashback as store credit');
});

test('a pack is set up at once, what is odd about programs together is said, and one is ended', async ({
  counter,
  page,
}) => {
  await expect(counter.customer).toBeVisible();
  await counter.manage('Programs');
  await page.getByRole('button', { name: 'Shop', exact: true }).click();
  const list = page.locator('.program-list');
  await expect(list).toContainText('clubs');
  await page.getByRole('button', { name: 'Cashback as store credit' }).click();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(list).toContainText('gives store credit too');
  const second = list.locator('li').filter({ hasText: 'cashback-2' });
  await second.getByRole('button', { name: 'Change' }).click();
  await page.getByRole('button', { name: 'End this program' }).click();
  await expect(second).toContainText('ended');
  await expect(list).not.toContainText('gives store credit too');
});

test('a shopkeeper picks days, hours and tiers of what there is, and types no short names', async ({
  counter,
  scanner,
  page,
}) => {
  await counter.manage('Programs');
  const list = page.locator('.program-list');
  await expect(list).toContainText('1 point for each €1.00 spent; 100 become a voucher of €2.00.');
  await page.getByRole('button', { name: 'Something off for members' }).click();
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Quiet days!');
  await page.getByText('More choices').last().click();
  await page.getByText('When it holds').click();
  await page.getByRole('button', { name: 'Mon', exact: true }).click();
  await page.getByLabel('From the hour').fill('08:00');
  await page.getByRole('button', { name: 'Friend of the house' }).click();
  await expectNoBarrier(page);
  await page.getByText('Short name: quiet-days').click();
  await page.getByRole('button', { name: 'Save' }).click();
  const quiet = list.locator('li').filter({ hasText: 'Quiet days!' });
  await expect(quiet).toContainText('quiet-days');

  // Opened again it stands as it was picked; what is not wanted any more is taken off.
  await quiet.getByRole('button', { name: 'Change' }).click();
  await page.getByText('More choices').last().click();
  await page.getByText('When it holds').click();
  await expect(page.getByRole('button', { name: 'Mon', exact: true })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await expect(page.getByRole('button', { name: 'Tue', exact: true })).toHaveAttribute(
    'aria-pressed',
    'false',
  );
  await expect(page.getByLabel('From the hour')).toHaveValue('08:00');
  await page.getByRole('button', { name: 'Mon', exact: true }).click();
  await page.getByRole('button', { name: 'Friend of the house' }).click();
  await page.getByLabel('From the hour').fill('');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(list).toContainText('Quiet days!');
  await counter.closeSide();
  await scanner.scan(cards.fresh);
  await counter.sell('10');
  await expect(counter.toPay).toContainText('9.00');
});

test('tiers are asked for in money, in order, and a line taken away takes its own words with it', async ({
  counter,
  page,
}) => {
  await expect(counter.customer).toBeVisible();
  await counter.manage('Programs');
  await page.getByRole('button', { name: 'Tiers', exact: true }).click();
  const from = page.getByRole('textbox', { name: 'From, EUR' });
  await expect(from.first()).toHaveValue('200.00');
  await from.first().fill('700');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('alert')).toContainText('Each tier has to ask for more than the one before.');
  await page.getByRole('button', { name: 'Remove' }).first().click();
  await expect(from).toHaveValue('600.00');
  await expect(page.locator('.program-words')).toHaveText('Gold (€600.00).');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.locator('.program-list')).toContainText('Gold (€600.00)');
});
