import { AxeBuilder } from '@axe-core/playwright';
import { cards, expect, needsBrowserAndBuild, test } from './till.ts';

needsBrowserAndBuild();

test('a new cashier trains on make-believe, is led through a drill and praised, and comes back to the real shop', async ({
  counter,
  scanner,
  page,
}, info) => {
  test.setTimeout(120_000); // axe looks three times
  const band = page.getByRole('region', { name: 'Training' });
  const look = async (name: string): Promise<void> => {
    await page.screenshot({ path: info.outputPath(`training-${name}.png`) });
    const { violations } = await new AxeBuilder({ page }).exclude('[data-live-announcer]').analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
    const { width, height } = page.viewportSize() ?? { width: 0, height: 0 };
    const size = () => [document.documentElement.scrollWidth, document.documentElement.scrollHeight];
    expect(await page.evaluate(size)).toEqual([width, height]);
  };
  await scanner.scan(cards.eightyPoints);
  await expect(counter.customer).toContainText('80 points');
  const entry = await counter.manage('Training');
  await expect(band).toHaveCount(0);
  await entry.getByRole('button', { name: 'Begin training' }).click();

  // No restart: the same window, another till.
  await expect(band).toContainText('TRAINING');
  await expect(counter.customer).not.toContainText('80 points');
  await page.getByRole('button', { name: 'Drills', exact: true }).click();
  const drills = page.getByRole('complementary', { name: 'Drills' });
  await expect(drills).toContainText('0 of 10 done');
  await expect(drills).toContainText("With the shop's own programs.");
  await drills.getByRole('button', { name: 'A sale with a card' }).click();
  await expect(band).toContainText('Scan a card.');
  await look('step');
  await band.getByRole('button', { name: /under the scanner/ }).click();
  await expect(band).toContainText('Type an amount and press Enter.');
  await counter.sell('5');
  await expect(band).toContainText('Well done.');
  await expect(drills).toContainText('1 of 10 done');
  await drills.getByRole('button', { name: 'Next drill' }).click();
  await expect(band).toContainText('points enough for a voucher');
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize({ width: 1024, height: 600 });
  await look('next-dark');

  await band.getByRole('button', { name: 'Leave training' }).click();
  await expect(band).toHaveCount(0);
  // Who was at the counter of the real shop is still there.
  await expect(counter.customer).toContainText('80 points');
});
