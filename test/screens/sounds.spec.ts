import type { Page } from '@playwright/test';
import { cards, expect, needsBrowserAndBuild, test } from './till.ts';

needsBrowserAndBuild();

/** Notes how high every tone is that the page starts, before it is heard. */
async function listen(page: Page): Promise<() => Promise<number[]>> {
  await page.addInitScript(() => {
    const heard: number[] = [];
    Object.assign(window, { heard });
    const start = AudioScheduledSourceNode.prototype.start;
    AudioScheduledSourceNode.prototype.start = function (this: AudioScheduledSourceNode, when?: number) {
      if (this instanceof OscillatorNode) heard.push(this.frequency.value);
      start.call(this, when);
    };
  });
  await page.reload();
  return () => page.evaluate(() => (window as unknown as { heard: number[] }).heard.splice(0));
}

test('a known card, a new one and a refusal are heard, each beside what is seen; turned off it is quiet', async ({
  counter,
  scanner,
  page,
}) => {
  const heard = await listen(page);
  await expect(counter.confirm).toBeVisible();
  expect(await heard()).toEqual([]);

  await scanner.scan(cards.fresh);
  await expect(counter.customer).toContainText('First visit');
  await expect.poll(heard).toEqual([880, 1175]);
  await scanner.scan(cards.unknown);
  await expect(counter.customer).toContainText('New card');
  await expect.poll(heard).toEqual([587, 587]);
  await scanner.scan(cards.blocked);
  await expect(counter.notice).toContainText('blocked');
  await expect.poll(heard).toEqual([233]);

  const devices = await counter.manage('Devices');
  const panel = devices.getByRole('region', { name: 'Sounds' });
  await panel.scrollIntoViewIfNeeded();
  await page.screenshot({ path: test.info().outputPath('sounds.png') });
  await panel.getByRole('button', { name: 'Refused' }).click();
  await expect.poll(heard).toEqual([233]);
  await panel.getByText('Short sounds when something is scanned').click();
  await expect(panel.getByRole('button')).toHaveCount(0);
  await counter.closeSide();
  await scanner.scan(cards.fresh);
  await expect(counter.customer).toContainText('First visit');
  await page.reload();
  // Scanned before the page is there, it is nobody's.
  await expect(counter.customer).toContainText('Card …');
  await scanner.scan(cards.ean);
  await expect(counter.customer).toContainText(`Card …${cards.ean.slice(-4)}`);
  expect(await heard()).toEqual([]);
});
