import { readFileSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { cards, expect, needsBrowserAndBuild, test } from './till.ts';

needsBrowserAndBuild();
// Keys are typed as slowly as people type.
test.describe.configure({ timeout: 60_000 });

const typed = (page: Page, text: string) => page.keyboard.type(text, { delay: 70 });

/** Enrols the card that nobody has, as a cashier who never touches the mouse. */
async function enrolEva(page: Page): Promise<void> {
  await typed(page, 'Eva Kovacs');
  await page.keyboard.press('Tab');
  await typed(page, '+36301234567');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await page.keyboard.press('F2');
}

/** Of what is shown of the customer: other screens look after the rest of the page. */
async function expectNoBarrier(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).include('.what > .panel:first-child').analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
}

test('a new member is enrolled in three fields by keyboard alone, in well under 15 seconds', async ({
  counter,
  scanner,
  page,
}) => {
  await scanner.scan(cards.unknown);
  await expect(counter.customer).toContainText('Nobody has this card yet.');
  await enrolEva(page);
  await expect(counter.customer).toContainText('Eva Kovacs');
  await expect(counter.customer).toContainText('May be written to');
  await counter.sell('12');
  await expect(counter.customer).toContainText('+12 points');
});

test('somebody who seems to be known is said to be, and gets the card as a second one', async ({
  counter,
  scanner,
  page,
}) => {
  await scanner.scan(cards.unknown);
  await expect(counter.customer).toContainText('Nobody has this card yet.');
  await enrolEva(page);
  await expect(counter.customer).toContainText('First visit');
  await page.keyboard.press('Escape');
  const another = 'TCBCDEFGHJKLNN';
  await scanner.scan(another);
  await expect(counter.customer).toContainText('…KLNN');
  await typed(page, 'Evi');
  await page.keyboard.press('Tab');
  await typed(page, '06301234567');
  await page.keyboard.press('Enter');
  await expect(counter.notice).toContainText('Somebody has this number or address already.');
  await expect(counter.customer).toContainText('Eva Kovacs');
  await expectNoBarrier(page);
  await counter.customer.getByRole('button', { name: 'It is them: give them this card' }).click();
  await expect(counter.notice).toContainText('Card given to the member.');
  await expect(counter.customer).toContainText('Eva Kovacs');
  await expect(counter.customer).toContainText('…KLNN');
});

test('a member without a card is found while typing, earns, and is told that a large reward waits', async ({
  counter,
  scanner,
  page,
}) => {
  await scanner.scan(cards.unknown);
  await expect(counter.customer).toContainText('Nobody has this card yet.');
  await enrolEva(page);
  await expect(counter.customer).toContainText('First visit');
  await page.keyboard.press('Escape');
  await expect(counter.customer).toContainText('No card yet');
  await typed(page, 'kov');
  await expect(counter.customer.getByRole('button', { name: /Eva Kovacs/ })).toContainText('…4567');
  await expect(counter.customer.getByLabel(/Name, end of the phone/)).toHaveValue('kov');
  await expectNoBarrier(page);
  await page.keyboard.press('Enter');
  await expect(counter.customer).toContainText('without the card');
  await counter.sell('700');
  await expect(counter.toPay).toHaveText('€700.00');
  await expect(counter.customer).toContainText(
    "Rewards above €10.00 are only given when the card's code is scanned.",
  );
});

test('looking for somebody: arrows, nobody, similar names, and back', async ({ counter, scanner, page }) => {
  await scanner.scan(cards.unknown);
  await expect(counter.customer).toContainText('Nobody has this card yet.');
  await enrolEva(page);
  await expect(counter.customer).toContainText('First visit');
  await page.keyboard.press('Escape');
  await page.keyboard.press('F3');
  const field = counter.customer.getByLabel(/Name, end of the phone/);
  await expect(field).toBeFocused();
  await typed(page, 'kovcas');
  await expect(counter.customer).toContainText('Nobody found.');
  await page.keyboard.press('Enter');
  await expect(counter.customer.getByRole('button', { name: /Eva Kovacs/ })).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await expect(counter.customer.getByRole('button', { name: /Eva Kovacs/ })).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await expect(field).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(field).toBeHidden();
  await expect(counter.customer).toContainText('No card yet');
  await typed(page, '5');
  await expect(counter.amount).toHaveText('€5.00');
});

