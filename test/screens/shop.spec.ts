import { AxeBuilder } from '@axe-core/playwright';
import { expect, needsBrowserAndBuild, test } from './till.ts';

needsBrowserAndBuild();

test('a manager decides what goes together, sees it on an example first, and finds it there again', async ({
  counter,
  page,
}) => {
  const side = await counter.manage('Shop rules');
  const row = side.getByRole('listitem').filter({ hasText: 'What goes together' });
  await row.getByRole('button', { name: 'Change' }).click();
  const example = side.getByRole('region', { name: 'What this does to an example' });
  await expect(example.getByRole('listitem').filter({ hasText: 'A fixed amount off' })).toContainText(
    'Another offer of its kind is used',
  );
  await side.getByRole('radio', { name: 'best for the customer' }).click();
  await expect(example.getByRole('listitem').filter({ hasText: 'A fixed amount off' })).toContainText(
    '€2.00',
  );
  const { violations } = await new AxeBuilder({ page }).exclude('[data-live-announcer]').analyze();
  expect(violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))).toEqual([]);
  await side.getByRole('button', { name: 'Save' }).click();
  await expect(side.getByText('Saved. It holds from the next sale on.')).toBeVisible();
  await row.getByRole('button', { name: 'Change' }).click();
  await expect(side.getByRole('radio', { name: 'best for the customer' })).toBeChecked();
});
