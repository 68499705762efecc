import { AxeBuilder } from '@axe-core/playwright';
import { cards, expect, needsBrowserAndBuild, test } from './till.ts';

needsBrowserAndBuild();
test.describe.configure({ timeout: 60_000 });

test('a member sends a friend: set up, said while enrolling, bought for the first time, and the slip for the next', async ({
  counter,
  scanner,
  page,
}) => {
  await expect(counter.customer).toBeVisible();
  await counter.manage('Programs');
  await page.getByRole('button', { name: 'Bring a friend' }).click();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.locator('.program-list')).toContainText('Bring a friend');
  await page.keyboard.press('Escape');

  await scanner.scan(cards.unknown);
  await counter.customer.getByRole('button', { name: 'Sent by a friend?' }).click();
  await expect(counter.customer.getByLabel('Card or code of the friend')).toBeFocused();
  await scanner.scan(cards.unknown);
  await expect(counter.notice).toContainText('No member with this code or card');
  await scanner.scan(cards.eightyPoints);
  await expect(counter.customer).toContainText('Sent by the card …KLGD');
  await expect(counter.notice).toContainText('Noted who sent them.');
  const { violations } = await new AxeBuilder({ page }).include('.what > .panel:first-child').analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  await page.keyboard.press('F2');
  await expect(counter.customer).toContainText('came through a friend');
  await counter.sell('20');
  await expect(counter.customer).toContainText('€5.00 for whoever sent them');
  await expect(counter.customer).toContainText('+€3.00');

  await scanner.scan(cards.eightyPoints);
  await expect(counter.customer).toContainText('1 friend sent · rewarded for 1');
  const code = await counter.customer.locator('.friends-code strong').innerText();
  await counter.customer.getByRole('button', { name: 'Print a slip for a friend' }).click();
  expect(await counter.readPaper()).toBe(code.replaceAll(' ', ''));
});
