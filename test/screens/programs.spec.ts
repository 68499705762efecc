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
  await expect(page.getByRole('alert')).toContainText('Look at: How much');
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
