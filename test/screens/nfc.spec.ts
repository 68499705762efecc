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
