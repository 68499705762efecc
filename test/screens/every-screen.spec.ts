import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { everyView } from './every-view.ts';
import { expect, test } from './still-shop.ts';
import { Scanner } from './scanner.ts';
import { needsBrowserAndBuild } from './till.ts';

needsBrowserAndBuild();
// One window is looked at all the time: a trace of it would be as long as the file.
test.use({ trace: 'off' });

const usual = { width: 1366, height: 768 };
const small = { width: 1024, height: 600 };
/** What is left of the usual window when somebody reads at 200 %. */
const zoomed = { width: 683, height: 384 };

for (const { name, open } of everyView)
  test(`${name}: everybody can read it, at every size and by keys alone`, async ({ shop }) => {
    await shop.page.setViewportSize(usual);
    if (!name.endsWith('away')) await shop.clear();
    const page = await open(shop);
    await shop.settled();
    expect.soft(await barriers(page, 'light'), 'light').toEqual([]);
    expect.soft(await barriers(page, 'dark'), 'dark').toEqual([]);
    await page.emulateMedia({ colorScheme: 'light' });
    if (name.startsWith('display-')) return;
    expect.soft(await notReached(page), 'reached with Tab').toEqual([]);
    for (const viewport of [small, zoomed]) {
      await page.setViewportSize(viewport);
      expect.soft(await lost(page), `in sight at ${viewport.width}`).toEqual([]);
    }
  });

/** What axe finds. Only colours differ by theme, so in the dark nothing else is looked at again. */
async function barriers(page: Page, colorScheme: 'light' | 'dark'): Promise<string[]> {
  await page.emulateMedia({ colorScheme });
  const axe = new AxeBuilder({ page }).exclude('[data-live-announcer]');
  if (colorScheme === 'dark') axe.withRules(['color-contrast']);
  const { violations } = await axe.analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

/** What can be pressed or typed into, and Tab never comes to. A group of which one is chosen is entered at that one. */
async function notReached(page: Page): Promise<string[]> {
  const wanted = await page.evaluate(() => {
    (document.activeElement as HTMLElement | null)?.blur();
    document.addEventListener('focusin', ({ target }) =>
      (target as HTMLElement).setAttribute('data-came', ''),
    );
    const all = document.querySelectorAll<HTMLElement>('a[href], button, input, select, textarea, summary');
    const some = [...all].filter(
      (one) =>
        one.tabIndex >= 0 && one.checkVisibility() && !one.matches(':disabled') && !one.closest('[inert]'),
    );
    for (const one of some) one.setAttribute('data-wanted', '');
    return some.length;
  });
  const keyboard = await Scanner.on(page);
  // A field of a date is more than one place.
  await keyboard.type(Array<string>(wanted + 12).fill('Tab'), 4);
  return page.evaluate(() =>
    [...document.querySelectorAll('[data-wanted]')]
      .filter((one) => !one.hasAttribute('data-came'))
      .filter((one) => !one.matches('[type=radio], [role=radio]'))
      .map((one) => one.outerHTML.slice(0, 160)),
  );
}

/** What cannot be brought into sight by scrolling up and down alone, and what is wider than the place where it stands. */
async function lost(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const name = (one: Element) => `${one.tagName} ${one.className} ${one.textContent?.slice(0, 60)}`;
    const [wide] = [document.documentElement].filter((one) => one.scrollWidth > innerWidth);
    const pressed = [...document.querySelectorAll('button, input:not([type=file]), select, textarea')];
    const gone = pressed.filter((one) => {
      if (!one.checkVisibility() || one.closest('[data-react-aria-hidden], .visually-hidden')) return false;
      one.scrollIntoView({ block: 'center', inline: 'nearest' });
      const { left, right, top, bottom } = one.getBoundingClientRect();
      return left < -1 || right > innerWidth + 1 || bottom > innerHeight + 1 || top < -1;
    });
    scrollTo(0, 0);
    return [...(wide ? [`the page is ${wide.scrollWidth} wide`] : []), ...gone.map(name)];
  });
}
