import { AxeBuilder } from '@axe-core/playwright';
import { cards, expect, needsBrowserAndBuild, test } from './till.ts';

needsBrowserAndBuild();

test('a member takes part in the leaderboard by a nickname, and stands on it', async ({
  counter,
  scanner,
  page,
  context,
}) => {
  const empty = await counter.manage('Leaderboard');
  await expect(empty).toContainText('Nobody who takes part has come in this month.');
  await counter.closeSide();
  await scanner.scan(cards.fresh);
  await counter.sell('10');
  await expect(counter.toPay).toHaveText('€10.00');
  await scanner.scan(cards.fresh);
  await counter.customer.getByRole('button', { name: 'Change' }).click();
  await page.getByRole('textbox', { name: 'Nickname for the leaderboard' }).fill('Ristretto');
  await page.getByText('Nickname on the leaderboard', { exact: true }).click();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(counter.customer).toContainText('Leaderboard this month: 1st of 1');
  const board = await counter.manage('Leaderboard');
  const rows = board.getByRole('list', { name: 'Leaderboard' }).getByRole('listitem');
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText('Ristretto');
  await expect(rows).toContainText('1 visit · at the counter');
  const { violations } = await new AxeBuilder({ page }).exclude('[data-live-announcer]').analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  await board.getByText('Last month').click();
  await expect(rows).toHaveCount(0);
  await counter.closeSide();
  const devices = await counter.manage('Devices');
  const opening = context.waitForEvent('page');
  await devices.getByRole('button', { name: 'Open the customer display' }).click();
  const display = await opening;
  await display.setViewportSize({ width: 800, height: 480 });
  const onDisplay = display.getByText('Leaderboard this month: 1st of 1');
  await expect(onDisplay).toBeInViewport({ ratio: 1 });
  await expect(display.locator('body')).not.toContainText('Ristretto');
  await counter.closeSide();
  await scanner.scan(cards.eightyPoints);
  await expect(onDisplay).toHaveCount(0);
  await expect(counter.customer).not.toContainText('Leaderboard this month');
});
