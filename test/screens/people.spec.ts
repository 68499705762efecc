import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import type { CounterPage } from './counter-page.ts';
import { cards, expect, needsBrowserAndBuild, test } from './till.ts';

needsBrowserAndBuild();

/** Adds somebody on the People screen. */
async function add(page: Page, { name, role, pin }: { name: string; role?: string; pin: string }) {
  const people = page.getByRole('complementary', { name: 'People' });
  await people.getByLabel('Name', { exact: true }).fill(name);
  if (role) await people.getByRole('radio', { name: role }).click();
  await people.getByLabel('PIN, 4 to 8 digits').fill(pin);
  await people.getByRole('button', { name: 'Add somebody' }).click();
}

/** A shop with Ada, the owner, who is in, and Bela, a cashier. */
async function staffed(counter: CounterPage): Promise<void> {
  const { page } = counter;
  const people = await counter.manage('People');
  await expect(people).toContainText('This till is open to everybody');
  await add(page, { name: 'Ada', pin: '2580' });
  await expect(page.getByRole('button', { name: 'Ada is in. Lock the till' })).toBeVisible();
  await people.getByRole('button', { name: 'Add somebody' }).click();
  await add(page, { name: 'Bela', role: 'Cashier', pin: '7391' });
  await expect(people.getByRole('list', { name: 'Staff' })).toContainText('Bela');
}

test('of everybody it is said what was changed, by whom and where, and that it holds at every till', async ({
  counter,
  page,
}, info) => {
  await staffed(counter);
  const people = page.getByRole('complementary', { name: 'People' });
  await expect(people).toContainText('Known at every till of this shop');
  const staff = people.getByRole('list', { name: 'Staff' });
  await staff.getByRole('button', { name: 'Bela' }).click();
  await staff.getByRole('radio', { name: 'Manager' }).click();
  await staff.getByRole('button', { name: 'Save', exact: true }).click();
  await staff.getByRole('button', { name: /Bela.*Manager/ }).waitFor();
  await staff.getByText('What was changed').click();
  const changes = staff.getByRole('list', { name: 'What was changed' }).getByRole('listitem');
  await expect(changes).toHaveText([/Another role.*Ada · at this till/, /Added.*Ada · at this till/]);
  await changes.last().scrollIntoViewIfNeeded();
  await page.screenshot({ path: info.outputPath('people-changes.png') });
});

const locked = (page: Page) => page.getByRole('main', { name: 'Who is at the till?' });
const signIn = async (page: Page, letter: string, pin: string): Promise<void> => {
  await expect(locked(page)).toBeVisible();
  await page.keyboard.type(letter + pin, { delay: 70 });
  await page.keyboard.press('Enter');
};

test('somebody signs in by the keyboard alone, and what lay on the counter is handed over with it', async ({
  counter,
  scanner,
  page,
}) => {
  await staffed(counter);
  await counter.closeSide();
  await scanner.scan(cards.eightyPoints);
  await expect(counter.customer).toContainText('80 points');
  await page.keyboard.type('12.5', { delay: 70 });
  await expect(counter.amount).toHaveText('€12.50');

  await page.keyboard.press('F12');
  await expect(locked(page)).toBeVisible();
  await expect(page.locator('body')).not.toContainText('80 points');
  const { violations } = await new AxeBuilder({ page }).exclude('[data-live-announcer]').analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  await signIn(page, 'b', '0000');
  await expect(page.getByRole('alert')).toHaveText('The PIN is wrong.');
  await signIn(page, '', '7391');

  await expect(page.getByRole('button', { name: 'Bela is in. Lock the till' })).toBeVisible();
  await expect(counter.customer).toContainText('80 points');
  await expect(counter.amount).toHaveText('€12.50');
  await page.keyboard.press('Enter');
  await expect(counter.toPay).toHaveText('€12.50');
});

test('what a cashier may not do alone, a second person approves of on the spot, and the activity tells of both', async ({
  counter,
  scanner,
  page,
}) => {
  await staffed(counter);
  await scanner.scan(cards.fresh);
  await counter.sell('50');
  await expect(counter.toPay).toHaveText('€50.00');
  await page.keyboard.press('F12');
  await signIn(page, 'b', '7391');

  const returns = await counter.open('Returns');
  await returns.getByRole('button', { name: '€50.00' }).click();
  await returns.getByRole('button', { name: 'Show what happens' }).click();
  await returns.getByRole('button', { name: 'Take it back' }).click();
  const approval = page.getByRole('region', { name: 'Somebody else' });
  await expect(approval).toContainText('€50.00 is above €20.00');
  await page.keyboard.press('Escape');
  await expect(returns).toContainText('Nobody said yes. Nothing was done.');
  await returns.getByRole('button', { name: 'Take it back' }).click();
  await expect(approval.getByRole('button', { name: 'Ada' })).toBeVisible();
  await page.keyboard.type('2580', { delay: 70 });
  await page.keyboard.press('Enter');
  await expect(returns).toContainText('Taken back.');
  await expect(approval).toHaveCount(0);

  await page.keyboard.press('F12');
  await signIn(page, 'a', '2580');
  const people = await counter.manage('People');
  await people.getByRole('radio', { name: 'Activity' }).click();
  const refund = people.getByRole('listitem').filter({ hasText: 'Refund' }).first();
  await expect(refund).toContainText('€50.00');
  await expect(refund).toContainText('Bela');
  await expect(refund).toContainText('yes from Ada');
});
