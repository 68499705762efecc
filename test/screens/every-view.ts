import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { cards, expect, type StillShop } from './still-shop.ts';

/** Something to look at. What it opens on it leaves open: whoever comes next clears the counter. */
export interface View {
  name: string;
  /** Opens it and answers the page on which it stands. */
  open(shop: StillShop): Promise<Page>;
}

const folders = path.resolve(import.meta.dirname, '../../renderer/cashier/screens');

/** The counter itself has views of its own; drills stand in the till of make-believe only. */
const seenElsewhere = ['sale', 'drills'];

/** Every screen beside the counter, read off the folders of their register: a new one is looked at by itself. */
const screens: View[] = readdirSync(folders)
  .filter((name) => !seenElsewhere.includes(name))
  .map((name) => ({
    name,
    async open(shop) {
      await shop.open(name);
      return shop.page;
    },
  }));

/** A moment at the counter, reached by a cashier's own hands. */
const atCounter = (name: string, reach: (shop: StillShop) => Promise<unknown>): View => ({
  name: `counter-${name}`,
  async open(shop) {
    await reach(shop);
    return shop.page;
  },
});

const onDisplay = (name: string, reach: (shop: StillShop, display: Page) => Promise<unknown>): View => ({
  name: `display-${name}`,
  async open(shop) {
    const display = await shop.display();
    await reach(shop, display);
    return display;
  },
});

const counterViews: View[] = [
  atCounter('idle', () => Promise.resolve()),
  atCounter('offers', async ({ scanner, counter, page }) => {
    await scanner.scan(cards.eightyPoints);
    await expect(counter.customer).toContainText('80 points');
    await page.keyboard.press('F6');
    await page.keyboard.type('23.4', { delay: 70 });
    await expect(page.locator('.offers').getByText('A croissant').first()).toBeVisible();
  }),
  atCounter('refused', async ({ scanner, counter }) => {
    await scanner.scan(cards.blocked);
    await expect(counter.notice).toHaveRole('alert');
  }),
  atCounter('new-card', async ({ scanner, counter }) => {
    await scanner.scan(cards.unknown);
    await expect(counter.customer).toContainText('Nobody has this card yet.');
  }),
  atCounter('gift-card', async ({ scanner, counter }) => {
    await scanner.scan(cards.gift);
    await expect(counter.customer).toContainText('Holds nothing yet');
  }),
  atCounter('code', async ({ page }) => {
    await page.keyboard.press('F1');
    await expect(page.locator('.what input')).toBeFocused();
  }),
  atCounter('found', async ({ page, counter }) => {
    await page.keyboard.press('F3');
    await page.keyboard.type('b', { delay: 70 });
    await expect(counter.customer.locator('.hits button').nth(3)).toBeVisible();
  }),
  atCounter('nobody-found', async ({ page, counter }) => {
    await page.keyboard.press('F3');
    await page.keyboard.type('xyz', { delay: 70 });
    await expect(counter.customer).toContainText('Nobody');
  }),
  atCounter('sheet', async ({ scanner, counter, page }) => {
    await scanner.scan(cards.ean);
    await counter.customer.getByRole('button', { name: 'Change' }).click();
    await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toBeVisible();
  }),
];

const deeper: View[] = [
  atCounter('history', async ({ scanner, counter, page }) => {
    await scanner.scan(cards.ean);
    await expect(counter.customer.getByRole('button', { name: 'Change' })).toBeVisible();
    await page.keyboard.press('F5');
    await expect(page.locator('.history-group').first()).toBeVisible();
  }),
  atCounter('history-paper', async ({ scanner, counter, page }) => {
    await scanner.scan(cards.ean);
    await expect(counter.customer.getByRole('button', { name: 'Change' })).toBeVisible();
    await page.keyboard.press('F5');
    await page.getByRole('button', { name: 'See the paper' }).click();
    const paper = page.locator('.history > .paper-image img');
    await expect(paper).toBeVisible();
    await paper.evaluate((picture) => picture.scrollIntoView({ block: 'start' }));
  }),
  {
    name: 'manage',
    async open({ page }) {
      await page.locator('.top-line [data-screen="manage"]').click();
      return page;
    },
  },
  {
    name: 'programs-points',
    async open(shop) {
      await shop.open('programs');
      await shop.page.locator('.program-list').getByRole('button').first().click();
      await expect(shop.page.getByRole('textbox').first()).toBeVisible();
      return shop.page;
    },
  },
  {
    name: 'refund-chosen',
    async open(shop) {
      await shop.open('refund');
      await shop.settled();
      await shop.page.locator('aside.side ul button').filter({ hasText: '14:49' }).click();
      return shop.page;
    },
  },
];

