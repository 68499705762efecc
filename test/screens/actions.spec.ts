import { actionCodeOf } from '#shared/scan/formats/action-code.format.ts';
import type { ScannedAction } from '#shared/scan/scanned-action.ts';
import { cards, expect, needsBrowserAndBuild, test } from './till.ts';

needsBrowserAndBuild();

test('a sale is made by scanner alone, with the sheet of actions that Devices prints', async ({
  counter,
  scanner,
  page,
}, info) => {
  const scan = (action: ScannedAction) => scanner.scan(actionCodeOf(action));
  await scanner.scan(cards.eightyPoints);
  await expect(counter.customer).toContainText('80 points');
  for (const action of ['digit-2', 'digit-3', 'comma', 'digit-5', 'backspace', 'digit-4', 'digit-0'] as const)
    await scan(action);
  await expect(counter.amount).toHaveText('€23.40');
  await page.screenshot({ path: info.outputPath('actions-typed.png') });
  await scan('confirm');
  await expect(counter.toPay).toHaveText('€23.40');
  await expect(counter.customer).toContainText('+23 points');
  await scan('back');
  await expect(counter.amount).toHaveText('€0.00');

  const devices = await counter.manage('Devices');
  const panel = devices.getByRole('region', { name: 'Sheet of actions' });
  await panel.getByRole('button', { name: 'Print on the receipt printer' }).click();
  await expect(panel.getByRole('status')).toHaveText('The sheet came out. Keep it beside the scanner.');
  await panel.getByRole('button', { name: 'Show the sheet' }).click();
  await expect(panel.getByRole('img', { name: 'Code to scan' })).toHaveCount(19);
  await panel.scrollIntoViewIfNeeded();
  await page.screenshot({ path: info.outputPath('actions-panel.png') });
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('.action-page')).toBeVisible();
  await expect(page.locator('#root')).toBeHidden();
  await page.screenshot({ path: info.outputPath('actions-page.png'), fullPage: true });
});
