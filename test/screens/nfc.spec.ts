import { cards, expect, needsBrowserAndBuild, test } from './till.ts';

needsBrowserAndBuild();

test('a chip is tapped in Practice: new it is enrolled, known it opens the wallet, a phone is refused in words', async ({
  counter,
  page,
}, info) => {
  const practice = await counter.open('Practice');
  const tap = (name: string) =>
    practice.getByRole('list', { name: 'NFC reader' }).getByRole('button', { name }).click();

  await tap('Chip with a number only');
  await expect(counter.customer).toContainText('3C80');
  await page.keyboard.press('F2');
  await expect(counter.customer).toContainText("by the chip's number");
  await counter.sell('12.00');
  await expect(counter.customer).toContainText('12 points');

  await tap('A phone');
  await expect(counter.notice).toContainText('says another number at each tap');

  await tap('Card with a chip');
  await expect(counter.customer).toContainText(`…${cards.eightyPoints.slice(-4)}`);
  await expect(counter.customer).not.toContainText("by the chip's number");

  await tap('Chip with a number only');
  await expect(counter.customer).toContainText("by the chip's number");
  await expect(counter.customer).toContainText('12 points');
  const shot = info.outputPath('nfc.png');
  await page.screenshot({ path: shot });
  await info.attach('nfc.png', { path: shot, contentType: 'image/png' });
});

test('an NFC reader is set up by a path that is typed, is looked for, and is taken away again', async ({
  counter,
  page,
}, info) => {
  const devices = await counter.manage('Devices');
  await devices.getByRole('button', { name: 'Add an NFC reader' }).click();
  // Whether the service runs here or not, a sentence says what to do.
  await expect(
    devices.getByText(/smart-card service of this computer does not run|The service runs|Which one is/),
  ).toBeVisible();
  await devices.getByRole('textbox', { name: 'Port or path' }).fill('/dev/nothing-of-the-kind');
  await page.screenshot({ path: info.outputPath('add.png') });
  await devices.getByRole('button', { name: 'Add', exact: true }).click();
  const card = devices.getByRole('listitem').filter({ hasText: 'NFC reader (PN532)' });
  await expect(card).toContainText('looking for it');
  await page.screenshot({ path: info.outputPath('looking.png') });
  await card.getByRole('button', { name: 'Take away' }).click();
  await expect(card).toHaveCount(0);
});
