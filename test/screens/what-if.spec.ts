import { AxeBuilder } from '@axe-core/playwright';
import { cards, expect, needsBrowserAndBuild, test } from './till.ts';

needsBrowserAndBuild();

test('a manager sees what twice the points would have cost before anything is saved', async ({
  counter,
  scanner,
  page,
}) => {
  await scanner.scan(cards.fresh);
  await expect(counter.customer).toContainText('First visit');
  await counter.sell('50');
  await expect(counter.customer).toContainText('+50 points');
  await counter.manage('Programs');
  const points = page.locator('.program-list li').filter({ hasText: 'points' }).first();
  await points.getByRole('button', { name: 'Change' }).click();
  const part = page.getByRole('region', { name: 'What would it have cost?' });
  await expect(part).toBeHidden();
  await page.getByRole('textbox', { name: 'Points for each' }).fill('2');
  await expect(part).toBeVisible();
  await part.getByRole('radio', { name: 'Last month' }).click();
  await part.getByRole('button', { name: 'Work it out' }).click();
  await expect(part).toContainText('no sales of members');
  await part.getByRole('radio', { name: 'All', exact: true }).click();
  await part.getByRole('button', { name: 'Work it out' }).click();
  // 50 points more, of which 100 are worth 2.00. What the demo shop's members had without a sale stays as it was.
  await expect(part.getByRole('status')).toContainText('€1.00 more');
  await expect(part.getByRole('status')).toContainText('as many members');
  await expect(part).toContainText('€3.42 → €4.42');
  await expect(part).toContainText('1 of 1 sales give exactly');
  const { violations } = await new AxeBuilder({ page }).exclude('[data-live-announcer]').analyze();
  expect(violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))).toEqual([]);
  await part.getByRole('button', { name: 'Which members' }).click();
  await expect(part.getByRole('region', { name: 'Would have gained most' })).toContainText('€1.00 → €2.00');
  await page.getByRole('textbox', { name: 'Points for each' }).fill('3');
  await expect(part).toContainText('changed since');
  await page.getByRole('button', { name: 'Back', exact: true }).click();
  await counter.closeSide();
  await scanner.scan(cards.fresh);
  await counter.sell('10');
  await expect(counter.customer).toContainText('+10 points');
});
