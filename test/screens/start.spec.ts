import type { Page } from '@playwright/test';
import { CounterPage } from './counter-page.ts';
import { expect, needsBrowserAndBuild, test } from './till.ts';

needsBrowserAndBuild();

/** Where the parts of the counter stand that every shop has. */
const places = (page: Page) =>
  page.evaluate(() =>
    ['.window-top', '.amount-card', '.what', '.keypad-edge'].map((part) => {
      const { left, top, width, bottom } =
        document.querySelector(part)?.getBoundingClientRect() ?? new DOMRect();
      // Above the keys are those of the shop's own things, as many as it has.
      return part === '.keypad-edge' ? { part, left, width, bottom } : { part, left, top, width };
    }),
  );

test('before anything of ours has run, the counter’s own frame stands in the theme of this machine', async ({
  page,
  till,
}, info) => {
  const programs = Promise.withResolvers<void>();
  await page.addInitScript(() => localStorage.setItem('tessera.theme', 'dark'));
  await page.route('**/assets/*.js', async (route) => {
    await programs.promise;
    await route.continue();
  });
  await page.goto(till.url, { waitUntil: 'commit' });
  await expect(page.locator('.window[aria-hidden] .keypad')).toBeVisible();
  await expect(page.locator('html')).toHaveCSS('color-scheme', 'dark');
  const frame = await places(page);
  const path = info.outputPath('frame.png');
  await page.screenshot({ path });
  await info.attach('frame', { path, contentType: 'image/png' });

  programs.resolve();
  await expect(new CounterPage(page).confirm).toBeVisible();
  expect(await places(page)).toEqual(frame);
  await expect(page.locator('.window[aria-hidden]')).toHaveCount(0);
});