/** The display towards the customers, while nobody is served and while somebody is. */
export const displayViews: readonly View[] = [
  onDisplay('idle', () => Promise.resolve()),
  onDisplay('greeting', async ({ scanner, counter, page }, display) => {
    await scanner.scan(cards.eightyPoints);
    await expect(counter.customer).toContainText('80 points');
    await page.keyboard.type('23.4', { delay: 70 });
    await expect(display.locator('.to-pay')).toContainText(/23[.,]40/);
  }),
];

/** After all that show what was sold: so each picture is the same whether it is taken alone or behind the others. */
const sold = atCounter('sold', async ({ scanner, counter }) => {
  await scanner.scan(cards.fresh);
  await expect(counter.customer).toContainText('First visit');
  await counter.sell('123.40');
  await expect(counter.customer).toContainText('+123 points');
  await expect(counter.customer.locator('.chip')).toHaveText('printed');
});

/** Last, for once somebody works at the till it asks who is there. */
const lastViews: View[] = [
  {
    name: 'drills',
    async open(shop) {
      await shop.open('training');
      await shop.page.getByRole('button', { name: 'Begin training' }).click();
      await expect(shop.page.getByRole('region', { name: 'Training' })).toBeVisible();
      await shop.open('drills');
      return shop.page;
    },
  },
  // The shop has a coupon from here on.
  atCounter('giving', async ({ scanner, counter, page, clear }) => {
    await counter.manage('Programs');
    await page.getByRole('button', { name: 'Coupon', exact: true }).click();
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.locator('.program-list')).toContainText('Coupon');
    await clear();
    await scanner.scan(cards.ean);
    await expect(counter.customer.getByRole('button', { name: 'Give a coupon' })).toBeVisible();
    await page.keyboard.press('Alt+g');
    await expect(page.getByLabel('Why (may stay empty)')).toBeFocused();
  }),
  // The till has a sheet of actions from here on.
  {
    name: 'devices-sheet',
    async open(shop) {
      await shop.open('devices');
      const panel = shop.page.getByRole('region', { name: 'Sheet of actions' });
      await panel.getByRole('button', { name: 'Show the sheet' }).click();
      await expect(panel.getByRole('img')).toHaveCount(19);
      await panel
        .getByRole('img')
        .first()
        .evaluate((bars) => bars.scrollIntoView({ block: 'center' }));
      return shop.page;
    },
  },
  {
    name: 'locked',
    async open({ page, counter, open }) {
      await open('people');
      const people = page.getByRole('complementary', { name: 'People' });
      await people.getByLabel('Name', { exact: true }).fill('Ada');
      await people.getByLabel('PIN, 4 to 8 digits').fill('2580');
      await people.getByRole('button', { name: 'Add somebody' }).click();
      await expect(page.getByRole('button', { name: 'Ada is in. Lock the till' })).toBeVisible();
      await page.keyboard.press('F12');
      await expect(page.getByRole('main', { name: 'Who is at the till?' })).toBeVisible();
      await expect(counter.confirm).toHaveCount(0);
      return page;
    },
  },
  ...(['', 'display.html'] as const).map((file): View => ({
    name: file === '' ? 'away' : 'display-away',
    async open({ page, base }) {
      const stranger = await page.context().newPage();
      await stranger.goto(base + file);
      await expect(stranger.getByRole('heading').first()).toBeVisible();
      return stranger;
    },
  })),
];

/** Everything people see of a till, in an order in which one may look at all of it. */
export const everyView: readonly View[] = [
  ...counterViews,
  ...screens,
  ...deeper,
  ...displayViews,
  sold,
  ...lastViews,
];
