import { blacken, blankBitmap, type Bitmap } from '#electron/devices/dots/bitmap.ts';
import { assert } from '#shared/base/assert.ts';
import { code128Widths } from '#shared/print/code128.ts';

const quietModules = 10;
const heightDots = 80;

/** A Code 128 of printable ASCII in the middle of the paper, with the widest bars that fit and are no more than three dots. */
export function code128Bitmap(text: string, widthDots: number): Bitmap {
  const widths = code128Widths(text);
  const modules = widths.reduce((sum, width) => sum + width, 0) + 2 * quietModules;
  const moduleDots = Math.min(3, Math.floor(widthDots / modules));
  assert(moduleDots >= 2, `a Code 128 of ${modules} modules fits on ${widthDots} dots`);
  const bitmap = blankBitmap(widthDots, heightDots);
  let x = ((widthDots - modules * moduleDots) >> 1) + quietModules * moduleDots;
  for (const [place, width] of widths.entries()) {
    if (place % 2 === 0) blacken(bitmap, x, 0, width * moduleDots, heightDots);
    x += width * moduleDots;
  }
  return bitmap;
}