test('a scanner is never taken for somebody who looks for a member', async ({ counter, scanner }) => {
  await scanner.scan(cards.fresh, { msPerKey: 30 });
  await expect(counter.customer).toContainText('First visit');
  await expect(counter.customer.getByLabel(/Name, end of the phone/)).toHaveCount(0);
});

test("F3 opens the search at once, a letter as soon as it cannot be a scanner's", async ({
  counter,
  page,
}) => {
  const field = counter.customer.getByLabel(/Name, end of the phone/);
  // From here on the page's time stands still unless it is told to go on.
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + 60_000);
  await page.keyboard.press('F3');
  await expect(field).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(field).toHaveCount(0);
  await page.keyboard.press('k');
  await page.clock.runFor(35);
  await expect(field).toHaveCount(0);
  // Still as quick as a scanner: waited for anew.
  await page.keyboard.press('o');
  await page.clock.runFor(35);
  await expect(field).toHaveCount(0);
  await page.clock.runFor(5);
  await expect(field).toHaveValue('ko');
});

test('a member is changed, loses a card and gets a new one', async ({ counter, scanner, page }) => {
  await scanner.scan(cards.eightyPoints);
  await expect(counter.customer).toContainText('80 points');
  await counter.customer.getByRole('button', { name: 'Change' }).click();
  await counter.customer.getByLabel('Name', { exact: true }).fill('Anna Nagy');
  await counter.customer.getByLabel('Birthday').fill('never');
  await counter.customer.getByLabel('Note for the cashier').fill('Oat milk');
  await counter.customer.getByText('Offers by e-mail').click();
  await page.keyboard.press('Enter');
  await counter.customer.getByRole('button', { name: 'Save' }).click();
  await expect(counter.customer.getByRole('alert')).toContainText('This is not a day.');
  await counter.customer.getByLabel('Birthday').fill('');
  await expectNoBarrier(page);
  await counter.customer.getByRole('button', { name: 'Save' }).click();
  await expect(counter.customer).toContainText('Anna Nagy');
  await expect(counter.customer).toContainText('Oat milk');
  await counter.customer.getByRole('button', { name: 'Change' }).click();
  await expect(counter.customer.getByRole('checkbox', { name: 'Offers by e-mail' })).toBeChecked();
  await counter.customer.getByRole('button', { name: 'Lost' }).click();
  await counter.customer.getByRole('button', { name: 'Block it?' }).click();
  await expect(counter.customer).toContainText('blocked');
  await scanner.scan(cards.unknown);
  await expect(counter.customer.getByRole('button', { name: 'Give this card to Anna Nagy' })).toBeVisible();
  await page.keyboard.press('F2');
  await expect(counter.customer).toContainText('Anna Nagy');
  await expect(counter.customer).toContainText('80 points');
  await scanner.scan(cards.eightyPoints);
  await expect(counter.notice).toContainText('is blocked');
});

