import type { CDPSession, Page } from '@playwright/test';
import { peopleOf } from '../search/keep-members.ts';

/** Whoever types faster is taken for a scanner. */
const handMs = 90;

/** How long each letter took until its answer was drawn. */
interface Searches {
  /** Those typed into the field. */
  letters: number[];
  /** Those typed at the counter, with no field open: the first of a search that nobody began with F3. */
  firstLetters: number[];
}

/** Looks for people by name and by address, letter by letter, each when the one before was answered. */
export async function search(page: Page, people: number): Promise<Searches> {
  const session = await page.context().newCDPSession(page);
  const some = [...peopleOf(people * 7)].filter((_, index) => index % 7 === 0);
  const texts = some.flatMap(({ name, email }) => [name.toLowerCase(), email]);
  await page.evaluate(() => void window.noted.searches.splice(0));
  for (const text of texts) {
    await page.keyboard.press('Escape');
    await page.keyboard.press('F3');
    await page.locator('.find .hits[aria-busy="false"]').waitFor({ state: 'attached' });
    for (const letter of text) await typeOne(page, session, letter);
    await page.keyboard.press('Escape');
  }
  const letters = await page.evaluate(() => window.noted.searches.splice(0));
  for (const [first = ''] of texts) {
    await page.locator('.find').waitFor({ state: 'detached' });
    await typeOne(page, session, first);
    await page.keyboard.press('Escape');
  }
  return { letters, firstLetters: await page.evaluate(() => window.noted.searches.splice(0)) };
}

/** A key of a keyboard that has this letter. Playwright's own has no `é` and would paste it, and a pasted letter has no key to count from. */
async function typeOne(page: Page, session: CDPSession, letter: string): Promise<void> {
  await page.waitForTimeout(handMs);
  const answered = await page.evaluate(() => window.noted.searches.length);
  await session.send('Input.dispatchKeyEvent', { type: 'keyDown', key: letter, text: letter });
  await session.send('Input.dispatchKeyEvent', { type: 'keyUp', key: letter });
  await page.waitForFunction((before) => window.noted.searches.length > before, answered);
}
