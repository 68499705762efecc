import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { startCentre } from '#central/centre.ts';
import { CounterPage } from './counter-page.ts';
import { Scanner } from './scanner.ts';
import { expect, needsBrowserAndBuild, shell, startTill, stopTill, test, watch } from './till.ts';

needsBrowserAndBuild();
test.describe.configure({ timeout: 60_000 });

/** A till of Café Aurora with a window of its own: tills on one computer share what a browser keeps. */
async function aTill(browser: Browser, folder: string, tillName: string, centreUrl: string) {
  const dataDir = mkdtempSync(path.join(folder, 'till-'));
  writeFileSync(path.join(dataDir, 'settings.json'), JSON.stringify({ shop: 'Café Aurora', tillName }));
  const running = await startTill(shell, dataDir, '0', { isDemo: false, centreUrl });
  const page = await (await browser.newContext()).newPage();
  const problems = watch(page, running.url.split('#')[0] ?? '', []);
  await page.goto(running.url);
  const counter = new CounterPage(page);
  await expect(counter.confirm).toBeVisible();
  return {
    page,
    counter,
    async close(): Promise<void> {
      await page.context().close();
      await stopTill(running.process);
      expect(problems).toEqual([]);
    },
  };
}

/** Fills in the form for somebody new. */
async function add(page: Page, name: string, pin: string, badge = ''): Promise<void> {
  const people = page.getByRole('complementary', { name: 'People' });
  await people.getByLabel('Name', { exact: true }).fill(name);
  await people.getByLabel('PIN, 4 to 8 digits').fill(pin);
  if (badge) {
    await people.getByRole('button', { name: 'Scan a badge' }).click();
    await expect(people).toContainText('Hold the badge under the scanner');
    await (await Scanner.on(page)).scan(badge);
    await expect(people).toContainText('A badge was read');
  }
  await people.getByRole('button', { name: 'Add somebody' }).click();
}

const lock = (page: Page) => page.getByRole('main', { name: 'Who is at the till?' });
const isIn = (page: Page, name: string) => page.getByRole('button', { name: `${name} is in. Lock the till` });
/** At a lock screen that stands there: a letter before it belongs to whatever was open. */
const signIn = async (page: Page, letter: string, pin: string): Promise<void> => {
  await lock(page).waitFor();
  await page.keyboard.type(letter + pin, { delay: 70 });
  await page.keyboard.press('Enter');
};

test('who is added at one till signs in at the other, changes name the till, and whoever leaves at one is out at both', async ({
  browser,
}, info) => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'tessera-two-tills-'));
  const centre = await startCentre({ dataDir: folder, host: '127.0.0.1', port: 0, log: () => undefined });
  const bar = await aTill(browser, folder, 'Bar', centre.url);
  const door = await aTill(browser, folder, 'Door', centre.url);
  try {
    const people = await bar.counter.manage('People');
    await add(bar.page, 'Ada', '2580');
    await expect(isIn(bar.page, 'Ada')).toBeVisible();
    await people.getByRole('button', { name: 'Add somebody' }).click();
    await add(bar.page, 'Bela', '7391', 'BADGE4711');
    await expect(people.getByRole('list', { name: 'Staff' })).toContainText('Bela');

    // The other till locks by itself once it hears of them.
    await expect(lock(door.page).getByRole('button', { name: 'Bela' })).toBeVisible();
    await (await Scanner.on(door.page)).scan('BADGE4711');
    await expect(isIn(door.page, 'Bela')).toBeVisible();
    await door.page.keyboard.press('F12');
    await signIn(door.page, 'a', '2580');
    await expect(isIn(door.page, 'Ada')).toBeVisible();

    const there = await door.counter.manage('People');
    const staff = there.getByRole('list', { name: 'Staff' });
    await staff.getByRole('button', { name: 'Bela' }).click();
    await staff.getByRole('radio', { name: 'Manager' }).click();
    await staff.getByRole('button', { name: 'Save', exact: true }).click();
    await staff.getByRole('button', { name: /Bela.*Manager/ }).waitFor();
    await staff.getByText('What was changed').click();
    const changes = staff.getByRole('list', { name: 'What was changed' }).getByRole('listitem');
    await expect(changes).toHaveText([/Another role.*Ada · at this till/, /Added.*Ada · at Bar/]);
    await changes.last().scrollIntoViewIfNeeded();
    await door.page.screenshot({ path: info.outputPath('changes-name-tills.png') });
    await door.page.keyboard.press('F12');
    await signIn(door.page, 'b', '7391');
    await expect(isIn(door.page, 'Bela')).toBeVisible();

    const here = people.getByRole('list', { name: 'Staff' });
    await bar.page.keyboard.press('F12');
    await signIn(bar.page, 'a', '2580');
    await bar.counter.manage('People');
    await here.getByRole('button', { name: /Bela.*Manager/ }).click();
    await here.getByText('What was changed').click();
    await expect(here.getByRole('list', { name: 'What was changed' })).toContainText('Ada · at Door');
    await here.getByRole('button', { name: 'Works here no more' }).click();

    await expect(lock(door.page)).toBeVisible();
    await expect(lock(door.page).getByRole('button', { name: 'Ada' })).toBeVisible();
    await expect(lock(door.page).getByRole('button', { name: 'Bela' })).toHaveCount(0);
    await (await Scanner.on(door.page)).scan('BADGE4711');
    await expect(lock(door.page)).toBeVisible();
    await door.page.screenshot({ path: info.outputPath('whoever-left.png') });
    await signIn(door.page, 'a', '2580');
    await expect(isIn(door.page, 'Ada')).toBeVisible();
  } finally {
    await bar.close();
    await door.close();
    await centre.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
