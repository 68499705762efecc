import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, needsBrowserAndBuild, test } from './till.ts';

needsBrowserAndBuild();

const folder = mkdtempSync(path.join(os.tmpdir(), 'tessera-register-'));
const back = { kind: 'folder', name: 'Back', path: folder, everyMs: 50 };
test.use({ shop: { settings: { shop: 'Café Aurora', capture: { registers: [back] } } } });
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a total that its file takes back leaves the counter, with words until Esc', async ({
  counter,
  page,
}) => {
  const register = await counter.manage('Register');
  await expect(register).toContainText('listening');
  await page.getByRole('button', { name: 'Close' }).last().click();
  const file = path.join(folder, 'a.txt');
  writeFileSync(file, 'BAR ROMA\nTOTALE 12,50\n');
  await expect(counter.amount).toHaveText('€12.50');
  appendFileSync(file, 'SCONTO 2,50\nTOTALE 10,00\n');
  await expect(counter.amount).toHaveText('€0.00');
  const said = page.getByText('€12.50 counts no more: look at the receipt');
  await expect(said).toContainText('Two totals, €12.50 and €10.00, so none is taken.');
  const { violations } = await new AxeBuilder({ page }).include('main').analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  const picture = process.env['TAKEN_BACK_PICTURE'];
  if (picture) await page.screenshot({ path: picture });
  await page.keyboard.press('Escape');
  await expect(said).toHaveCount(0);
});
