import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser } from '@playwright/test';
import { PNG } from 'pngjs';

const picture = path.join(import.meta.dirname, 'drawn-alike.png');
const fonts = path.resolve(import.meta.dirname, '../../node_modules/@fontsource-variable/inter/files');

/** Our letters, those of the computer where ours has none, and everything else that two computers may draw differently. */
function sampleOf(): string {
  const letters = readFileSync(path.join(fonts, 'inter-latin-standard-normal.woff2')).toString('base64');
  return `<style>
    @font-face { font-family: Ours; src: url(data:font/woff2;base64,${letters}); font-weight: 100 900; }
    body { margin: 8px; font: 16px Ours, sans-serif; }
    b { font-weight: 650; } code { font-family: ui-monospace, monospace; }
    i { display: inline-block; width: 40px; height: 20px; border-radius: 7px; box-shadow: 0 2px 6px #0006; background: #7a3ff2; }
    </style><p>Tessera 23.40 à è ö ü <b>EUR 1,234</b></p><p>ő ű ✓ × − … → ★ ⌫ <code>TC4F 0123</code> <i></i></p>`;
}

/**
 * Whether this computer draws letters as the one that the pictures were taken on: the same Chromium still leans on the fonts of its
 * computer. With `renew` its letters become those to compare with.
 */
export async function drawsAlike(browser: Browser, renew: boolean): Promise<boolean> {
  const page = await browser.newPage({ viewport: { width: 400, height: 120 } });
  try {
    await page.setContent(sampleOf());
    await page.evaluate(() => document.fonts.ready);
    const drawn = await page.screenshot();
    if (renew) writeFileSync(picture, drawn);
    return existsSync(picture) && isAlike(PNG.sync.read(drawn), PNG.sync.read(readFileSync(picture)));
  } finally {
    await page.close();
  }
}

const isAlike = (one: PNG, other: PNG): boolean =>
  one.width === other.width &&
  one.height === other.height &&
  one.data.every((value, at) => Math.abs(value - (other.data[at] ?? 0)) <= 24);
