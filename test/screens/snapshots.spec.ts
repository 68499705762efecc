import type { Page } from '@playwright/test';
import pinned from '@sparticuz/chromium';
import { drawsAlike } from './drawn-alike.ts';
import { displayViews, everyView, type View } from './every-view.ts';
import { expect, openStillShop, test, type StillShop } from './still-shop.ts';
import { needsBrowserAndBuild } from './till.ts';

/**
 * Every screen beside the picture of it that somebody looked at, in each language and theme. Letters are drawn a little differently by
 * each Chromium and with each computer's fonts, so they are compared in the one that npm brings, and where it draws a sample of letters as
 * it did when the pictures were taken: docs/decisions/0044.
 */
const has = process.platform === 'linux' && process.arch === 'x64';
needsBrowserAndBuild();
test.skip(!has, 'pictures are compared in the Chromium that npm brings, which is for Linux on x64');
test.use({
  trace: 'off',
  screenshot: 'off',
  launchOptions: {
    ...(has && { executablePath: await pinned.executablePath() }),
    args: ['--no-sandbox', '--disable-gpu', '--font-render-hinting=none', '--disable-lcd-text'],
  },
});

const languages = ['en', 'it', 'hu'] as const;
let alike: Promise<boolean> | undefined;

test.beforeEach(async ({ browser }, { config }) => {
  alike ??= drawsAlike(browser, config.updateSnapshots === 'all' || config.updateSnapshots === 'changed');
  test.skip(!(await alike), 'this computer draws letters otherwise than the one the pictures were taken on');
});

for (const view of everyView)
  test(`${view.name} looks as it did`, async ({ shop }) => {
    await shop.page.setViewportSize({ width: 1024, height: 768 });
    if (!view.name.endsWith('away')) await shop.clear();
    const page = await view.open(shop);
    // A display speaks as the shop does: nobody chooses there.
    const spoken = view.name.startsWith('display-') ? languages.slice(0, 1) : languages;
    for (const language of spoken) {
      await speak(page, language);
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        await compare(shop, page, `${view.name}/${language}-${colorScheme}.png`);
      }
    }
    await page.emulateMedia({ colorScheme: 'light' });
    await speak(page, 'en');
    await inHighContrast(view, shop, page);
  });

// A display speaks as its shop does: in the other languages it stands in shops of their own.
for (const language of languages.slice(1))
  test(`the displays look as they did where the shop speaks ${language}`, async ({ browser }) => {
    const { shop, close } = await openStillShop(browser, language);
    try {
      for (const view of displayViews) {
        await shop.clear();
        const page = await view.open(shop);
        await expect(page.locator('html')).toHaveAttribute('lang', language);
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme });
          await compare(shop, page, `${view.name}/${language}-${colorScheme}.png`);
        }
      }
    } finally {
      await close();
    }
  });

/** Once is enough: high contrast is colours only, and the counter has all of them. */
async function inHighContrast({ name }: View, shop: StillShop, page: Page): Promise<void> {
  if (name !== 'counter-offers') return;
  await page.emulateMedia({ contrast: 'more' });
  await compare(shop, page, `${name}/en-contrast.png`);
  await page.emulateMedia({ contrast: 'no-preference' });
}

/** A pixel may be a little off, for the pictures are kept in few colours; a letter more or less is too much. */
async function compare(shop: StillShop, page: Page, file: string): Promise<void> {
  await shop.settled();
  await expect.soft(page).toHaveScreenshot(file.split('/'), { threshold: 0.2, maxDiffPixels: 40 });
}

/** Changes the language where it is chosen; where it cannot be, as somebody who chose it on this screen before. */
async function speak(page: Page, language: (typeof languages)[number]): Promise<void> {
  const choice = page.locator('.top-line .choice');
  if (await choice.isVisible()) await choice.getByRole('radio').nth(languages.indexOf(language)).click();
  else if ((await page.evaluate(() => localStorage.getItem('tessera.language'))) !== language) {
    await page.evaluate((chosen) => localStorage.setItem('tessera.language', chosen), language);
    await page.reload();
  }
  await page.mouse.move(0, 0);
  await expect(page.locator('html')).toHaveAttribute('lang', language);
}
