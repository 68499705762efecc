import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import type { CounterPage } from './counter-page.ts';
import { expect, needsBrowserAndBuild, test } from './till.ts';

needsBrowserAndBuild();

interface Shop {
  programs: { programId: string; type: string; setup: Record<string, unknown> }[];
}
const file = path.resolve(import.meta.dirname, '../../resources/demo/shop.json');
const { settings } = JSON.parse(readFileSync(file, 'utf8')) as { settings: Shop };

/** The demo shop, but that it counts all these. */
const counting = (...labels: string[]) => {
  const [stamps] = settings.programs.filter(({ type }) => type === 'stamps');
  const counted = labels.map((itemLabel, at) => ({
    ...{ type: 'stamps', programId: `stamps-${at}` },
    setup: { ...stamps?.setup, item: `item-${at}`, itemLabel },
  }));
  const others = settings.programs.filter(({ type }) => type !== 'stamps');
  return { settings: { ...settings, programs: [...others, ...counted] } };
};

const usual = { width: 1366, height: 768 };
const small = { width: 1024, height: 600 };
/** What is left of the usual window when somebody reads at 200 %. */
const zoomed = { width: 683, height: 384 };

/** Looks at the counter alone, and beside a screen of each width. */
async function everywhere(counter: CounterPage, look: (where: string) => Promise<void>): Promise<void> {
  const { page } = counter;
  await look('alone');
  for (const [where, open] of [
    ['returns', () => counter.open('Returns')],
    ['brand', () => counter.manage('Brand')],
    ['vouchers', () => counter.manage('Vouchers')],
  ] as const) {
    await page.setViewportSize(usual);
    await open();
    await look(where);
    await page.setViewportSize(usual);
    await counter.closeSide();
  }
}

/** What of the counter's keys is not wholly in sight where they stand, and what is wider or higher than its place. */
const notInSight = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const keys = document.querySelector('.item-keys');
    const inside = (one: Element, { left, right, top, bottom }: DOMRect): boolean => {
      const box = one.getBoundingClientRect();
      return box.left >= left - 1 && box.right <= right + 1 && box.top >= top - 1 && box.bottom <= bottom + 1;
    };
    const window_ = new DOMRect(0, 0, innerWidth, innerHeight);
    const place = keys?.getBoundingClientRect() ?? new DOMRect();
    return [
      ...[...document.querySelectorAll('.keypad button')].filter((one) => !inside(one, window_)),
      ...[...document.querySelectorAll('.item-keys button, .item-keys output')].filter(
        (one) => !inside(one, place) || !inside(one, window_),
      ),
      // A word within its key: the letters, not the box that was cut.
      ...[...document.querySelectorAll('.item-keys button, .keypad button')].filter(
        (one) => one.scrollWidth > one.clientWidth || one.scrollHeight > one.clientHeight,
      ),
      ...(keys && (keys.scrollHeight > keys.clientHeight || keys.scrollWidth > keys.clientWidth)
        ? [keys]
        : []),
    ].map((one) => `${one.className} ${one.textContent}`);
  });

const count = async ({ page }: CounterPage, keys: number): Promise<void> => {
  for (let key = 0; key < keys; key += 1) await page.keyboard.press(`F${6 + key}`);
  await page.keyboard.press('F6');
  await expect(page.locator('.item-keys output')).toHaveCount(keys);
  await expect(page.locator('.item-keys output').first()).toHaveText('2');
};

test.describe('in a shop that counts three things', () => {
  test.use({ shop: counting('Coffee', 'Lunch menu', 'Piece of cake') });
  test('all of them, and how to go on, are in sight beside every screen', async ({ counter, page }, info) => {
    test.setTimeout(60_000);
    await count(counter, 3);
    await everywhere(counter, async (where) => {
      for (const viewport of [usual, small]) {
        await page.setViewportSize(viewport);
        expect.soft(await notInSight(page), `${where} at ${viewport.width}`).toEqual([]);
        await page.screenshot({ path: info.outputPath(`${where}-${viewport.width}.png`) });
      }
      // One thing under the other, and only the page scrolls.
      await page.setViewportSize(zoomed);
      const wide = await page.evaluate(() => {
        const keys = document.querySelector('.item-keys');
        const scrolls = keys && keys.scrollHeight > keys.clientHeight;
        return [scrolls, document.documentElement.scrollWidth > innerWidth];
      });
      expect.soft(wide, `${where} at 200 %`).toEqual([false, false]);
    });
  });
});

test.describe('in a shop that counts five things with long names', () => {
  test.use({
    shop: counting('Cappuccino', 'Tramezzino and juice', 'Sparkling water', 'Croissant', 'Lunch menu'),
  });
  test('what has no room scrolls, and how to go on is in sight all the same', async ({ counter, page }) => {
    test.setTimeout(60_000);
    await count(counter, 5);
    await everywhere(counter, async (where) => {
      await page.setViewportSize(small);
      await expect(counter.confirm, where).toBeInViewport({ ratio: 1 });
      for (const key of await page.locator('.item-keys button').all()) {
        await key.scrollIntoViewIfNeeded();
        await expect(key, where).toBeInViewport({ ratio: 0.98 });
      }
    });
  });
});
