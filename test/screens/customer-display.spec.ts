import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import jsQR from 'jsqr';
import { PNG } from 'pngjs';
import { cards, expect, needsBrowserAndBuild, test } from './till.ts';

needsBrowserAndBuild();

/** A plain picture as a shop might have one. */
function aPicture(): Buffer {
  const png = new PNG({ width: 320, height: 200 });
  for (let at = 0; at < png.data.length; at += 4) png.data.set([180, 110 + ((at >> 6) % 90), 70, 255], at);
  return PNG.sync.write(png);
}

async function complaints(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html} ${nodes[0]?.failureSummary}`);
}

/** Nothing is cut off, on the smallest panel or upright. */
async function expectFits(page: Page): Promise<void> {
  const cut = await page.evaluate(() =>
    [...document.querySelectorAll('.display h1, .display p, .display li, .balance, .to-pay, .join')].flatMap(
      (node) => {
        const { left, top, right, bottom } = node.getBoundingClientRect();
        const inside = left >= 0 && top >= 0 && right <= innerWidth + 1 && bottom <= innerHeight + 1;
        return inside ? [] : [`${node.className} ${node.textContent}`];
      },
    ),
  );
  expect(cut).toEqual([]);
}

const sizes = [
  { width: 800, height: 480 },
  { width: 1920, height: 1080 },
  { width: 800, height: 1280 },
];

test('a customer follows their visit on the display, which knows no more than everybody may', async ({
  counter,
  scanner,
  page,
  context,
}, info) => {
  test.setTimeout(180_000); // three sizes of every scene
  const devices = await counter.manage('Devices');
  await devices
    .getByRole('textbox', { name: 'Address or text of the QR code' })
    .fill('https://example.org/join');
  await devices.getByRole('button', { name: 'Keep' }).click();
  await devices.getByRole('radio', { name: 'By first name' }).click();
  const opening = context.waitForEvent('page');
  await devices.getByRole('button', { name: 'Open the customer display' }).click();
  const display = await opening;
  let dark = true;
  const look = async (name: string): Promise<void> => {
    for (const viewport of sizes) {
      await display.setViewportSize(viewport);
      await expectFits(display);
      const file = `display-${name}-${viewport.width}x${viewport.height}.png`;
      await display.screenshot({ path: info.outputPath(file) });
    }
    await display.emulateMedia({ colorScheme: dark ? 'dark' : 'light' });
    expect(await complaints(display), name).toEqual([]);
    dark = !dark;
  };
  await expect(display.getByRole('heading', { name: 'Café Aurora' })).toBeVisible();
  await expect(display.getByRole('img', { name: 'Code to join' })).toBeVisible();
  await expect(devices.getByText('1 open')).toBeVisible();
  const code = PNG.sync.read(await display.getByRole('img', { name: 'Code to join' }).screenshot());
  expect(jsQR(new Uint8ClampedArray(code.data), code.width, code.height)?.data).toBe(
    'https://example.org/join',
  );
  // The till's session did not come along.
  expect(await display.evaluate(() => [Object.keys(sessionStorage), window.opener])).toEqual([
    ['tessera.display-session'],
    null,
  ]);
  await look('join');

  await devices
    .locator('input[type=file]')
    .setInputFiles([{ name: 'cakes.png', mimeType: 'image/png', buffer: aPicture() }]);
  await expect(devices.getByRole('button', { name: /^Take away: .*webp$/ })).toBeVisible();
  await expect(display.locator('.picture-now')).toBeVisible();
  await look('pictures');

  await scanner.scan(cards.eightyPoints);
  await expect(display.getByRole('heading', { name: 'Welcome!' })).toBeVisible();
  await expect(display.getByRole('progressbar', { name: '80 points: 80 of 100' })).toBeVisible();
  await look('greeting');

  // Whoever agrees to it is greeted by name.
  await counter.customer.getByRole('button', { name: 'Change' }).click();
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Anna Rossi');
  await page.getByText('First name on the customer display').click();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(display.getByRole('heading', { name: 'Welcome, Anna!' })).toBeVisible();

  await page.keyboard.type('23.40', { delay: 70 });
  await expect(display.locator('.to-pay')).toContainText('€23.40');
  await expect(display.getByRole('region', { name: 'You can have now' })).toContainText('A croissant');
  await look('amount');
  await page.keyboard.press('Enter');
  await expect(display.getByRole('heading', { name: 'Thank you, Anna!' })).toBeVisible();
  await expect(display.getByText('+23 points')).toBeVisible();
  await expect(display.getByRole('region', { name: 'New for you' })).toContainText('€2.00');
  await look('sold');
  await expect(display.locator('body')).not.toContainText('Rossi');

  await display.reload();
  await expect(display.getByRole('heading', { name: 'Thank you, Anna!' })).toBeVisible();
  // Nothing that is only heard makes the till's page longer than its window.
  expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBe(768);
});

test.describe('when the till goes away', () => {
  test.use({ allowed: { problems: [/WebSocket connection to .* failed/, /ERR_CONNECTION_REFUSED/] } });

  test('the display says so, and forgets who was served', async ({ counter, scanner, context, till }) => {
    const devices = await counter.manage('Devices');
    const opening = context.waitForEvent('page');
    await devices.getByRole('button', { name: 'Open the customer display' }).click();
    const display = await opening;
    await scanner.scan(cards.eightyPoints);
    await expect(display.getByRole('progressbar', { name: /80 points/ })).toBeVisible();
    await till.restart();
    await expect(display.getByRole('heading', { name: 'This display is closed' })).toBeVisible({
      timeout: 20_000,
    });
    await expect(display.locator('body')).not.toContainText('80');
  });
});
