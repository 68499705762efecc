import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { _electron, expect, test } from '@playwright/test';
import { findElectron } from '../../electron/shells/electron-binary.mjs';

const electron = findElectron();
test.skip('missing' in electron, 'missing' in electron ? electron.missing : '');

test("a sale in Electron's own window, which can do nothing but talk to the till", async () => {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'tessera-electron-'));
  const app = await _electron.launch({
    executablePath: 'binary' in electron ? electron.binary : '',
    args: ['.', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
    env: { ...process.env, TESSERA_DATA: dataDir, TESSERA_DEMO: '1', TESSERA_CENTRE: 'off' } as Record<
      string,
      string
    >,
  });
  try {
    const page = await app.firstWindow();
    await page.getByRole('button', { name: 'Practice' }).click();
    await page
      .getByRole('button', { name: /^Card / })
      .first()
      .click();
    await page.keyboard.type('23.40', { delay: 70 });
    await page.keyboard.press('Enter');
    await expect(page.locator('.what')).toContainText('+23 points');
    expect(await page.evaluate(() => typeof (globalThis as { require?: unknown }).require)).toBe('undefined');
  } finally {
    await app.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
});