test('two cards of one person are joined, have what lies on both, and are parted again; a blocked card is opened', async ({
  counter,
  scanner,
  page,
}) => {
  await scanner.scan(cards.unknown);
  await enrolEva(page);
  await counter.sell('12');
  await scanner.scan(cards.eightyPoints);
  await expect(counter.customer).toContainText('80 points');
  await counter.customer.getByRole('button', { name: 'Change' }).click();
  await counter.customer.getByRole('button', { name: 'Join with another card' }).click();
  await counter.customer.getByLabel('Name, end of the phone number').fill('kovacs');
  await counter.customer.getByRole('button', { name: 'Eva Kovacs' }).click();
  await expect(counter.customer).toContainText('can be used with both');
  await expectNoBarrier(page);
  await counter.customer.getByRole('button', { name: 'Join the two' }).click();
  await expect(counter.customer).toContainText('Joined with');
  await page.keyboard.press('Escape');
  await scanner.scan(cards.unknown);
  await expect(counter.customer).toContainText('92 points');
  await counter.customer.getByRole('button', { name: 'Change' }).click();
  await counter.customer.getByRole('button', { name: 'Lost' }).first().click();
  await counter.customer.getByRole('button', { name: 'Block it?' }).click();
  await counter.customer.getByRole('button', { name: 'Open it again' }).click();
  await expect(counter.customer.getByText('blocked')).toHaveCount(0);
  await counter.customer.getByRole('button', { name: 'Part them' }).click();
  await expect(counter.customer).not.toContainText('Joined with');
  await page.keyboard.press('Escape');
  await scanner.scan(cards.unknown);
  await expect(counter.customer).toContainText('12 points');
});

test('a balance is put right by hand, with a reason that stands in the history', async ({
  counter,
  scanner,
  page,
}) => {
  await scanner.scan(cards.eightyPoints);
  await counter.customer.getByRole('button', { name: 'Change' }).click();
  await counter.customer.getByRole('button', { name: 'Put a balance right' }).click();
  await counter.customer.getByText('80 points', { exact: true }).last().click();
  await counter.customer.getByLabel('How much').fill('7.5');
  await counter.customer.getByRole('button', { name: 'Put it right' }).click();
  await expect(counter.customer.getByRole('alert')).toBeVisible();
  await counter.customer.getByLabel('How much').fill('15');
  await counter.customer.getByRole('button', { name: 'Put it right' }).click();
  await expect(counter.customer.getByRole('alert')).toContainText('Say why');
  await counter.customer.getByText('Take away').click();
  await counter.customer.getByLabel('Why, without names').fill('Booked on the wrong card');
  await expectNoBarrier(page);
  await counter.customer.getByRole('button', { name: 'Put it right' }).click();
  await expect(counter.customer.getByLabel('How much')).toHaveCount(0);
  await counter.customer.getByRole('button', { name: 'Close' }).click();
  await expect(counter.customer).toContainText('65 points');
  await page.keyboard.press('F5');
  await expect(page.getByText('Booked on the wrong card')).toBeVisible();
});

test('a person is given everything that is known, and then forgotten after being asked twice', async ({
  counter,
  scanner,
  page,
}) => {
  await scanner.scan(cards.unknown);
  await expect(counter.customer).toContainText('Nobody has this card yet.');
  await enrolEva(page);
  await expect(counter.customer).toContainText('First visit');
  await counter.customer.getByRole('button', { name: 'Change' }).click();
  await counter.customer.getByRole('button', { name: 'Everything we know, for the customer' }).click();
  await expect(counter.customer).toContainText('Phone: +36301234567');
  const saved = page.waitForEvent('download');
  await counter.customer.getByRole('button', { name: 'As a file for machines' }).click();
  const file = JSON.parse(readFileSync(await (await saved).path(), 'utf8')) as { profile: object };
  expect(file.profile).toMatchObject({ name: { value: 'Eva Kovacs' } });
  await counter.customer.getByRole('button', { name: 'Erase this person' }).click();
  await expect(counter.customer).toContainText('This cannot be undone.');
  await expectNoBarrier(page);
  await counter.customer.getByRole('button', { name: 'Erase for good' }).click();
  await expect(counter.customer).not.toContainText('Eva Kovacs');
  await page.keyboard.press('Escape');
  await page.keyboard.press('F3');
  await typed(page, 'kovacs');
  await expect(counter.customer).toContainText('Nobody found.');
});
