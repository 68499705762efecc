import { AxeBuilder } from '@axe-core/playwright';
import type { Locator } from '@playwright/test';
import { cards, expect, needsBrowserAndBuild, test } from './till.ts';

needsBrowserAndBuild();

test('a test scan shows what came, raw and understood, and sells nothing', async ({
  counter,
  scanner,
  page,
}, info) => {
  test.slow(); // axe looks at it twice
  const devices = await counter.manage('Devices');
  await expect(devices.getByRole('heading', { name: 'Keyboard scanner' })).toBeVisible();
  await devices.getByRole('button', { name: 'Start the test' }).click();
  await expect(devices.getByText('Scan anything. It is shown here and does nothing.')).toBeVisible();
  const came = devices.getByRole('list', { name: 'What came' }).getByRole('listitem');

  await scanner.scan(cards.eightyPoints, { prefix: 'F13' });
  await expect(came.first()).toContainText(cards.eightyPoints);
  await expect(came.first()).toContainText('a card');
  await expect(came.first()).toContainText('Keyboard scanner');
  await scanner.scan('0109506000\x1d3103', { prefix: 'F13' });
  await expect(came.first()).toContainText('0109506000<GS>3103');

  await devices.getByRole('textbox', { name: 'Virtual scanner: any code' }).fill('hello');
  await devices.getByRole('button', { name: 'Scan', exact: true }).click();
  await expect(came.first()).toContainText('nothing we know');
  await expect(came).toHaveCount(3);
  await expect(counter.customer).not.toContainText('80 points');
  await came.first().scrollIntoViewIfNeeded();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const { violations } = await new AxeBuilder({ page }).exclude('[data-live-announcer]').analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
    const shot = info.outputPath(`devices-${colorScheme}.png`);
    await page.screenshot({ path: shot });
    await info.attach(`devices-${colorScheme}.png`, { path: shot, contentType: 'image/png' });
  }

  // Whoever goes back to selling sells.
  await devices.getByRole('button', { name: 'Back to selling' }).click();
  await expect(devices.getByRole('button', { name: 'Start the test' })).toBeVisible();
  await scanner.scan(cards.eightyPoints);
  await expect(counter.customer).toContainText('80 points');
});

test('closing the screen ends the test, so that nobody sells to a deaf counter', async ({
  counter,
  scanner,
}) => {
  const devices = await counter.manage('Devices');
  await devices.getByRole('button', { name: 'Start the test' }).click();
  await expect(devices.getByRole('button', { name: 'Back to selling' })).toBeVisible();
  await devices.getByRole('button', { name: 'Close' }).click();
  await scanner.scan(cards.eightyPoints);
  await expect(counter.customer).toContainText('80 points');
});

test('a serial scanner is set up by a path that is typed, is looked for, and is taken away again', async ({
  counter,
  page,
}) => {
  let devices = await counter.manage('Devices');
  await devices.getByRole('button', { name: 'Add a serial scanner' }).click();
  await devices.getByRole('textbox', { name: 'Port or path' }).fill('/dev/nothing-of-the-kind');
  await devices.getByRole('radio', { name: '115200' }).click();
  await devices.getByRole('button', { name: 'Add', exact: true }).click();
  const card = (): Locator => devices.getByRole('listitem').filter({ hasText: 'Scanner (serial port)' });
  await expect(card()).toContainText('looking for it');

  await page.reload();
  devices = await counter.manage('Devices');
  await expect(card()).toContainText('looking for it');
  await card().getByRole('button', { name: 'Take away' }).click();
  await expect(card()).toHaveCount(0);
});

test('the calibration code is shown in a test, and reading it teaches what the scanner types', async ({
  counter,
  page,
}, info) => {
  const devices = await counter.manage('Devices');
  await devices.getByRole('button', { name: 'Calibrate' }).click();
  await expect(devices.getByRole('img', { name: 'Calibration code' })).toBeVisible();
  const shot = info.outputPath('calibration.png');
  await page.screenshot({ path: shot });
  await info.attach('calibration.png', { path: shot, contentType: 'image/png' });
  await expect(devices.getByRole('button', { name: 'Back to selling' })).toBeVisible();
  // A scanner set to German that puts # in front, on this computer.
  await page.keyboard.press('Control+b');
  const keys = [
    'Backslash',
    'Shift+KeyR',
    'Shift+Digit2',
    'KeyZ',
    'Digit0',
    'Slash',
    'KeyA',
    'Shift+KeyT',
    'Enter',
  ];
  for (const key of keys) await page.keyboard.press(key);
  const card = devices.getByRole('listitem').filter({ hasText: 'Keyboard scanner' }).first();
  await expect(card).toContainText('It types as on a keyboard of Germany. Before each code it sends #.');
  await card.getByRole('button', { name: 'Forget the calibration' }).click();
  await expect(card).not.toContainText('Germany');
});

test('a pole display is chosen by a path that is typed, looked for, tried, and taken away again', async ({
  counter,
  page,
}, info) => {
  const devices = await counter.manage('Devices');
  const pole = devices.getByRole('region', { name: 'Pole display' });
  await expect(pole).toContainText('not set up');
  await pole.getByRole('button', { name: 'Choose a pole display' }).click();
  await pole.getByRole('textbox', { name: 'Port or path' }).fill('/dev/nothing-of-the-kind');
  await pole.getByRole('radio', { name: 'CD5220' }).click();
  await pole.getByRole('radio', { name: '19200' }).click();
  await pole.getByRole('radio', { name: '852' }).click();
  await page.screenshot({ path: info.outputPath('pole-choose.png') });
  await pole.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(pole).toContainText('looking for it');
  await expect(pole).toContainText('CD5220, /dev/nothing-of-the-kind');
  await pole.getByRole('button', { name: 'Show test text' }).click();
  await page.screenshot({ path: info.outputPath('pole.png') });
  await pole.getByRole('button', { name: 'Take away' }).click();
  await expect(pole).toContainText('not set up');
});
