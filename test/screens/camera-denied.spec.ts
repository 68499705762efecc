import { cards, expect, needsBrowserAndBuild, test as base } from './till.ts';

needsBrowserAndBuild();

/** A browser with a camera, and somebody who says no to each who asks for it. */
const test = base.extend({
  launchOptions: [
    async ({ launchOptions }, use) => {
      const args = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream=deny'];
      await use({ ...launchOptions, args: [...(launchOptions.args ?? []), ...args] });
    },
    { scope: 'worker' },
  ],
});

test('a camera that may not be used is said in words, and the counter goes on', async ({
  counter,
  scanner,
}) => {
  const devices = await counter.manage('Devices');
  const panel = devices.getByRole('region', { name: 'Camera as a scanner' });
  await panel.getByRole('button', { name: 'Use a camera' }).click();
  await expect(panel.getByRole('alert')).toContainText('The camera may not be used here.');
  await scanner.scan(cards.eightyPoints);
  await expect(counter.customer).toContainText('80 points');
});
