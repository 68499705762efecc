import { readFileSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import { cards, expect, needsBrowserAndBuild, test } from './till.ts';

needsBrowserAndBuild();

test('a member has one badge that says why, and the shop sees who is in which segment', async ({
  counter,
  scanner,
  page,
}) => {
  await scanner.scan(cards.eightyPoints);
  const badge = counter.customer.getByRole('button', { name: 'New: why?' });
  await expect(badge).toBeVisible({ timeout: 20_000 });
  await badge.click();
  await expect(badge).toHaveAttribute('aria-expanded', 'true');
  await expect(counter.customer.getByText(/Joined on/)).toBeVisible();

  const side = await counter.manage('Segments');
  await expect(side.getByText(/As of/)).toBeVisible();
  const row = side.getByRole('button', { name: /^New\s*4 members/ });
  await expect(row).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).exclude('[data-live-announcer]').analyze();
  expect(violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))).toEqual([]);
  await row.click();
  await expect(side.getByRole('button', { name: /No name yet/ })).toHaveCount(4);
  const download = page.waitForEvent('download');
  await side.getByRole('button', { name: 'Export as CSV' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe('New.csv');
  const lines = readFileSync(await file.path(), 'utf8')
    .trimEnd()
    .split('\r\n');
  expect(lines[0]).toBe('\uFEFFName,Card,Contact,Visits,Spent (EUR),Last visit,Joined');
  expect(lines).toHaveLength(5);
});
